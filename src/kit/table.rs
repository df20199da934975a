//! Columns of a list: how wide each may be, and which give way when it is narrow.

use super::width::{clean, fit, width};
use crate::look::Look;
use ratatui::style::Style;
use ratatui::text::Span;

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Columns of the terminal that it needs at least.
    pub min: u16,
    /// How much of the rest it takes, relative to the others; 0 keeps its minimum.
    pub share: u16,
    /// Numbers stand on the right.
    pub right: bool,
    /// Which goes first when it is narrow: the highest rank. Rank 0 always stays.
    pub rank: u8,
    /// Somebody put it away: it has no room, however wide it is.
    pub away: bool,
}

impl Column {
    /// A column of fixed width.
    pub const fn fixed(min: u16, rank: u8) -> Column {
        Column {
            min,
            share: 0,
            right: false,
            rank,
            away: false,
        }
    }

    /// A column that grows.
    pub const fn growing(min: u16, share: u16, rank: u8) -> Column {
        Column {
            min,
            share,
            right: false,
            rank,
            away: false,
        }
    }

    /// The same column with its text on the right.
    #[must_use]
    pub const fn right(self) -> Column {
        Column {
            right: true,
            ..self
        }
    }
}

/// The columns with some of them put away.
pub fn without(columns: &[Column], away: &[bool]) -> Vec<Column> {
    let away = away.iter().copied().chain(std::iter::repeat(false));
    let both = columns.iter().zip(away);
    both.map(|(column, away)| Column { away, ..*column })
        .collect()
}

/// Spaces between two columns.
const GAP: u16 = 2;

/// The width of every column in `room`; 0 for those that gave way.
pub fn widths(columns: &[Column], room: u16) -> Vec<u16> {
    let mut stays: Vec<bool> = columns.iter().map(|column| !column.away).collect();
    while needed(columns, &stays) > u32::from(room) {
        let candidates = columns
            .iter()
            .enumerate()
            .filter(|(at, column)| stays[*at] && column.rank > 0);
        let Some((at, _)) = candidates.max_by_key(|(_, column)| column.rank) else {
            break;
        };
        stays[at] = false;
    }
    let shares: u32 = kept(columns, &stays)
        .map(|column| u32::from(column.share))
        .sum();
    let mut spare = u32::from(room).saturating_sub(needed(columns, &stays));
    let mut left = shares;
    let mut out = Vec::with_capacity(columns.len());
    for (column, stays) in columns.iter().zip(&stays) {
        if !stays {
            out.push(0);
            continue;
        }
        let extra = (spare * u32::from(column.share))
            .checked_div(left)
            .unwrap_or(0);
        spare -= extra;
        left -= u32::from(column.share);
        out.push(column.min + u16::try_from(extra).unwrap_or(0));
    }
    out
}

fn kept<'a>(columns: &'a [Column], stays: &'a [bool]) -> impl Iterator<Item = &'a Column> {
    columns
        .iter()
        .zip(stays)
        .filter(|(_, stays)| **stays)
        .map(|(column, _)| column)
}

fn needed(columns: &[Column], stays: &[bool]) -> u32 {
    let widths: u32 = kept(columns, stays)
        .map(|column| u32::from(column.min))
        .sum();
    let count = u32::try_from(kept(columns, stays).count()).unwrap_or(u32::MAX);
    widths + count.saturating_sub(1) * u32::from(GAP)
}

/// One row: the texts of the columns, each a list of spans, cut and aligned to `widths`.
pub fn cells<'a>(
    columns: &[Column],
    widths: &[u16],
    texts: Vec<Vec<Span<'a>>>,
    look: &Look,
) -> Vec<Span<'a>> {
    let mut out = Vec::new();
    for ((column, columns_wide), spans) in columns.iter().zip(widths).zip(texts) {
        if *columns_wide == 0 {
            continue;
        }
        if !out.is_empty() {
            out.push(Span::raw(" ".repeat(usize::from(GAP))));
        }
        cell(column.right, *columns_wide, spans, look, &mut out);
    }
    out
}

fn cell<'a>(right: bool, room: u16, spans: Vec<Span<'a>>, look: &Look, out: &mut Vec<Span<'a>>) {
    let mut used = 0;
    let mut kept = Vec::new();
    for span in spans {
        let text = clean(&span.content);
        let text = fit(&text, room - used, look.symbols.more).into_owned();
        used += width(&text);
        kept.push(Span::styled(text, span.style));
    }
    let blank = Span::styled(" ".repeat(usize::from(room - used)), Style::new());
    if right {
        out.push(blank);
        out.extend(kept);
    } else {
        out.extend(kept);
        out.push(blank);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 4] = [
        Column::fixed(11, 0),
        Column::growing(10, 2, 0),
        Column::growing(8, 1, 2),
        Column::fixed(12, 1).right(),
    ];

    #[test]
    fn columns_share_what_is_left() {
        assert_eq!(widths(&COLUMNS, 47), [11, 10, 8, 12]);
        assert_eq!(widths(&COLUMNS, 53), [11, 14, 10, 12]);
    }

    #[test]
    fn the_highest_rank_gives_way_first_and_rank_nought_never() {
        assert_eq!(widths(&COLUMNS, 46), [11, 19, 0, 12]);
        assert_eq!(widths(&COLUMNS, 30), [11, 17, 0, 0]);
        assert_eq!(widths(&COLUMNS, 5), [11, 10, 0, 0]);
    }

    #[test]
    fn what_is_put_away_leaves_its_room_to_the_others() {
        let fewer = without(&COLUMNS, &[false, false, true]);
        assert_eq!(widths(&fewer, 47), [11, 20, 0, 12]);
        assert_eq!(widths(&fewer, 30), [11, 17, 0, 0]);
    }

    #[test]
    fn texts_are_cut_and_numbers_stand_on_the_right() {
        let look = Look::default();
        let texts = ["B 1234 XYZ", "Budi Santoso", "gone", "Rp 650.000"];
        let spans = texts.iter().map(|text| vec![Span::raw(*text)]).collect();
        let row = cells(&COLUMNS, &[11, 10, 0, 12], spans, &look);
        let row: String = row.iter().map(|span| span.content.as_ref()).collect();
        assert_eq!(row, "B 1234 XYZ   Budi Sant…    Rp 650.000");
    }
}
