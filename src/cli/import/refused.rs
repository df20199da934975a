//! Why files are not taken, as sentences.

use crate::cli::exit::{Exit, Failing};
use crate::cli::session::Session;
use crate::cli::wording;
use crate::exchange::import::field_names;
use crate::exchange::read::refusal::{Refusal, Refused};
use crate::store::StoreError;
use crate::text::{Lang, Say, say};

/// Why nothing was imported.
pub(super) fn failing(refused: Refused, session: &Session) -> Failing {
    let lang = session.lang();
    match refused {
        Refused::File { path, refusal } => file(&path, refusal, lang),
        Refused::CannotOpen { path, source } => Failing::new(
            Exit::CannotOpen,
            say::import_cannot_open(lang, path, wording::why(&source, lang)),
            Say::ErrorCannotOpenHint.in_(lang),
        ),
        Refused::Io { path, source } => Failing::new(
            Exit::Io,
            say::import_io(lang, path, wording::why(&source, lang)),
            Say::ImportIoHint.in_(lang),
        ),
        Refused::NoSuchSheet {
            path,
            sheet,
            sheets,
        } => Failing::new(
            Exit::Usage,
            say::import_no_sheet(lang, path, sheet),
            say::import_no_sheet_hint(lang, sheets.join(", ")),
        ),
        Refused::NoSuchColumn { header, headers } => Failing::new(
            Exit::Usage,
            say::import_no_column(lang, header),
            say::import_no_column_hint(lang, headers.join(", ")),
        ),
        Refused::NoSuchField(field) => Failing::new(
            Exit::Usage,
            say::import_no_field(lang, field),
            say::import_no_field_hint(lang, field_names().collect::<Vec<_>>().join(", ")),
        ),
        Refused::Cancelled => session.failing(&StoreError::Cancelled),
        Refused::Sink(error) => match error.downcast::<StoreError>() {
            Ok(error) => session.failing(&error),
            Err(other) => wording::internal(&other.to_string(), lang),
        },
    }
}

fn file(path: &str, refusal: Refusal, lang: Lang) -> Failing {
    let exit = match refusal.exit_code() {
        66 => Exit::CannotOpen,
        _ => Exit::Refused,
    };
    let why = why(refusal).in_(lang);
    let text = match refusal.line() {
        Some(line) => say::import_refused_at(lang, path, line, why),
        None => say::import_refused(lang, path, why),
    };
    Failing::new(exit, text, hint(refusal).in_(lang))
}

fn why(refusal: Refusal) -> Say {
    match refusal {
        Refusal::NotARegularFile => Say::ImportNotARegularFile,
        Refusal::EmptyFile => Say::ImportEmptyFile,
        Refusal::BinaryFile => Say::ImportBinaryFile,
        Refusal::IsSqliteFile => Say::ImportIsSqliteFile,
        Refusal::HtmlOrXmlFile => Say::ImportHtmlOrXmlFile,
        Refusal::OleFileXlsOrEncrypted => Say::ImportOleFile,
        Refusal::EncodingBroken { .. } => Say::ImportEncodingBroken,
        Refusal::EncodingUnknown { .. } => Say::ImportEncodingUnknown,
        Refusal::EncodingUtf32 => Say::ImportEncodingUtf32,
        Refusal::UnclosedQuote { .. } => Say::ImportUnclosedQuote,
        Refusal::NoHeader => Say::ImportNoHeader,
        Refusal::NoIdentity => Say::ImportNoIdentity,
        Refusal::DuplicateHeader => Say::ImportDuplicateHeader,
        Refusal::TooManyColumns => Say::ImportTooManyColumns,
        Refusal::SheetTooLarge => Say::ImportSheetTooLarge,
        Refusal::ZipBomb => Say::ImportZipBomb,
        Refusal::XmlDtd => Say::ImportXmlDtd,
        Refusal::BadZip => Say::ImportBadZip,
        Refusal::NotXlsx => Say::ImportNotXlsx,
        Refusal::BadXlsx => Say::ImportBadXlsx,
    }
}

fn hint(refusal: Refusal) -> Say {
    match refusal {
        Refusal::NotARegularFile | Refusal::EmptyFile | Refusal::BinaryFile => {
            Say::ImportGiveSpreadsheetHint
        }
        Refusal::IsSqliteFile => Say::ImportIsSqliteHint,
        Refusal::EncodingBroken { .. }
        | Refusal::EncodingUnknown { .. }
        | Refusal::EncodingUtf32 => Say::ImportEncodingHint,
        Refusal::UnclosedQuote { .. } => Say::ImportQuoteHint,
        Refusal::NoHeader => Say::ImportNoHeaderHint,
        Refusal::NoIdentity => Say::ImportNoIdentityHint,
        Refusal::DuplicateHeader => Say::ImportDuplicateHint,
        Refusal::TooManyColumns | Refusal::SheetTooLarge => Say::ImportTooLargeHint,
        Refusal::HtmlOrXmlFile
        | Refusal::OleFileXlsOrEncrypted
        | Refusal::ZipBomb
        | Refusal::XmlDtd
        | Refusal::BadZip
        | Refusal::NotXlsx
        | Refusal::BadXlsx => Say::ImportSaveAsHint,
    }
}
