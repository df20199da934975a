//! Where a list goes: a proposed file, which may be typed over, and what kind of file it becomes; and
//! the folder of a report.

use std::path::{Path, PathBuf};

use crate::domain::Day;
use crate::kit::line::{Edited, Line};
use crate::protocol::{Code, ExportFormat, ExportList, Key, Mouse};

use super::{Intent, position};

/// What goes out.
#[derive(Debug, Clone)]
pub(in crate::app) enum Goes {
    /// A list, into one file.
    List(ExportList),
    /// The weekly review of a week, or of the last one that is over, into a folder.
    Report(Option<Day>),
}

/// The dialog.
#[derive(Debug)]
pub(in crate::app) struct ExportDialog {
    /// What is exported.
    goes: Goes,
    /// Where to.
    pub(super) line: Line,
    pub(super) format: ExportFormat,
}

/// What goes out and where.
#[derive(Debug, Clone)]
pub(in crate::app) struct Chosen {
    pub(in crate::app) goes: Goes,
    pub(in crate::app) path: PathBuf,
    pub(in crate::app) format: ExportFormat,
}

impl PartialEq for Chosen {
    fn eq(&self, other: &Chosen) -> bool {
        let what = |chosen: &Chosen| match &chosen.goes {
            Goes::List(list) => Some(list.what),
            Goes::Report(_) => None,
        };
        (&self.path, self.format, what(self)) == (&other.path, other.format, what(other))
    }
}

impl Eq for Chosen {}

impl ExportDialog {
    /// Writes the other kind of file at once: the key that opened the dialog, as it ships.
    const OTHER: Key = Key::ctrl('e');

    /// A dialog that proposes a file of today in a folder.
    /// `format` is the kind of file that was taken last.
    pub(in crate::app) fn new(
        list: ExportList,
        folder: &Path,
        today: Day,
        format: ExportFormat,
    ) -> ExportDialog {
        let name = format!("kenal-{}-{today}.{}", list.name, format.ending());
        let path = folder.join(name);
        ExportDialog {
            goes: Goes::List(list),
            line: Line::new(&path.to_string_lossy()),
            format,
        }
    }

    /// A dialog that asks for the folder of the report of a week, where it could not be saved in
    /// this one.
    pub(in crate::app) fn report(week: Option<Day>, folder: &Path) -> ExportDialog {
        ExportDialog {
            goes: Goes::Report(week),
            line: Line::new(&folder.to_string_lossy()),
            format: ExportFormat::Xlsx,
        }
    }

    /// What is exported; `None` where it is the report.
    pub(super) fn title(&self) -> Option<&str> {
        match &self.goes {
            Goes::List(list) => Some(&list.title),
            Goes::Report(_) => None,
        }
    }

