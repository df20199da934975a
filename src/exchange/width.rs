//! Rows that are wider or narrower than their header. Commas that nobody quoted make rows wider;
//! what stands behind such a comma must not slide into the wrong column.

use super::convert::Shop;
use super::read::cell::{Cell, Record};
use super::recognise::{Field, Layout, normal};
use super::table::can_be_day;
use crate::domain::Phone;
use crate::domain::plate::Indonesian;

/// How a row fits its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// As many cells as columns.
    Exact,
    /// Fewer cells.
    Short,
    /// More cells; they were put where they fit best.
    Wide,
    /// More cells in a sheet: they stand beside the table and hurt nothing.
    Beside,
}

/// Cells that a row may have too many and still be aligned.
const MOST_EXTRA: usize = 12;

/// Makes the row as wide as its header, if it is wider.
pub(crate) fn fit(record: &mut Record, layout: &Layout, is_sheet: bool, shop: Shop) -> Fit {
    let width = layout.width();
    while record.cells.len() > width && record.cells.last().is_some_and(Cell::is_blank) {
        record.cells.pop();
    }
    match record.cells.len() {
        _ if layout.header_row == 0 => Fit::Exact,
        cells if cells < width => Fit::Short,
        cells if cells == width => Fit::Exact,
        _ if is_sheet => {
            record.cells.truncate(width);
            Fit::Beside
        }
        cells => {
            if cells - width <= MOST_EXTRA && cells <= 200 {
                record.cells = aligned(&record.cells, layout, shop);
            }
            record.cells.truncate(width);
            Fit::Wide
        }
    }
}

/// What a column expects of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wants {
    Day,
    Clock,
    Number,
    Phone,
    Plate,
    Email,
    Text,
}

fn wants(layout: &Layout, column: usize) -> Wants {
    let field = layout
        .columns
        .iter()
        .find(|(_, columns)| columns.contains(&column))
        .map(|(field, _)| field);
    let name = layout
        .names
        .get(column)
        .map_or(String::new(), |name| normal(name));
    let starts = |words: &[&str]| {
        words
            .iter()
            .any(|word| name.split(' ').next() == Some(word))
    };
    match field {
        _ if starts(&["jam", "time", "pukul"]) => Wants::Clock,
        Some(field) if field.is_day() => Wants::Day,
        _ if starts(&["tgl", "tanggal", "date"]) => Wants::Day,
        Some(Field::Phone) => Wants::Phone,
        Some(Field::Plate) => Wants::Plate,
        Some(Field::Email) => Wants::Email,
        Some(field) if field.is_money() => Wants::Number,
        Some(
            Field::Odometer
            | Field::Year
            | Field::EngineCc
            | Field::Points
            | Field::Redeemed
            | Field::Quantity
            | Field::RowNumber
            | Field::NextServiceKm,
        ) => Wants::Number,
        _ => Wants::Text,
    }
}

/// How well a cell fits a column; blanks fit everywhere.
fn score(cell: &Cell, wants: Wants, shop: Shop) -> i32 {
    if cell.is_blank() {
        return 0;
    }
    let text = cell.text();
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let fits = match wants {
        Wants::Day => can_be_day(cell),
        Wants::Clock => text.contains(':') && letters == 0,
        Wants::Number => digits > 0 && letters <= 3,
        Wants::Phone => letters == 0 && (text == "0" || digits >= 5),
        Wants::Plate => Indonesian::of(&crate::domain::plate::key(text)).is_some(),
        Wants::Email => text.contains('@'),
        Wants::Text => {
            let odd = can_be_day(cell) || Phone::parse(text, shop.home).e164.is_some();
            return if odd { -1 } else { 1 };
        }
    };
    if fits { 4 } else { -6 }
}

/// Puts `cells` into the columns so that they fit best: neighbouring cells may belong together.
fn aligned(cells: &[Cell], layout: &Layout, shop: Shop) -> Vec<Cell> {
    let width = layout.width();
    let extra = cells.len() - width;
    let wanted: Vec<Wants> = (0..width).map(|column| wants(layout, column)).collect();
    // best[column][taken beyond one a column] = score, and how many cells the column took.
    let mut best = vec![vec![(i32::MIN, 0_usize); extra + 1]; width + 1];
    set(&mut best, 0, 0, (0, 0));
    for column in 0..width {
        let wants = wanted.get(column).copied().unwrap_or(Wants::Text);
        for used in 0..=extra {
            let before = get(&best, column, used);
            if before == i32::MIN {
                continue;
            }
            for more in 0..=extra - used {
                let from = column + used;
                let Some(piece) = cells.get(from..=from + more) else {
                    continue;
                };
                let total = before + piece_score(piece, wants, shop);
                if total > get(&best, column + 1, used + more) {
                    set(&mut best, column + 1, used + more, (total, more));
                }
            }
        }
    }
    trace(&best, cells, width, extra)
}

/// A joined piece pays for every comma, less when the comma is followed by a space as in text.
fn piece_score(piece: &[Cell], wants: Wants, shop: Shop) -> i32 {
    let [first, rest @ ..] = piece else { return 0 };
    if rest.is_empty() {
        return score(first, wants, shop);
    }
    if rest.iter().all(Cell::is_blank) {
        return score(first, wants, shop)
            - i32::try_from(rest.len()).unwrap_or(99)
            - i32::from(!first.is_blank());
    }
    if wants != Wants::Text || piece.iter().any(Cell::is_blank) {
        return -20;
    }
    let price = |cell: &Cell| if cell.text().starts_with(' ') { 0 } else { 2 };
    let odd = piece
        .iter()
        .map(|cell| score(cell, Wants::Text, shop).min(0))
        .sum::<i32>();
    1 + odd - rest.iter().map(price).sum::<i32>()
}

fn trace(best: &[Vec<(i32, usize)>], cells: &[Cell], width: usize, extra: usize) -> Vec<Cell> {
    let mut out = vec![Cell::Empty; width];
    let mut used = extra;
    for column in (0..width).rev() {
        let more = best
            .get(column + 1)
            .and_then(|row| row.get(used))
            .map_or(0, |(_, more)| *more);
        used -= more.min(used);
        let from = column + used;
        if let (Some(slot), Some(piece)) = (out.get_mut(column), cells.get(from..=from + more)) {
            *slot = joined(piece);
        }
    }
    out
}

fn joined(piece: &[Cell]) -> Cell {
    match piece {
        [one] => one.clone(),
        [first, rest @ ..] if rest.iter().all(Cell::is_blank) => first.clone(),
        _ => Cell::Text(
            piece
                .iter()
                .map(|cell| cell.text().into_owned())
                .collect::<Vec<_>>()
                .join(","),
        ),
    }
}

fn get(best: &[Vec<(i32, usize)>], column: usize, used: usize) -> i32 {
    best.get(column)
        .and_then(|row| row.get(used))
        .map_or(i32::MIN, |(score, _)| *score)
}

fn set(best: &mut [Vec<(i32, usize)>], column: usize, used: usize, value: (i32, usize)) {
    if let Some(slot) = best.get_mut(column).and_then(|row| row.get_mut(used)) {
        *slot = value;
    }
}
