//! The signs that screens draw, in Unicode and in ASCII.

use ratatui::symbols::border;

/// One set of signs. A view takes all of its signs from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbols {
    /// Stands before the selected line.
    pub pointer: &'static str,
    /// Something was left out.
    pub more: &'static str,
    /// Tier, favourite.
    pub star: &'static str,
    /// Something is wrong.
    pub alert: &'static str,
    /// Birthday.
    pub heart: &'static str,
    /// Grew; also: there is more above.
    pub up: &'static str,
    /// Shrank; also: there is more below.
    pub down: &'static str,
    /// From one to the other.
    pub arrow: &'static str,
    /// Stands between two facts in one line, with its spaces.
    pub dot: &'static str,
    /// Done.
    pub check: &'static str,
    /// An entry of an enumeration.
    pub bullet: &'static str,
    /// Stands behind what Tab takes over.
    pub tab: &'static str,
    /// The track of a scroll bar.
    pub track: &'static str,
    /// The thumb of a scroll bar.
    pub thumb: &'static str,
    /// The frame around a part of the screen.
    pub border: border::Set<'static>,
}

impl Symbols {
    /// For terminals with a Unicode font.
    pub const UNICODE: Symbols = Symbols {
        pointer: "▸",
        more: "…",
        star: "★",
        alert: "!",
        heart: "♥",
        up: "▲",
        down: "▼",
        arrow: "→",
        dot: " · ",
        check: "✓",
        bullet: "•",
        tab: "⇥",
        track: "│",
        thumb: "█",
        border: border::ROUNDED,
    };

    /// For every other terminal.
    pub const ASCII: Symbols = Symbols {
        pointer: ">",
        more: "...",
        star: "*",
        alert: "!",
        heart: "<3",
        up: "^",
        down: "v",
        arrow: "->",
        dot: " - ",
        check: "+",
        bullet: "-",
        tab: "[Tab]",
        track: "|",
        thumb: "#",
        border: border::Set {
            top_left: "+",
            top_right: "+",
            bottom_left: "+",
            bottom_right: "+",
            vertical_left: "|",
            vertical_right: "|",
            horizontal_top: "-",
            horizontal_bottom: "-",
        },
    };

    /// Whether this is the ASCII set.
    pub fn is_ascii(&self) -> bool {
        self.pointer.is_ascii()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ascii_set_is_ascii_throughout() {
        assert!(format!("{:?}", Symbols::ASCII).is_ascii());
        assert!(Symbols::ASCII.is_ascii());
        assert!(!Symbols::UNICODE.is_ascii());
    }
}
