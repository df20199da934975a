//! The owner's own feasts: a file beside the settings file, which a mistake never keeps from being
//! used as far as it is right.

use std::io;
use std::path::{Path, PathBuf};

use super::file::text_of;
use crate::calendar::{Calendar, Mistake, Problem};

/// The feasts that are in force.
#[derive(Debug, Clone, Default)]
pub struct Holidays {
    /// Those that ship, with what the own file adds and changes.
    pub calendar: Calendar,
    /// Where the own file lies, or would lie; `None` where there is no place for settings.
    pub path: Option<PathBuf>,
    /// What is wrong in it.
    pub mistakes: Vec<Mistake>,
}

impl Holidays {
    /// Where the own file lies, beside this settings file.
    pub fn beside(settings: Option<&Path>) -> Option<PathBuf> {
        Some(settings?.with_file_name("holidays.toml"))
    }

    /// Reads them: what ships and, where it is there, the own file.
    pub fn read(path: Option<PathBuf>) -> Holidays {
        let shipped = Calendar::shipped();
        let (calendar, mistakes) = match path.as_deref().map(text_of) {
            None => (shipped, Vec::new()),
            Some(Ok(text)) => shipped.with(&text),
            Some(Err(error)) => (shipped, whole(&error).into_iter().collect()),
        };
        Holidays {
            calendar,
            path,
            mistakes,
        }
    }

    /// The path in words; the file's name where there is no place for it.
    pub fn place(&self) -> String {
        let path = self.path.as_ref().map(|path| path.display().to_string());
        path.unwrap_or_else(|| "holidays.toml".to_owned())
    }
}

/// What keeps a file from being read; nobody needs to have one.
fn whole(error: &io::Error) -> Option<Mistake> {
    let problem = match error.kind() {
        io::ErrorKind::NotFound => return None,
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => Problem::NoFile,
        _ => Problem::CannotRead(error.to_string()),
    };
    let line = None;
    Some(Mistake { line, problem })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn without_a_file_what_ships_is_in_force() {
        let folder = tempfile::tempdir().unwrap();
        let settings = folder.path().join("settings.toml");
        let path = Holidays::beside(Some(&settings));
        assert_eq!(path, Some(folder.path().join("holidays.toml")));
        let holidays = Holidays::read(path);
        assert_eq!(holidays.calendar, Calendar::shipped());
        assert_eq!(holidays.mistakes, []);
        assert_eq!(Holidays::read(None).calendar, Calendar::shipped());
    }

    #[test]
    fn a_file_that_is_broken_is_told_and_what_ships_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("holidays.toml");
        fs::write(&path, [0xff, 0xfe, 0x00]).unwrap();
        let holidays = Holidays::read(Some(path.clone()));
        assert_eq!(holidays.mistakes[0].problem, Problem::NoFile);
        fs::write(&path, "\u{feff}[imlek]\noff = true").unwrap();
        let holidays = Holidays::read(Some(path.clone()));
        assert_eq!(holidays.mistakes, []);
        assert!(holidays.calendar.feasts().all(|feast| feast.key != "imlek"));
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        let holidays = Holidays::read(Some(path));
        assert_eq!(holidays.mistakes[0].problem, Problem::NoFile);
    }
}
