//! Floor 2: how things look. Styles by role, so that no screen names a colour, and symbols
//! with an ASCII fallback.
//!
//! Colour never carries meaning alone: a symbol or a word stands beside it, and every
//! theme, the one without colour included, keeps the selected line visible.

mod ascii;
mod symbols;
mod theme;

pub use ascii::to_ascii;
pub use symbols::{ChartSigns, Symbols};
pub use theme::{NAMES, Role, Theme, ThemeError};

use ratatui::style::Style;

/// Everything a view needs to know about appearance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The styles.
    pub theme: Theme,
    /// The symbols.
    pub symbols: Symbols,
}

impl Look {
    /// A look from a theme and the choice between Unicode and ASCII symbols.
    pub fn new(theme: Theme, ascii: bool) -> Look {
        let symbols = if ascii {
            Symbols::ASCII
        } else {
            Symbols::UNICODE
        };
        Look { theme, symbols }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }
}

impl Default for Look {
    /// No colours, Unicode symbols.
    fn default() -> Look {
        Look::new(Theme::plain(), false)
    }
}
