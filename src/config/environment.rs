//! What the environment says: of the terminal, and by our own variables.

use super::mistake::{Mistake, Problem};
use super::settings::{Colour, Layer};
use crate::domain::hygiene::clean_line;
use crate::look::NAMES;
use crate::text::Lang;

/// The name of the computer's user, as its variables say it; services have none.
pub fn user_name(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let names = ["USER", "LOGNAME", "USERNAME"];
    let mut names = names.iter().filter_map(|name| variable(name));
    names.find_map(|name| Some(clean_line(&name).text).filter(|name| !name.is_empty()))
}

/// The variables that settings come from, as they were at the start.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Environment {
    /// `KENAL_LANG`: `en` or `id`.
    pub kenal_lang: Option<String>,
    /// `KENAL_THEME`: the name of a theme.
    pub kenal_theme: Option<String>,
    /// The locale, from the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set.
    pub locale: Option<String>,
    /// The encoding's locale, from the first of `LC_ALL`, `LC_CTYPE`, `LANG` that is set.
    pub encoding: Option<String>,
    /// `NO_COLOR`, set to anything but nothing.
    pub no_color: bool,
    /// `TERM`.
    pub term: Option<String>,
}

impl Environment {
    /// Asks for every variable; empty ones count as not set.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Environment {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let first = |names: &[&str]| names.iter().find_map(|name| set(name));
        Environment {
            kenal_lang: set("KENAL_LANG"),
            kenal_theme: set("KENAL_THEME"),
            locale: first(&["LC_ALL", "LC_MESSAGES", "LANG"]),
            encoding: first(&["LC_ALL", "LC_CTYPE", "LANG"]),
            no_color: set("NO_COLOR").is_some(),
            term: set("TERM"),
        }
    }

    /// What the terminal and the locale suggest: the lowest layer.
    pub fn suggested(&self) -> Layer {
        Layer {
            lang: self.locale.as_deref().and_then(Lang::of),
            ascii: self.is_ascii().then_some(true),
            ..Layer::default()
        }
    }

    /// What our own variables say, above the settings file.
    pub fn demanded(&self) -> (Layer, Vec<Mistake>) {
        let mut mistakes = Vec::new();
        let mut bad = |name, value: &str, allowed: &str| {
            let problem = Problem::BadVariable(name, value.to_owned(), allowed.to_owned());
            mistakes.push(Mistake {
                line: None,
                problem,
            });
        };
        let lang = self.kenal_lang.as_deref().and_then(|value| {
            Lang::of(value).or_else(|| {
                bad("KENAL_LANG", value, "en, id");
                None
            })
        });
        let theme = self.kenal_theme.clone().filter(|value| {
            let known = NAMES.contains(&value.as_str());
            if !known {
                bad("KENAL_THEME", value, &NAMES.join(", "));
            }
            known
        });
        let colourless = self.no_color || self.term.as_deref() == Some("dumb");
        let colour = colourless.then_some(Colour::Never);
        (
            Layer {
                lang,
                theme,
                colour,
                ..Layer::default()
            },
            mistakes,
        )
    }

    /// Whether the terminal is one of those without a Unicode font, or the locale says that
    /// text is not UTF-8. Where nothing is set, as on Windows, Unicode is the better guess.
    fn is_ascii(&self) -> bool {
        let term = self.term.as_deref().unwrap_or_default();
        let old = ["dumb", "linux", "vt52", "vt100", "vt102", "vt220", "ansi"].contains(&term);
        let encoding = self
            .encoding
            .as_deref()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let plain =
            !encoding.is_empty() && !encoding.contains("utf-8") && !encoding.contains("utf8");
        old || plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::read(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_locale_suggests_the_language() {
        let suggested = |variables| environment(variables).suggested().lang;
        assert_eq!(suggested(&[("LANG", "id_ID.UTF-8")]), Some(Lang::Id));
        assert_eq!(
            suggested(&[("LANG", "id_ID.UTF-8"), ("LC_ALL", "en_US.UTF-8")]),
            Some(Lang::En)
        );
        assert_eq!(
            suggested(&[("LANG", "id_ID.UTF-8"), ("LC_ALL", "")]),
            Some(Lang::Id)
        );
        assert_eq!(suggested(&[("LANG", "de_DE.UTF-8")]), None);
    }

    #[test]
    fn old_terminals_and_the_c_locale_get_plain_signs() {
        let ascii = |variables| environment(variables).suggested().ascii;
        assert_eq!(
            ascii(&[("TERM", "linux"), ("LANG", "id_ID.UTF-8")]),
            Some(true)
        );
        assert_eq!(
            ascii(&[("TERM", "xterm-256color"), ("LANG", "C")]),
            Some(true)
        );
        assert_eq!(
            ascii(&[("TERM", "xterm-256color"), ("LANG", "C.UTF-8")]),
            None
        );
        assert_eq!(ascii(&[]), None);
    }

    #[test]
    fn no_color_counts_when_it_is_not_empty() {
        let colour = |variables| environment(variables).demanded().0.colour;
        assert_eq!(colour(&[("NO_COLOR", "1")]), Some(Colour::Never));
        assert_eq!(colour(&[("NO_COLOR", "")]), None);
        assert_eq!(colour(&[("TERM", "dumb")]), Some(Colour::Never));
    }

    #[test]
    fn wrong_variables_are_all_reported() {
        let (layer, mistakes) =
            environment(&[("KENAL_LANG", "de"), ("KENAL_THEME", "pink")]).demanded();
        assert_eq!(layer, Layer::default());
        let sentences: Vec<_> = mistakes
            .iter()
            .map(|mistake| mistake.problem.sentence(Lang::En))
            .collect();
        assert_eq!(
            sentences,
            [
                "KENAL_LANG=de is none of en, id",
                "KENAL_THEME=pink is none of dark, light, high-contrast, colour-blind, none",
            ]
        );
    }
}
