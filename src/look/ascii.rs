//! Text for terminals that know ASCII only. Sentences and data hold signs and letters of
//! all scripts; the last step before such a terminal replaces them, width for width.

use ratatui::buffer::{Buffer, Cell};
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthStr;

/// Replaces everything in a finished frame that is not ASCII. Each cell keeps its width,
/// so nothing moves.
pub fn to_ascii(frame: &mut Buffer) {
    let columns = usize::from(frame.area.width).max(1);
    for row in frame.content.chunks_mut(columns) {
        widen(row);
    }
    for cell in &mut frame.content {
        let symbol = cell.symbol();
        if !symbol.is_ascii() {
            let plain = ascii_for(symbol);
            cell.set_symbol(&plain);
        }
    }
}

/// Three dots where the cells behind are empty: one looks like the end of a sentence.
fn widen(row: &mut [Cell]) {
    for at in 0..row.len() {
        let is_empty = |at: usize| row.get(at).is_none_or(|cell| cell.symbol() == " ");
        let ends = row[at].symbol() == "…" && at + 2 < row.len();
        if ends && (at + 1..=at + 3).all(is_empty) {
            for cell in &mut row[at..=at + 2] {
                cell.set_symbol(".");
            }
        }
    }
}

/// One sign or letter in ASCII, as wide as it was.
fn ascii_for(grapheme: &str) -> String {
    let sign = match grapheme {
        "·" | "–" | "—" | "−" | "•" | "─" => "-",
        "…" => ".",
        "“" | "”" | "„" => "\"",
        "‘" | "’" => "'",
        "▸" | "→" | "⇥" => ">",
        "←" => "<",
        "★" | "♥" => "*",
        "▲" | "↑" => "^",
        "▼" | "↓" => "v",
        "×" => "x",
        "│" | "↵" => "|",
        "█" => "#",
        "✓" | "╭" | "╮" | "╰" | "╯" => "+",
        "\u{a0}" => " ",
        _ => "",
    };
    if !sign.is_empty() {
        return sign.to_owned();
    }
    let letter = grapheme
        .nfkd()
        .next()
        .filter(|c| c.is_ascii() && !c.is_ascii_control());
    let width = grapheme.width().max(1);
    letter
        .filter(|_| width == 1)
        .map_or_else(|| "?".repeat(width), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn shown(text: &str) -> String {
        let mut frame = Buffer::empty(Rect::new(0, 0, 12, 1));
        frame.set_string(0, 0, text, Style::new());
        to_ascii(&mut frame);
        frame
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect()
    }

    #[test]
    fn letters_lose_their_marks_and_signs_become_plain() {
        assert_eq!(shown("Müller · 3…"), "Muller - 3. ");
        assert_eq!(shown("Saving…"), "Saving...   ");
        assert_eq!(shown("Saving… 4 %"), "Saving. 4 % ");
        assert_eq!(shown("Searching…"), "Searching...");
        assert_eq!(shown("“é”"), "\"e\"         ");
    }

    #[test]
    fn what_has_no_ascii_becomes_question_marks_of_the_same_width() {
        // The second cell of a wide character is blank in the buffer and is never drawn.
        assert_eq!(shown("山x"), "?? x         ");
        assert_eq!(shown("Ж"), "?           ");
    }
}
