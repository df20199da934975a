//! The squares that a camera reads, as rows of characters.

use qrcode::{Color, EcLevel, QrCode};

/// Light squares around the code: four are asked for, and three are read by every phone.
const QUIET: usize = 4;
const LEAST_QUIET: usize = 3;

/// How squares are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Squares {
    /// Two in a character, one above the other.
    Halves,
    /// One in two columns, for terminals without block characters.
    Pairs,
}

/// Which squares are drawn; the others show what lies behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The dark ones: for a light background.
    Dark,
    /// The light ones: for a dark background.
    Light,
}

/// A code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Squares along one side.
    side: usize,
    /// Row after row, whether dark.
    dark: Vec<bool>,
}

impl Code {
    /// The code of a text, as small as possible; `None` when it is longer than any code holds.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
        Some(Self {
            side: code.width(),
            dark: code
                .to_colors()
                .into_iter()
                .map(|color| color == Color::Dark)
                .collect(),
        })
    }

    /// Columns and rows that it needs at the least.
    pub fn needs(&self, squares: Squares) -> (usize, usize) {
        room(self.side + 2 * LEAST_QUIET, squares)
    }

    /// Its rows for a place of so many columns and rows, with as much light around it as there is
    /// room for; `None` when it does not fit.
    pub fn rows(
        &self,
        (columns, rows): (usize, usize),
        squares: Squares,
        ink: Ink,
    ) -> Option<Vec<String>> {
        let quiet = (LEAST_QUIET..=QUIET).rev().find(|quiet| {
            let (wide, high) = room(self.side + 2 * quiet, squares);
            wide <= columns && high <= rows
        })?;
        Some(self.drawn(quiet, squares, ink))
    }

    /// Its rows with all the light around it that is asked for.
    pub fn whole(&self, squares: Squares, ink: Ink) -> Vec<String> {
        self.drawn(QUIET, squares, ink)
    }

    fn drawn(&self, quiet: usize, squares: Squares, ink: Ink) -> Vec<String> {
        let side = self.side + 2 * quiet;
        let inked = |x: usize, y: usize| self.is_dark(x, y, quiet) == (ink == Ink::Dark);
        match squares {
            Squares::Halves => (0..side)
                .step_by(2)
                .map(|y| {
                    (0..side)
                        .map(|x| half(inked(x, y), inked(x, y + 1)))
                        .collect()
                })
                .collect(),
            Squares::Pairs => (0..side)
                .map(|y| {
                    (0..side)
                        .map(|x| if inked(x, y) { "##" } else { "  " })
                        .collect()
                })
                .collect(),
        }
    }

    /// Whether a square is dark; all around the code is light.
    fn is_dark(&self, x: usize, y: usize, quiet: usize) -> bool {
        let inside = |at: usize| at.checked_sub(quiet).filter(|at| *at < self.side);
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) => self.dark.get(y * self.side + x).copied().unwrap_or(false),
            _ => false,
        }
    }
}

fn room(side: usize, squares: Squares) -> (usize, usize) {
    match squares {
        Squares::Halves => (side, side.div_ceil(2)),
        Squares::Pairs => (side * 2, side),
    }
}

fn half(above: bool, below: bool) -> char {
    match (above, below) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a camera sees of rows of characters: a pixel a square, true for what is inked.
    fn seen(rows: &[String], squares: Squares) -> Vec<Vec<bool>> {
        let halves =
            |row: &String, signs: [char; 2]| row.chars().map(|c| signs.contains(&c)).collect();
        match squares {
            Squares::Halves => rows
                .iter()
                .flat_map(|row| [halves(row, ['█', '▀']), halves(row, ['█', '▄'])])
                .collect(),
            Squares::Pairs => rows
                .iter()
                .map(|row| row.chars().step_by(2).map(|c| c == '#').collect())
                .collect(),
        }
    }

    fn read(pixels: &[Vec<bool>], dark_is_inked: bool) -> String {
        const SCALE: usize = 4;
        let (width, height) = (pixels[0].len() * SCALE, pixels.len() * SCALE);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
            let inked = pixels[y / SCALE][x / SCALE];
            if inked == dark_is_inked { 0 } else { 255 }
        });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "one code is seen");
        grids[0].decode().unwrap().1
    }

    #[test]
    fn a_reader_sees_the_text_in_either_ink_and_either_kind_of_squares() {
        let text = "https://wa.me/6281234567890?text=Selamat%20ulang%20tahun%20%F0%9F%8E%82";
        let code = Code::of(text).unwrap();
        for squares in [Squares::Halves, Squares::Pairs] {
            for ink in [Ink::Dark, Ink::Light] {
                let pixels = seen(&code.whole(squares, ink), squares);
                assert_eq!(read(&pixels, ink == Ink::Dark), text, "{squares:?} {ink:?}");
            }
        }
    }

    #[test]
    fn it_has_room_or_says_how_much_it_needs() {
        let code = Code::of(&"a".repeat(106)).unwrap();
        // The fifth size, 37 squares: the largest that 22 rows hold.
        let needs = code.needs(Squares::Halves);
        assert_eq!(needs, (43, 22));
        let rows = code.rows(needs, Squares::Halves, Ink::Dark).unwrap();
        assert_eq!((rows.len(), rows[0].chars().count()), (22, 43));
        assert_eq!(code.rows((43, 21), Squares::Halves, Ink::Dark), None);
        assert_eq!(code.rows((42, 22), Squares::Halves, Ink::Dark), None);
        let more = Code::of(&"a".repeat(107)).unwrap();
        assert!(more.needs(Squares::Halves).1 > 22);
        let wide = code.rows((80, 40), Squares::Halves, Ink::Dark).unwrap();
        assert_eq!(wide[0].chars().count(), 45);
    }

    #[test]
    fn what_no_code_holds_is_no_code() {
        assert_eq!(Code::of(&"a".repeat(3_000)), None);
        assert!(Code::of("").is_some());
    }
}
