//! A frame as an SVG picture, for the README: what is drawn there is what the program drew.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Size of a cell in the picture's units.
const CELL: (f32, f32) = (8.43, 16.3);
const PAPER: &str = "#16181d";
const INK: &str = "#d7dae0";

/// Draws the frame.
pub fn svg(frame: &Buffer) -> String {
    let (columns, rows) = (frame.area.width, frame.area.height);
    let (width, height) = (f32::from(columns) * CELL.0, f32::from(rows) * CELL.1);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" \
         font-family=\"'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{PAPER}\"/>\n"
    );
    for (y, cells) in (0_u16..).zip(frame.content.chunks(usize::from(columns))) {
        let mut at = 0;
        while at < cells.len() {
            let look = Look::of(&cells[at]);
            let end = (at..cells.len())
                .find(|next| Look::of(&cells[*next]) != look)
                .unwrap_or(cells.len());
            run(&mut out, (at, y), &cells[at..end], &look);
            at = end;
        }
    }
    out.push_str("</svg>\n");
    out
}

/// How a run of cells looks.
#[derive(PartialEq)]
struct Look {
    ink: String,
    paper: Option<String>,
    bold: bool,
    faint: bool,
    underlined: bool,
}

impl Look {
    fn of(cell: &Cell) -> Look {
        let (mut ink, mut paper) = (colour(cell.fg), colour(cell.bg));
        if cell.modifier.contains(Modifier::REVERSED) {
            let swapped = ink.unwrap_or_else(|| INK.to_owned());
            ink = Some(paper.unwrap_or_else(|| PAPER.to_owned()));
            paper = Some(swapped);
        }
        Look {
            ink: ink.unwrap_or_else(|| INK.to_owned()),
            paper,
            bold: cell.modifier.contains(Modifier::BOLD),
            faint: cell.modifier.contains(Modifier::DIM),
            underlined: cell.modifier.contains(Modifier::UNDERLINED),
        }
    }
}

fn run(out: &mut String, (x, y): (usize, u16), cells: &[Cell], look: &Look) {
    let left = f32::from(u16::try_from(x).expect("a column")) * CELL.0;
    let top = f32::from(y) * CELL.1;
    let width = f32::from(u16::try_from(cells.len()).expect("a width")) * CELL.0;
    if let Some(paper) = &look.paper {
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"{paper}\"/>",
            CELL.1
        );
    }
    let text: String = cells.iter().map(Cell::symbol).collect();
    let trimmed = text.trim_end();
    if trimmed.trim().is_empty() {
        return;
    }
    let length = width
        - f32::from(u16::try_from(text.chars().count() - trimmed.chars().count()).expect("short"))
            * CELL.0;
    let weight = if look.bold {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let faint = if look.faint { " opacity=\"0.6\"" } else { "" };
    let line = if look.underlined {
        " text-decoration=\"underline\""
    } else {
        ""
    };
    let _ = writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
         xml:space=\"preserve\" fill=\"{}\"{weight}{faint}{line}>{}</text>",
        top + 12.9,
        look.ink,
        escaped(trimmed)
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A terminal's colour as most terminals show it; `None` for the terminal's own.
fn colour(colour: Color) -> Option<String> {
    let (red, green, blue) = match colour {
        Color::Reset => return None,
        Color::Black => (0x1c, 0x1e, 0x24),
        Color::Red => (0xe0, 0x6c, 0x75),
        Color::Green => (0x98, 0xc3, 0x79),
        Color::Yellow => (0xe5, 0xc0, 0x7b),
        Color::Blue => (0x61, 0xaf, 0xef),
        Color::Magenta => (0xc6, 0x78, 0xdd),
        Color::Cyan => (0x56, 0xb6, 0xc2),
        Color::Gray => (0xab, 0xb2, 0xbf),
        Color::DarkGray => (0x6b, 0x73, 0x80),
        Color::LightRed => (0xff, 0x87, 0x87),
        Color::LightGreen => (0xb5, 0xe0, 0x90),
        Color::LightYellow => (0xff, 0xdf, 0x9e),
        Color::LightBlue => (0x8c, 0xc8, 0xff),
        Color::LightMagenta => (0xe0, 0xa0, 0xf0),
        Color::LightCyan => (0x80, 0xde, 0xea),
        Color::White => (0xff, 0xff, 0xff),
        Color::Rgb(red, green, blue) => (red, green, blue),
        Color::Indexed(index) => indexed(index),
    };
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}

/// The colour cube and the greys of the 256 colours.
fn indexed(index: u8) -> (u8, u8, u8) {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match index {
        0..=15 => {
            let named = [
                (0x1c, 0x1e, 0x24),
                (0xe0, 0x6c, 0x75),
                (0x98, 0xc3, 0x79),
                (0xe5, 0xc0, 0x7b),
                (0x61, 0xaf, 0xef),
                (0xc6, 0x78, 0xdd),
                (0x56, 0xb6, 0xc2),
                (0xab, 0xb2, 0xbf),
                (0x6b, 0x73, 0x80),
                (0xff, 0x87, 0x87),
                (0xb5, 0xe0, 0x90),
                (0xff, 0xdf, 0x9e),
                (0x8c, 0xc8, 0xff),
                (0xe0, 0xa0, 0xf0),
                (0x80, 0xde, 0xea),
                (0xff, 0xff, 0xff),
            ];
            named[usize::from(index)]
        }
        16..=231 => {
            let cube = usize::from(index - 16);
            (STEPS[cube / 36], STEPS[cube / 6 % 6], STEPS[cube % 6])
        }
        232..=255 => {
            let grey = 8 + (index - 232) * 10;
            (grey, grey, grey)
        }
    }
}
