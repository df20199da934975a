//! Where settings lie, and reading them at the start.

use super::environment::Environment;
use super::mistake::{Mistake, Mistakes, Problem};
use super::read::read;
use super::settings::{Layer, Settings};
use directories::{ProjectDirs, UserDirs};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The largest settings file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// Where the settings come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The file of the platform's configuration folder, if there is one.
    Usual(Option<PathBuf>),
    /// A file that was named; it must exist.
    Named(PathBuf),
    /// No file at all: `--config none`.
    Nowhere,
}

impl Source {
    /// The source for the value of `--config`.
    pub fn of(flag: Option<&Path>) -> Source {
        match flag {
            None => {
                Source::Usual(default_folders().map(|(config, _)| config.join("settings.toml")))
            }
            Some(path) if path == Path::new("none") => Source::Nowhere,
            Some(path) => Source::Named(path.to_owned()),
        }
    }
}

impl Source {
    /// Where the file lies, or would lie.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Source::Usual(path) => path.as_deref(),
            Source::Named(path) => Some(path),
            Source::Nowhere => None,
        }
    }
}

/// The platform's folders for our configuration and for what we remember. `None` when the
/// person has no home folder.
pub fn default_folders() -> Option<(PathBuf, PathBuf)> {
    let folders = ProjectDirs::from("", "", "kenal")?;
    let state = folders
        .state_dir()
        .unwrap_or_else(|| folders.data_local_dir());
    Some((folders.config_dir().to_owned(), state.to_owned()))
}

/// Where the person keeps documents: the folder for them, else the home folder, else where the
/// program was started.
pub fn documents_folder() -> PathBuf {
    let folders = UserDirs::new();
    let documents = folders.as_ref().and_then(UserDirs::document_dir);
    let documents = documents.filter(|folder| folder.is_dir());
    let home = folders.as_ref().map(UserDirs::home_dir);
    documents
        .or(home)
        .map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// The person's home folder.
pub fn home_folder() -> Option<PathBuf> {
    UserDirs::new().map(|folders| folders.home_dir().to_owned())
}

/// Puts the layers together. `remembered` lies below the file, `flags` above everything.
///
/// # Errors
/// All mistakes of the file and the environment at once.
pub fn load(
    source: &Source,
    environment: &Environment,
    remembered: Layer,
    flags: Layer,
) -> Result<Settings, Mistakes> {
    let (path, file, mut list) = match source {
        Source::Nowhere | Source::Usual(None) => (None, Layer::default(), Vec::new()),
        Source::Usual(Some(path)) => from_file(path, true),
        Source::Named(path) => from_file(path, false),
    };
    let (demanded, more) = environment.demanded();
    list.extend(more);
    if !list.is_empty() {
        return Err(Mistakes { path, list });
    }
    let layers = [remembered, file, demanded, flags];
    Ok(layers
        .into_iter()
        .fold(environment.suggested(), Layer::under)
        .into())
}

fn from_file(path: &Path, may_be_missing: bool) -> (Option<PathBuf>, Layer, Vec<Mistake>) {
    let found = Some(path.to_owned());
    match text_of(path) {
        Ok(text) => {
            let (layer, mistakes) = read(&text);
            (found, layer, mistakes)
        }
        Err(error) if may_be_missing && error.kind() == io::ErrorKind::NotFound => {
            (None, Layer::default(), Vec::new())
        }
        Err(error) => {
            let problem = match error.kind() {
                io::ErrorKind::NotFound => Problem::NoFile,
                io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => Problem::NoSettings,
                _ => Problem::CannotRead(error.to_string()),
            };
            (
                found,
                Layer::default(),
                vec![Mistake {
                    line: None,
                    problem,
                }],
            )
        }
    }
}

/// The text of a regular file of reasonable size. A pipe or a device is refused before it
/// is opened, so that nothing waits for it.
pub(super) fn text_of(path: &Path) -> io::Result<String> {
    let facts = path.metadata()?;
    if !facts.is_file() || facts.len() > LARGEST {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut text = String::new();
    File::open(path)?.take(LARGEST).read_to_string(&mut text)?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map_or_else(|| text.clone(), str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;
    use std::fs;

    fn loaded(source: &Source) -> Result<Settings, Mistakes> {
        load(
            source,
            &Environment::default(),
            Layer::default(),
            Layer::default(),
        )
    }

    #[test]
    fn no_file_in_the_usual_place_is_no_mistake_but_a_named_one_must_exist() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        assert_eq!(
            loaded(&Source::Usual(Some(path.clone()))),
            Ok(Settings::default())
        );
        assert_eq!(loaded(&Source::Usual(None)), Ok(Settings::default()));
        let mistakes = loaded(&Source::Named(path.clone())).unwrap_err();
        assert_eq!(mistakes.path, Some(path));
        assert!(mistakes.sentences(Lang::En)[1].contains("no such file"));
    }

    #[test]
    fn flags_beat_variables_beat_the_file_beat_what_was_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        let layer = |lang| Layer {
            lang: Some(lang),
            ..Layer::default()
        };
        let lang = |environment: &Environment, flags| {
            load(
                &Source::Named(path.clone()),
                environment,
                layer(Lang::Id),
                flags,
            )
            .unwrap()
            .lang
        };
        let variable = Environment {
            kenal_lang: Some("id".to_owned()),
            ..Environment::default()
        };
        fs::write(&path, "").unwrap();
        assert_eq!(lang(&Environment::default(), Layer::default()), Lang::Id);
        fs::write(&path, "\u{feff}language = 'en'").unwrap();
        assert_eq!(lang(&Environment::default(), Layer::default()), Lang::En);
        assert_eq!(lang(&variable, Layer::default()), Lang::Id);
        assert_eq!(lang(&variable, layer(Lang::En)), Lang::En);
    }

    #[test]
    fn mistakes_of_file_and_environment_come_together() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        fs::write(&path, "theme = 'pink'\nmouse = 1\n").unwrap();
        let environment = Environment {
            kenal_lang: Some("de".to_owned()),
            ..Environment::default()
        };
        let mistakes = load(
            &Source::Named(path),
            &environment,
            Layer::default(),
            Layer::default(),
        )
        .unwrap_err();
        assert_eq!(mistakes.list.len(), 3);
        let sentences = mistakes.sentences(Lang::Id);
        assert!(
            sentences[0].ends_with("punya 3 kesalahan:"),
            "{sentences:?}"
        );
        assert_eq!(
            sentences[1],
            "  baris 1: “pink” bukan salah satu dari dark, light, high-contrast, colour-blind, none"
        );
    }

    #[test]
    fn a_folder_is_not_read_as_settings() {
        let folder = tempfile::tempdir().unwrap();
        assert!(loaded(&Source::Named(folder.path().to_owned())).is_err());
        assert_eq!(Source::of(Some(Path::new("none"))), Source::Nowhere);
    }
}
