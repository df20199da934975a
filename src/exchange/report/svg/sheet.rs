//! The strokes of an SVG: text, lines and rectangles on a white sheet, in tenths of a pixel.

use super::super::markup::escaped;
use std::fmt::Write as _;

/// A place on the sheet: from the left and from the top.
pub type Spot = (usize, usize);

/// Letters are so high, and about so wide.
pub const LETTER: usize = 120;
/// The width that a letter takes on average, generously.
pub const LETTER_WIDTH: usize = 66;

/// Black, for what matters.
pub const INK: &str = "#000";
/// For names and second lines.
pub const GREY: &str = "#555";
/// For lines that only help the eye.
pub const FAINT: &str = "#bbb";

/// How a text stands at its place.
#[derive(Clone, Copy)]
pub struct Text {
    anchor: &'static str,
    bold: bool,
    fill: &'static str,
}

impl Text {
    /// Begins at its place.
    pub fn start() -> Text {
        Text {
            anchor: "start",
            bold: false,
            fill: INK,
        }
    }

    /// Stands around its place.
    pub fn middle() -> Text {
        Text {
            anchor: "middle",
            ..Text::start()
        }
    }

    /// Ends at its place.
    pub fn end() -> Text {
        Text {
            anchor: "end",
            ..Text::start()
        }
    }

    /// The same in bold.
    pub fn bold(self) -> Text {
        Text { bold: true, ..self }
    }

    /// The same in another colour.
    pub fn fill(self, fill: &'static str) -> Text {
        Text { fill, ..self }
    }
}

/// One SVG element while it is drawn.
pub struct Sheet {
    out: String,
}

impl Sheet {
    /// A white sheet of a width and height, with what it is called and what it says for those who
    /// do not see it.
    pub fn new((width, height): Spot, title: &str, description: &str) -> Sheet {
        let mut out = String::new();
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\" font-family=\"Helvetica, Arial, Liberation Sans, sans-serif\" font-size=\"{LETTER}\">\
             <title>{}</title><desc>{}</desc>\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>",
            escaped(title),
            escaped(description)
        );
        Sheet { out }
    }

    /// Writes text; its place is on its base line.
    pub fn text(&mut self, (x, y): Spot, how: Text, text: &str) {
        let weight = if how.bold {
            " font-weight=\"bold\""
        } else {
            ""
        };
        let _ = write!(
            self.out,
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{}\" fill=\"{}\"{weight}>{}</text>",
            how.anchor,
            how.fill,
            escaped(text)
        );
    }

    /// A straight line.
    pub fn stroke(&mut self, from: Spot, to: Spot, colour: &str) {
        let _ = write!(
            self.out,
            "<path d=\"M{} {}L{} {}\" stroke=\"{colour}\" stroke-width=\"8\"/>",
            from.0, from.1, to.0, to.1
        );
    }

    /// A line through points; the second kind is dashed.
    pub fn path(&mut self, points: impl IntoIterator<Item = Spot>, dashed: bool) {
        let (colour, dash) = if dashed {
            (GREY, " stroke-dasharray=\"50 40\"")
        } else {
            (INK, "")
        };
        let points: Vec<String> = points
            .into_iter()
            .map(|(x, y)| format!("{x},{y}"))
            .collect();
        let _ = write!(
            self.out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"18\" \
             stroke-linejoin=\"round\"{dash}/>",
            points.join(" ")
        );
    }

    /// A point that matters.
    pub fn point(&mut self, (x, y): Spot, colour: &str) {
        let _ = write!(
            self.out,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"42\" fill=\"{colour}\"/>"
        );
    }

    /// A filled rectangle, with a border where one is wanted.
    pub fn area(&mut self, (x, y): Spot, (width, height): Spot, fill: &str, border: bool) {
        let stroke = if border {
            " stroke=\"#000\" stroke-width=\"8\""
        } else {
            ""
        };
        let _ = write!(
            self.out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"{stroke}/>"
        );
    }

    /// The whole element.
    pub fn finish(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }
}

/// The text in one line or two, broken between words, each cut where it does not fit. Bold letters
/// are a little wider.
pub fn two_lines(text: &str, room: usize) -> Vec<String> {
    let room = room * 9 / 10;
    let most = room / LETTER_WIDTH;
    let breaks = text.match_indices(' ').map(|(at, _)| at);
    let fits = |at: &usize| text[..*at].chars().count() <= most;
    match breaks.rev().find(fits) {
        Some(at) if text.chars().count() > most => {
            vec![text[..at].to_owned(), fit(&text[at + 1..], room)]
        }
        _ => vec![fit(text, room)],
    }
}

/// The text if it fits into so many tenths of a pixel, else its beginning and `…`.
pub fn fit(text: &str, room: usize) -> String {
    let most = room / LETTER_WIDTH;
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