    /// Enter writes, Ctrl+E once more writes the other kind of file, Tab takes it and goes on typing;
    /// everything else types.
    pub(super) fn press(&mut self, key: Key) -> Intent {
        match key.code {
            Code::Esc => Intent::Close,
            Code::Enter => self.chosen(),
            // A report is always a page and a workbook.
            Code::Tab if self.title().is_none() => Intent::Stay,
            _ if key == Self::OTHER && self.title().is_none() => self.chosen(),
            _ if key == Self::OTHER => {
                self.switch();
                self.chosen()
            }
            Code::Tab => {
                self.switch();
                Intent::Stay
            }
            _ => match self.line.press(key) {
                Edited::No => Intent::Pass,
                Edited::Moved | Edited::Full => Intent::Stay,
                Edited::Changed => {
                    self.follow();
                    Intent::Stay
                }
            },
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.line.paste(text);
        self.follow();
    }

    pub(super) fn click(&mut self, mouse: Mouse) -> Intent {
        self.line.click(position(mouse));
        Intent::Stay
    }

    fn chosen(&self) -> Intent {
        let typed = self.line.value().trim();
        if typed.is_empty() {
            return Intent::Stay;
        }
        let path = match ending(typed) {
            None if self.title().is_some() => format!("{typed}.{}", self.format.ending()),
            _ => typed.to_owned(),
        };
        Intent::Export(Box::new(Chosen {
            goes: self.goes.clone(),
            path: PathBuf::from(path),
            format: self.format,
        }))
    }

    /// The other kind of file, and its ending in the name.
    fn switch(&mut self) {
        let (before, after) = (self.format.ending(), self.format.other().ending());
        self.format = self.format.other();
        let typed = self.line.value();
        if ending(typed).is_some()
            && let Some(stem) = typed.get(..typed.len() - before.len())
        {
            let named = format!("{stem}{after}");
            self.line.set(&named);
        }
    }

    /// An ending that is typed says what kind of file it is.
    fn follow(&mut self) {
        if let Some(format) = ending(self.line.value().trim()) {
            self.format = format;
        }
    }
}

/// The kind of file that a name's ending says.
fn ending(name: &str) -> Option<ExportFormat> {
    let ending = Path::new(name).extension()?;
    [ExportFormat::Csv, ExportFormat::Xlsx]
        .into_iter()
        .find(|format| ending.eq_ignore_ascii_case(format.ending()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::export::Table;
    use crate::protocol::ExportRows;

    fn dialog() -> ExportDialog {
        let list = ExportList {
            what: "matches",
            name: "matches".to_owned(),
            title: "Matches".to_owned(),
            rows: ExportRows::Here(Table::default()),
        };
        ExportDialog::new(
            list,
            Path::new("/home/ani"),
            "2026-11-22".parse().expect("a day"),
            ExportFormat::Csv,
        )
    }

    fn press(dialog: &mut ExportDialog, keys: &str) -> Option<(String, ExportFormat)> {
        let keys = Key::sequence(keys).expect("keys");
        match keys.into_iter().map(|key| dialog.press(key)).last() {
            Some(Intent::Export(chosen)) => {
                Some((chosen.path.to_string_lossy().into_owned(), chosen.format))
            }
            _ => None,
        }
    }

    fn chosen(path: &str, format: ExportFormat) -> (String, ExportFormat) {
        (path.to_owned(), format)
    }

    #[test]
    fn enter_takes_the_proposed_file_and_tab_the_other_kind() {
        let csv = "/home/ani/kenal-matches-2026-11-22.csv";
        let xlsx = "/home/ani/kenal-matches-2026-11-22.xlsx";
        assert_eq!(
            press(&mut dialog(), "<Enter>"),
            Some(chosen(csv, ExportFormat::Csv))
        );
        assert_eq!(
            press(&mut dialog(), "<Tab><Enter>"),
            Some(chosen(xlsx, ExportFormat::Xlsx))
        );
        assert_eq!(
            press(&mut dialog(), "<Ctrl+E>"),
            Some(chosen(xlsx, ExportFormat::Xlsx))
        );
        assert_eq!(
            press(&mut dialog(), "<Tab><Ctrl+E>"),
            Some(chosen(csv, ExportFormat::Csv))
        );
        assert_eq!(
            press(&mut dialog(), "<Tab><Tab><Enter>"),
            Some(chosen(csv, ExportFormat::Csv))
        );
    }

    #[test]
    fn an_ending_that_is_typed_says_the_kind_and_a_missing_one_is_added() {
        let mut typed = dialog();
        typed.line.set("list.xls");
        assert_eq!(
            press(&mut typed, "x<Enter>"),
            Some(chosen("list.xlsx", ExportFormat::Xlsx))
        );
        typed.line.set("lis");
        assert_eq!(
            press(&mut typed, "t<Enter>"),
            Some(chosen("list.xlsx", ExportFormat::Xlsx))
        );
        assert_eq!(
            press(&mut typed, "<Tab><Enter>"),
            Some(chosen("list.csv", ExportFormat::Csv))
        );
        typed.line.set("  ");
        assert_eq!(press(&mut typed, "<Enter>"), None);
    }

    #[test]
    fn a_report_goes_into_the_folder_that_is_typed_whatever_it_is_called() {
        let mut report = ExportDialog::report(None, Path::new("/srv"));
        let typed = press(&mut report, "/week.csv<Tab><Enter>");
        assert_eq!(typed, Some(chosen("/srv/week.csv", ExportFormat::Csv)));
    }
}
