//! The settings in force, and the layers they come from.

use crate::look::{Look, Theme};
use crate::protocol::{Command, Key, Keymap};
use crate::text::Lang;
use std::collections::BTreeMap;

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What one layer says; `None` leaves it to the layer below.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layer {
    /// The language.
    pub lang: Option<Lang>,
    /// The name of a theme that exists.
    pub theme: Option<String>,
    /// Plain signs.
    pub ascii: Option<bool>,
    /// Whether the mouse is used.
    pub mouse: Option<bool>,
    /// Whether anything moves by itself.
    pub motion: Option<bool>,
    /// When to use colour.
    pub colour: Option<Colour>,
    /// Own keys; a command named here has these keys only.
    pub keys: BTreeMap<Command, Vec<Key>>,
}

impl Layer {
    /// This layer with another one on top.
    #[must_use]
    pub fn under(mut self, top: Layer) -> Layer {
        self.keys.extend(top.keys);
        Layer {
            lang: top.lang.or(self.lang),
            theme: top.theme.or(self.theme),
            ascii: top.ascii.or(self.ascii),
            mouse: top.mouse.or(self.mouse),
            motion: top.motion.or(self.motion),
            // `--color auto` leaves it to `NO_COLOR`.
            colour: top
                .colour
                .filter(|colour| *colour != Colour::Auto)
                .or(self.colour),
            keys: self.keys,
        }
    }
}

/// The settings in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The language.
    pub lang: Lang,
    /// The name of the theme.
    pub theme: String,
    /// Plain signs instead of Unicode.
    pub ascii: bool,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether anything moves by itself.
    pub motion: bool,
    /// When to use colour.
    pub colour: Colour,
    /// The keys in force.
    pub keymap: Keymap,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings::from(Layer::default())
    }
}

impl From<Layer> for Settings {
    /// What the layers leave open gets its built-in value.
    fn from(layer: Layer) -> Settings {
        Settings {
            lang: layer.lang.unwrap_or_default(),
            theme: layer.theme.unwrap_or_else(|| "dark".to_owned()),
            ascii: layer.ascii.unwrap_or(false),
            mouse: layer.mouse.unwrap_or(true),
            motion: layer.motion.unwrap_or(true),
            colour: layer.colour.unwrap_or_default(),
            // Clashes were reported when the file was read.
            keymap: Keymap::with(&layer.keys).0,
        }
    }
}

impl Settings {
    /// How the screens look. Without colour the theme is the plain one, in which selection
    /// and focus stay visible.
    pub fn look(&self) -> Look {
        let theme = match self.colour {
            Colour::Never => Theme::plain(),
            Colour::Auto | Colour::Always => {
                // The name was checked when it was read.
                Theme::load(&self.theme).unwrap_or_else(|_| Theme::plain())
            }
        };
        Look::new(theme, self.ascii)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Role;

    #[test]
    fn the_top_layer_wins_and_leaves_the_rest_alone() {
        let file = Layer {
            lang: Some(Lang::Id),
            mouse: Some(false),
            keys: BTreeMap::from([(Command::Undo, vec![Key::f(12)])]),
            ..Layer::default()
        };
        let flags = Layer {
            lang: Some(Lang::En),
            ..Layer::default()
        };
        let settings = Settings::from(file.under(flags));
        assert_eq!(
            (settings.lang, settings.mouse, settings.motion),
            (Lang::En, false, true)
        );
        assert_eq!(settings.keymap.shown(Command::Undo), "F12");
    }

    #[test]
    fn without_colour_the_look_is_plain() {
        let settings = Settings {
            colour: Colour::Never,
            ..Settings::default()
        };
        assert_eq!(settings.look().style(Role::Danger).fg, None);
        assert!(Settings::default().look().style(Role::Danger).fg.is_some());
    }
}
