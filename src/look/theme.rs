//! Themes: a style for every role, read from `assets/themes`.

use ratatui::style::{Color, Modifier, Style};
use serde::{Deserialize, Deserializer, de::Error as _};
use std::collections::BTreeMap;

/// What a piece of text is, for a theme to decide how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Text, and the ground of the screen.
    Normal,
    /// The name of a value; steps back.
    Label,
    /// A value.
    Value,
    /// The one thing that matters.
    Strong,
    /// The title of a part of the screen.
    Title,
    /// Where the focus is.
    Accent,
    /// The selected line.
    Selected,
    /// The selected line of a part without the focus.
    SelectedElsewhere,
    /// The letters that were searched for.
    Match,
    /// A problem.
    Danger,
    /// Wants attention.
    Attention,
    /// Done, settled.
    Done,
    /// Tier.
    Gold,
    /// A frame.
    Border,
    /// The frame of the part that has the focus.
    BorderFocused,
    /// A field that can be typed into.
    Field,
    /// The field that is typed into.
    FieldFocused,
    /// What an empty field could hold.
    Placeholder,
    /// A key in a hint.
    Key,
    /// What that key does.
    KeyLabel,
    /// A key whose command does not apply now.
    KeyOff,
    /// The squares that a camera reads: dark on light, whatever the ground of the screen.
    Code,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 22] = [
        Role::Normal,
        Role::Label,
        Role::Value,
        Role::Strong,
        Role::Title,
        Role::Accent,
        Role::Selected,
        Role::SelectedElsewhere,
        Role::Match,
        Role::Danger,
        Role::Attention,
        Role::Done,
        Role::Gold,
        Role::Border,
        Role::BorderFocused,
        Role::Field,
        Role::FieldFocused,
        Role::Placeholder,
        Role::Key,
        Role::KeyLabel,
        Role::KeyOff,
        Role::Code,
    ];
}

/// A complete set of styles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; Role::ALL.len()],
}

/// Why a theme could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// No theme has this name.
    #[error("there is no theme “{0}”")]
    Unknown(String),
    /// The theme's text is wrong.
    #[error("the theme cannot be read: {0}")]
    Mistake(String),
}

/// The names of the themes, in the order in which a command switches through them.
pub const NAMES: [&str; 5] = ["dark", "light", "high-contrast", "colour-blind", "none"];

/// A file of `assets/themes`, which the build script spells as JSON.
macro_rules! shipped {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/themes/", $name, ".json"))
    };
}

const TEXTS: [&str; 5] = [
    shipped!("dark"),
    shipped!("light"),
    shipped!("high-contrast"),
    shipped!("colour-blind"),
    shipped!("none"),
];

/// One style as a theme file spells it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Spelling {
    #[serde(deserialize_with = "colour")]
    fg: Option<Color>,
    #[serde(deserialize_with = "colour")]
    bg: Option<Color>,
    font: Vec<Font>,
}

/// A manner of printing.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Font {
    Bold,
    Dim,
    Italic,
    Underline,
    Reverse,
}

/// A colour by name (`lightred`), number of the 256, or `#rrggbb`.
fn colour<'de, D: Deserializer<'de>>(spelling: D) -> Result<Option<Color>, D::Error> {
    let name = String::deserialize(spelling)?;
    let colour = name.parse();
    colour
        .map(Some)
        .map_err(|_| D::Error::custom(format!("“{name}” is no colour")))
}

impl Theme {
    /// The theme of that name.
    pub fn load(name: &str) -> Result<Theme, ThemeError> {
        let text = NAMES.iter().zip(TEXTS).find(|(known, _)| **known == name);
        let (_, text) = text.ok_or_else(|| ThemeError::Unknown(name.to_owned()))?;
        Theme::read(text)
    }

    /// Reads a theme, spelled as JSON: an entry for every role that differs from plain text.
    pub fn read(text: &str) -> Result<Theme, ThemeError> {
        let spellings: BTreeMap<Role, Spelling> =
            serde_json::from_str(text).map_err(|error| ThemeError::Mistake(error.to_string()))?;
        let mut styles = [Style::new(); Role::ALL.len()];
        for (role, spelling) in spellings {
            styles[role as usize] = spelling.style();
        }
        Ok(Theme { styles })
    }

