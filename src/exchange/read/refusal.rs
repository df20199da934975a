//! Why a whole file is refused, and the limits that a file must keep.

use std::fmt;

/// Most columns that a header may have.
pub const MAX_COLUMNS: usize = 200;
/// Most characters in one field.
pub const MAX_FIELD_CHARS: usize = 10_000;
/// Most characters in a name.
pub const MAX_NAME_CHARS: usize = 200;
/// Most rows of a spreadsheet; CSV is streamed and has no such limit.
pub const MAX_SHEET_ROWS: u32 = 200_000;
/// Most filled cells of a spreadsheet.
pub const MAX_SHEET_CELLS: u64 = 2_000_000;
/// Most bytes of a spreadsheet file on disk.
pub const MAX_BOOK_BYTES: u64 = 64 << 20;
/// Most bytes that a zipped spreadsheet may unfold to.
pub const MAX_UNZIPPED_BYTES: u64 = 128 << 20;
/// Most unfolded bytes per zipped byte, asked of parts larger than a mebibyte.
pub const MAX_ZIP_RATIO: u64 = 200;
/// Most points a customer may bring along.
pub const MAX_POINTS: i64 = 1_000_000_000;

/// Why a whole file is refused. A refused file changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A folder, pipe, device or terminal.
    NotARegularFile,
    /// Nothing in it but white space.
    EmptyFile,
    /// Neither text nor a spreadsheet.
    BinaryFile,
    /// An `SQLite` database, perhaps our own.
    IsSqliteFile,
    /// A web page or bare XML, whatever its name says.
    HtmlOrXmlFile,
    /// An old container that is no readable workbook, most often one with a password.
    OleFileXlsOrEncrypted,
    /// The file says how it is written and then breaks that on this line (1-based).
    EncodingBroken {
        /// Physical line, 1-based.
        line: u64,
    },
    /// No encoding fits; this is the first line (1-based) that fits none.
    EncodingUnknown {
        /// Physical line, 1-based.
        line: u64,
    },
    /// UTF-32, which no spreadsheet program writes.
    EncodingUtf32,
    /// A quote opens on this line (1-based) and never closes.
    UnclosedQuote {
        /// Physical line, 1-based.
        line: u64,
    },
    /// No row names the columns, and their content does not tell either.
    NoHeader,
    /// The columns are understood, but none of them tells whose vehicle or who it is.
    NoIdentity,
    /// Two columns claim the same field; only `--strict` refuses this.
    DuplicateHeader,
    /// More than [`MAX_COLUMNS`] columns.
    TooManyColumns,
    /// More rows or cells than [`MAX_SHEET_ROWS`] and [`MAX_SHEET_CELLS`], or too much to hold.
    SheetTooLarge,
    /// Unfolds to more than [`MAX_UNZIPPED_BYTES`] or by more than [`MAX_ZIP_RATIO`].
    ZipBomb,
    /// The spreadsheet carries a document type, which none needs and some misuse.
    XmlDtd,
    /// The archive is cut or damaged.
    BadZip,
    /// An archive, but no workbook.
    NotXlsx,
    /// A workbook that contradicts itself.
    BadXlsx,
}

impl Refusal {
    /// The stable code, as scripts and tests know it.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotARegularFile => "not_a_regular_file",
            Self::EmptyFile => "empty_file",
            Self::BinaryFile => "binary_file",
            Self::IsSqliteFile => "is_sqlite_file",
            Self::HtmlOrXmlFile => "html_or_xml_file",
            Self::OleFileXlsOrEncrypted => "ole_file_xls_or_encrypted",
            Self::EncodingBroken { .. } => "encoding_broken",
            Self::EncodingUnknown { .. } => "encoding_unknown",
            Self::EncodingUtf32 => "encoding_utf32",
            Self::UnclosedQuote { .. } => "unclosed_quote",
            Self::NoHeader => "no_header",
            Self::NoIdentity => "no_identity",
            Self::DuplicateHeader => "duplicate_header",
            Self::TooManyColumns => "too_many_columns",
            Self::SheetTooLarge => "sheet_too_large",
            Self::ZipBomb => "zip_bomb",
            Self::XmlDtd => "xml_dtd",
            Self::BadZip => "bad_zip",
            Self::NotXlsx => "not_xlsx",
            Self::BadXlsx => "bad_xlsx",
        }
    }

    /// The refusal of a code that carries no line; used to hear it from the reading process.
    pub fn from_code(code: &str) -> Option<Self> {
        const PLAIN: [Refusal; 9] = [
            Refusal::EmptyFile,
            Refusal::OleFileXlsOrEncrypted,
            Refusal::TooManyColumns,
            Refusal::SheetTooLarge,
            Refusal::ZipBomb,
            Refusal::XmlDtd,
            Refusal::BadZip,
            Refusal::NotXlsx,
            Refusal::BadXlsx,
        ];
        PLAIN.into_iter().find(|refusal| refusal.code() == code)
    }

    /// The physical line (1-based) that the refusal names, if it names one.
    pub fn line(self) -> Option<u64> {
        match self {
            Self::EncodingBroken { line }
            | Self::EncodingUnknown { line }
            | Self::UnclosedQuote { line } => Some(line),
            _ => None,
        }
    }

    /// The exit code of a command that meets it: 66 where nothing could be opened, else 65.
    pub fn exit_code(self) -> i32 {
        if self == Self::NotARegularFile {
            66
        } else {
            65
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())?;
        match self.line() {
            Some(line) => write!(f, " (line {line})"),
            None => Ok(()),
        }
    }
}

/// Why an import does not happen.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The file is there and is not taken.
    #[error("{path}: {refusal}")]
    File {
        /// The file as it was named.
        path: String,
        /// Why.
        refusal: Refusal,
    },
    /// The file cannot be opened.
    #[error("{path}: {source}")]
    CannotOpen {
        /// The file as it was named.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// Reading failed half way, or the reading process could not be started.
    #[error("{path}: {source}")]
    Io {
        /// The file as it was named.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// `--sheet` names a sheet that the workbook does not have.
    #[error("{path}: no sheet {sheet}")]
    NoSuchSheet {
        /// The file as it was named.
        path: String,
        /// The sheet asked for.
        sheet: String,
        /// The sheets that it has.
        sheets: Vec<String>,
    },
    /// `--map` names a column that no file has.
    #[error("no column {header}")]
    NoSuchColumn {
        /// The header asked for.
        header: String,
        /// The columns that the files have.
        headers: Vec<String>,
    },
    /// `--map` names a field that does not exist.
    #[error("no field {0}")]
    NoSuchField(String),
    /// The person stopped it; nothing was written.
    #[error("stopped")]
    Cancelled,
    /// Whoever receives the plan could not carry it out.
    #[error(transparent)]
    Sink(#[from] Box<dyn std::error::Error + Send + Sync>),
}

impl Refused {
    /// Names the file of a refusal.
    pub(crate) fn file(path: &str, refusal: Refusal) -> Self {
        Self::File {
            path: path.to_owned(),
            refusal,
        }
    }
}

/// What reading meets: a reason to refuse the file, or the disk.
#[derive(Debug)]
pub enum ReadError {
    /// The file is refused.
    Refusal(Refusal),
    /// The disk, or the reading process, failed.
    Io(std::io::Error),
}

impl From<Refusal> for ReadError {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<std::io::Error> for ReadError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl ReadError {
    /// Names the file.
    pub(crate) fn of(self, path: &str) -> Refused {
        match self {
            Self::Refusal(refusal) => Refused::file(path, refusal),
            Self::Io(source) => Refused::Io {
                path: path.to_owned(),
                source,
            },
        }
    }
}
