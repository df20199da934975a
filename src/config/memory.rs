//! What is remembered from one start to the next: who is at the desk of each terminal, and
//! the language that was switched to.
//!
//! One small file for each thing, so that two terminals never overwrite each other. A file
//! is replaced as a whole; temporary files are made readable by their owner only, and stay so.

use super::settings::Layer;
use crate::domain::hygiene::clean_line;
use crate::text::Lang;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 4_096;

/// A folder of remembered things. Without one nothing is remembered, and that is no error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    folder: Option<PathBuf>,
}

impl Memory {
    /// Memory in a folder, which is made when something is remembered first.
    pub fn at(folder: Option<PathBuf>) -> Memory {
        Memory { folder }
    }

    /// Who was at the desk of this terminal.
    pub fn staff(&self, terminal: &str) -> Option<String> {
        self.get(&desk(terminal))
    }

    /// Remembers who is at the desk of this terminal.
    pub fn remember_staff(&self, terminal: &str, name: &str) -> io::Result<()> {
        self.put(&desk(terminal), name)
    }

    /// Remembers the language that was switched to.
    pub fn remember_lang(&self, lang: Lang) -> io::Result<()> {
        self.put("language", lang.code())
    }

    /// The columns of lists that are put away, as a line; empty for none.
    pub fn columns(&self) -> String {
        self.get("columns").unwrap_or_default()
    }

    /// Remembers the columns of lists that are put away.
    pub fn remember_columns(&self, line: &str) -> io::Result<()> {
        self.put("columns", line)
    }

    /// What is remembered of the settings.
    pub fn layer(&self) -> Layer {
        let lang = self.get("language").as_deref().and_then(Lang::of);
        Layer {
            lang,
            ..Layer::default()
        }
    }

    /// The line in a file; `None` when there is none, or nothing that makes sense.
    fn get(&self, name: &str) -> Option<String> {
        let path = self.folder.as_ref()?.join(name);
        if !path.metadata().ok()?.is_file() {
            return None;
        }
        let mut text = String::new();
        File::open(path)
            .ok()?
            .take(LARGEST)
            .read_to_string(&mut text)
            .ok()?;
        Some(clean_line(&text).text).filter(|line| !line.is_empty())
    }

    fn put(&self, name: &str, line: &str) -> io::Result<()> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        fs::create_dir_all(folder)?;
        replace(&folder.join(name), folder, &clean_line(line).text)
    }
}

/// Writes beside the file, then puts it in its place: a reader sees the old line or the new.
fn replace(path: &Path, folder: &Path, line: &str) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(file, "{line}")?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The file of a terminal. What is no letter or digit is spelled out, so that no name leads
/// to another folder and no two terminals share a file.
fn desk(terminal: &str) -> String {
    let spelled = terminal.bytes().take(60).map(|byte| {
        if byte.is_ascii_alphanumeric() {
            char::from(byte).to_string()
        } else {
            format!("_{byte:02x}")
        }
    });
    format!("desk-{}", spelled.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_terminal_remembers_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::at(Some(folder.path().join("made/when/needed")));
        assert_eq!(memory.staff("pts/1"), None);
        memory.remember_staff("pts/1", "Rina").unwrap();
        memory.remember_staff("pts/2", "Joko").unwrap();
        memory.remember_staff("pts/1", "Sari\u{1b}[2J").unwrap();
        assert_eq!(memory.staff("pts/1").as_deref(), Some("Sari[2J"));
        assert_eq!(memory.staff("pts/2").as_deref(), Some("Joko"));
        memory.remember_lang(Lang::Id).unwrap();
        assert_eq!(memory.layer().lang, Some(Lang::Id));
        memory.remember_columns("guests=phone").unwrap();
        assert_eq!(memory.columns(), "guests=phone");
        memory.remember_columns("").unwrap();
        assert_eq!(memory.columns(), "");
    }

    #[test]
    fn without_a_folder_nothing_is_remembered() {
        let memory = Memory::at(None);
        assert!(memory.remember_staff("pts/1", "Rina").is_ok());
        assert_eq!(memory.staff("pts/1"), None);
        assert_eq!(memory.layer(), Layer::default());
    }

    #[test]
    fn no_name_of_a_terminal_leaves_the_folder_or_meets_another() {
        let names = ["../../x", "pts/1", "pts_1", "pts_2f1", "", "/", "CON"];
        let files: BTreeSet<String> = names.iter().map(|name| desk(name)).collect();
        assert_eq!(files.len(), names.len());
        assert!(files.iter().all(|file| !file.contains(['/', '\\', '.'])));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_what_is_remembered() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::at(Some(folder.path().to_owned()));
        memory.remember_staff("pts/1", "Rina").unwrap();
        let mode = folder
            .path()
            .join(desk("pts/1"))
            .metadata()
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn nonsense_in_a_file_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("language"), [0xff, 0xfe]).unwrap();
        fs::create_dir(folder.path().join(desk("pts/1"))).unwrap();
        let memory = Memory::at(Some(folder.path().to_owned()));
        assert_eq!(memory.layer().lang, None);
        assert_eq!(memory.staff("pts/1"), None);
    }
}