    /// A theme without colour that needs no file: what is left when `NO_COLOR` is set or
    /// nothing else can be read.
    pub fn plain() -> Theme {
        let mut styles = [Style::new(); Role::ALL.len()];
        for role in Role::ALL {
            styles[role as usize] = Style::new().add_modifier(emphasis(role));
        }
        Theme { styles }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }
}

impl Spelling {
    fn style(&self) -> Style {
        let mut style = Style::new();
        style.fg = self.fg;
        style.bg = self.bg;
        self.font.iter().fold(style, |style, font| {
            style.add_modifier(match font {
                Font::Bold => Modifier::BOLD,
                Font::Dim => Modifier::DIM,
                Font::Italic => Modifier::ITALIC,
                Font::Underline => Modifier::UNDERLINED,
                Font::Reverse => Modifier::REVERSED,
            })
        })
    }
}

/// How a role stands out when there is no colour.
fn emphasis(role: Role) -> Modifier {
    match role {
        Role::Strong
        | Role::Title
        | Role::Accent
        | Role::BorderFocused
        | Role::Key
        | Role::Danger
        | Role::Attention
        | Role::Gold => Modifier::BOLD,
        Role::Selected => Modifier::REVERSED,
        Role::SelectedElsewhere => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::Match | Role::Field => Modifier::UNDERLINED,
        Role::FieldFocused => Modifier::UNDERLINED.union(Modifier::BOLD),
        Role::Label | Role::Border | Role::Placeholder | Role::KeyOff => Modifier::DIM,
        Role::Normal | Role::Value | Role::Done | Role::KeyLabel | Role::Code => Modifier::empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_that_has_a_name_loads() {
        for name in NAMES {
            assert!(Theme::load(name).is_ok(), "{name}: {:?}", Theme::load(name));
        }
        assert_eq!(
            Theme::load("pink"),
            Err(ThemeError::Unknown("pink".to_owned()))
        );
    }

    #[test]
    fn in_every_theme_the_selected_line_differs_from_the_others() {
        for name in NAMES {
            let theme = Theme::load(name).unwrap();
            let selected = theme.style(Role::Selected);
            let visible =
                selected.bg.is_some() || selected.add_modifier.contains(Modifier::REVERSED);
            assert!(visible, "{name}");
            assert_ne!(
                theme.style(Role::Selected),
                theme.style(Role::SelectedElsewhere),
                "{name}"
            );
            assert_ne!(
                theme.style(Role::Border),
                theme.style(Role::BorderFocused),
                "{name}"
            );
        }
    }

    #[test]
    fn the_plain_theme_has_no_colour_and_selection_is_reversed() {
        let theme = Theme::plain();
        for role in Role::ALL {
            assert_eq!(
                (theme.style(role).fg, theme.style(role).bg),
                (None, None),
                "{role:?}"
            );
        }
        assert!(
            theme
                .style(Role::Selected)
                .add_modifier
                .contains(Modifier::REVERSED)
        );
    }

    #[test]
    fn the_theme_none_is_the_plain_theme() {
        assert_eq!(Theme::load("none").unwrap(), Theme::plain());
    }

    #[test]
    fn no_theme_needs_more_than_the_256_colours_that_every_terminal_knows() {
        for name in NAMES {
            let theme = Theme::load(name).unwrap();
            for role in Role::ALL {
                let style = theme.style(role);
                for colour in [style.fg, style.bg].into_iter().flatten() {
                    assert!(!matches!(colour, Color::Rgb(..)), "{name}: {role:?}");
                }
            }
        }
    }

    #[test]
    fn a_role_that_does_not_exist_and_a_wrong_colour_are_mistakes() {
        for text in [
            r#"{"nonsense": {"fg": "red"}}"#,
            r#"{"label": {"fg": "pinkish"}}"#,
            r#"{"label": {"font": ["blink"]}}"#,
        ] {
            assert!(
                matches!(Theme::read(text), Err(ThemeError::Mistake(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn roles_are_numbered_in_the_order_of_all() {
        for (at, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, at);
        }
    }
}
