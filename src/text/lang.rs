//! Which language the program speaks.

use serde::{Deserialize, Serialize};

/// A language in which every sentence exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Bahasa Indonesia.
    Id,
}

impl Lang {
    /// Both languages, for switching and for tests.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Id];

    /// The two-letter code: `en` or `id`.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Id => "id",
        }
    }

    /// The language of a code or a locale: `id`, `id_ID.UTF-8`, `en-GB`. `None` for every
    /// other language and for `C`.
    pub fn of(locale: &str) -> Option<Lang> {
        let code = locale
            .split(['_', '-', '.', '@'])
            .next()
            .unwrap_or_default();
        match code.to_ascii_lowercase().as_str() {
            "en" => Some(Lang::En),
            // `in` is the code that Java and old systems still use for Indonesian.
            "id" | "in" => Some(Lang::Id),
            _ => None,
        }
    }

    /// The language of the first value that is set, in the order in which the environment
    /// is asked (`KENAL_LANG`, `LC_ALL`, `LC_MESSAGES`, `LANG`); English when that one
    /// names a language we do not speak.
    pub fn detect<'a>(values: impl IntoIterator<Item = Option<&'a str>>) -> Lang {
        let first = values.into_iter().flatten().find(|value| !value.is_empty());
        first.and_then(Lang::of).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_that_is_set_decides() {
        assert_eq!(
            Lang::detect([None, Some(""), Some("id_ID.UTF-8"), Some("en_US")]),
            Lang::Id
        );
        assert_eq!(Lang::detect([Some("en"), Some("id_ID.UTF-8")]), Lang::En);
        assert_eq!(Lang::detect([None, None]), Lang::En);
    }

    #[test]
    fn a_language_we_do_not_speak_is_answered_in_english() {
        assert_eq!(Lang::detect([Some("de_DE.UTF-8"), Some("id_ID")]), Lang::En);
        assert_eq!(Lang::of("C"), None);
        assert_eq!(Lang::of("idiom"), None);
    }

    #[test]
    fn locales_are_read_in_every_spelling() {
        for locale in [
            "id", "ID", "id_ID", "id-ID", "id.UTF-8", "in_ID", "id@latin",
        ] {
            assert_eq!(Lang::of(locale), Some(Lang::Id), "{locale}");
        }
    }
}
