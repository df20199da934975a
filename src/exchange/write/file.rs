//! A file that appears whole or not at all: written beside its place under a hidden name, made
//! safe on disk, and only then given its name.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
#[cfg(target_os = "linux")]
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// A file in the making. Dropped without [`NewFile::keep`] nothing of it stays.
#[derive(Debug)]
pub struct NewFile {
    temp: NamedTempFile,
    path: PathBuf,
    /// Whether it takes the place of what lies there.
    replaces: bool,
}

impl NewFile {
    /// Begins a file that will take the place of what is at `path`. Only its owner may read it.
    ///
    /// # Errors
    /// When the folder does not let a file be made, or something other than a plain file lies at
    /// `path` already: a folder, a device, a link.
    pub fn at(path: &Path) -> io::Result<NewFile> {
        Self::begun(path, true)
    }

    /// Begins a file where nothing lies. What comes to lie there meanwhile stays.
    ///
    /// # Errors
    /// As [`NewFile::at`]; `AlreadyExists` when a plain file lies there.
    pub fn where_nothing_is(path: &Path) -> io::Result<NewFile> {
        Self::begun(path, false)
    }

    fn begun(path: &Path, replaces: bool) -> io::Result<NewFile> {
        match path.symlink_metadata() {
            Ok(there) if !there.is_file() => {
                return Err(io::Error::from(io::ErrorKind::InvalidInput));
            }
            Ok(_) if !replaces => return Err(io::Error::from(io::ErrorKind::AlreadyExists)),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        if path.file_name().is_none() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let temp = Builder::new()
            .prefix(".kenal-")
            .suffix(".part")
            .tempfile_in(folder(path))?;
        Ok(NewFile {
            temp,
            path: path.to_owned(),
            replaces,
        })
    }

    /// Where the content goes.
    pub fn file(&mut self) -> Content<'_> {
        Content {
            file: self.temp.as_file_mut(),
            at: 0,
            begun: 0,
        }
    }

    /// Gives the file its name, in the place of what lies there where that was meant.
    ///
    /// # Errors
    /// When the disk refuses, or something came to lie where nothing was; what lies there is still there.
    pub fn keep(self) -> io::Result<()> {
        self.temp.as_file().sync_all()?;
        let kept = if self.replaces {
            self.temp.persist(&self.path)
        } else {
            self.temp.persist_noclobber(&self.path)
        };
        kept.map_err(|error| error.error)?;
        safe_name(&self.path)
    }

    /// Gives the file its name, or that name with a number behind it where something lies there
    /// already. Answers the name.
    ///
    /// # Errors
    /// When the disk refuses, or no name is free.
    pub fn keep_beside(self) -> io::Result<PathBuf> {
        self.temp.as_file().sync_all()?;
        let mut temp = self.temp;
        for number in 1..=NAMES {
            let path = numbered(&self.path, number);
            match temp.persist_noclobber(&path) {
                Ok(_) => return safe_name(&path).map(|()| path),
                Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                    temp = error.file;
                }
                Err(error) => return Err(error.error),
            }
        }
        Err(io::Error::from(io::ErrorKind::AlreadyExists))
    }
}

/// So many bytes are written before the system is told to bring them to the disk.
const PIECE: u64 = 4 << 20;

/// The content of a file in the making. While more of it is made the system brings to the disk what
/// is there, so that making the file safe has little to wait for.
#[derive(Debug)]
pub struct Content<'a> {
    file: &'a mut File,
    /// Where the next byte goes.
    at: u64,
    /// Up to here the system was told.
    begun: u64,
}

impl Write for Content<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.at += written as u64;
        if self.at >= self.begun + PIECE {
            begin_to_save(self.file, self.begun, self.at - self.begun);
            self.begun = self.at;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Content<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.file.seek(to)?;
        self.begun = self.begun.min(self.at);
        Ok(self.at)
    }
}

/// Lets the system begin to bring a part to the disk, without waiting for it. Only Linux has a word
/// for that; elsewhere the end waits for all.
fn begin_to_save(file: &File, from: u64, length: u64) {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{Advice, fadvise};
        let _ = fadvise(file, from, NonZeroU64::new(length), Advice::DontNeed);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (file, from, length);
}

/// How many names are tried beside a file that is there already.
const NAMES: u32 = 999;

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// `matches.csv`, `matches-2.csv`, `matches-3.csv`.
fn numbered(path: &Path, number: u32) -> PathBuf {
    if number == 1 {
        return path.to_owned();
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

/// Makes the name safe on disk too. Where folders cannot be synced the system does it in time.
fn safe_name(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder(path))?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_lies_there_is_replaced_only_by_the_whole_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.csv");
        fs::write(&path, "before").unwrap();
        let mut new = NewFile::at(&path).unwrap();
        new.file().write_all(b"half").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"before");
        drop(new);
        assert_eq!(names(dir.path()), ["a.csv"]);
        let mut new = NewFile::at(&path).unwrap();
        new.file().write_all(b"after").unwrap();
        new.keep().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"after");
        assert_eq!(names(dir.path()), ["a.csv"]);
    }

    #[test]
    fn where_nothing_was_meant_to_lie_nothing_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.csv");
        let new = NewFile::where_nothing_is(&path).unwrap();
        fs::write(&path, "meanwhile").unwrap();
        for refused in [new.keep(), NewFile::where_nothing_is(&path).map(drop)] {
            let error = refused.unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        }
        assert_eq!(fs::read(&path).unwrap(), b"meanwhile");
        assert_eq!(names(dir.path()), ["a.csv"]);
    }

    #[test]
    fn content_in_many_pieces_and_what_is_put_right_in_it_are_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.csv");
        let piece: Vec<u8> = (0..=250).cycle().take(1_000_003).collect();
        let mut new = NewFile::at(&path).unwrap();
        let mut content = new.file();
        let mut wanted = Vec::new();
        for _ in 0..9 {
            content.write_all(&piece).unwrap();
            wanted.extend_from_slice(&piece);
        }
        content.seek(SeekFrom::Start(3)).unwrap();
        content.write_all(b"right").unwrap();
        wanted[3..8].copy_from_slice(b"right");
        content.seek(SeekFrom::End(0)).unwrap();
        content.write_all(&piece).unwrap();
        wanted.extend_from_slice(&piece);
        new.keep().unwrap();
        assert!(fs::read(&path).unwrap() == wanted);
    }

    #[test]
    fn beside_what_lies_there_a_number_tells_them_apart() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.csv");
        for name in ["a.csv", "a-2.csv", "a-3.csv"] {
            let new = NewFile::at(&path).unwrap();
            assert_eq!(new.keep_beside().unwrap(), dir.path().join(name));
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_reads_it_and_nothing_but_a_plain_file_is_replaced() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.csv");
        NewFile::at(&path).unwrap().keep().unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let link = dir.path().join("link.csv");
        symlink(&path, &link).unwrap();
        assert!(NewFile::at(&link).is_err());
        assert!(NewFile::at(dir.path()).is_err());
        assert!(NewFile::at(&dir.path().join("no/where.csv")).is_err());
    }
}
