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
    /// Stands for a line break in a field of one row.
    pub line_break: &'static str,
    /// The track of a scroll bar.
    pub track: &'static str,
    /// The thumb of a scroll bar.
    pub thumb: &'static str,
    /// The frame around a part of the screen.
    pub border: border::Set<'static>,
    /// What charts are drawn with.
    pub chart: ChartSigns,
}

/// The signs of charts. Lines are Braille where there is Unicode, and one sign a cell where
/// there is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChartSigns {
    /// Dots in a cell, across and down: 2 and 4 for Braille, 1 and 1 where a cell holds `line`.
    pub dots: (u16, u16),
    /// The line, and the second line that is dotted, where a cell is one dot.
    pub line: [&'static str; 2],
    /// A piece of either line, for the legend.
    pub sample: [&'static str; 2],
    /// The point that matters: the last one, the marked one.
    pub point: &'static str,
    /// The axis where a value is written beside it, where none is, and where nothing is left below.
    pub axis: [&'static str; 3],
    /// A bar: full cells, then its end in eighths of a cell, none first. Fewer where there are no
    /// such signs.
    pub bar: &'static str,
    /// The end of a bar, from the least part of a cell to nearly all of it.
    pub bar_ends: &'static [&'static str],
    /// A crossing of lines that go up (1), down (2), left (4) and right (8), added up.
    pub lines: [&'static str; 16],
    /// Shades from nothing to full.
    pub shades: [&'static str; 5],
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
        line_break: "↵",
        track: "│",
        thumb: "█",
        border: border::ROUNDED,
        chart: ChartSigns {
            dots: (2, 4),
            line: ["•", "·"],
            sample: ["⠒⠒", "⠂⠂"],
            point: "●",
            axis: ["┤", "│", "╵"],
            bar: "█",
            bar_ends: &["▏", "▎", "▍", "▌", "▋", "▊", "▉"],
            lines: [
                " ", "╵", "╷", "│", "╴", "╯", "╮", "┤", "╶", "╰", "╭", "├", "─", "┴", "┬", "┼",
            ],
            shades: [" ", "░", "▒", "▓", "█"],
        },
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
        line_break: "|",
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
        chart: ChartSigns {
            dots: (1, 1),
            line: ["*", "."],
            sample: ["**", ".."],
            point: "O",
            axis: ["+", "|", "|"],
            bar: "#",
            bar_ends: &[],
            lines: [
                " ", "|", "|", "|", "-", "+", "+", "+", "-", "+", "+", "+", "-", "+", "+", "+",
            ],
            shades: [" ", ".", ":", "*", "#"],
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
