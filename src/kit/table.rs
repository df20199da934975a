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
    /// Wider than this it never grows: what stands beside it stays within the eye's reach.
    pub most: u16,
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
            most: min,
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
            most: u16::MAX,
            right: false,
            rank,
            away: false,
        }
    }

    /// The same column that grows to so many columns at the most.
    #[must_use]
    pub const fn up_to(self, most: u16) -> Column {
        Column { most, ..self }
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
    both.map(|(column, away)| Column {
        away: away || column.away,
        ..*column
    })
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
    let mut wide: Vec<u16> = columns
        .iter()
        .zip(&stays)
        .map(|(column, stays)| if *stays { column.min } else { 0 })
        .collect();
    let mut spare = u32::from(room).saturating_sub(needed(columns, &stays));
    // What one of them may not take is left to the others.
    loop {
        let grows = |at: usize| stays[at] && columns[at].share > 0 && wide[at] < columns[at].most;
        let open: Vec<usize> = (0..columns.len()).filter(|at| grows(*at)).collect();
        let mut shares: u32 = open.iter().map(|at| u32::from(columns[*at].share)).sum();
        if spare == 0 || shares == 0 {
            return wide;
        }
        let mut left = spare;
        for at in open {
            let (share, most) = (u32::from(columns[at].share), columns[at].most);
            let extra = (left * share).checked_div(shares).unwrap_or(0);
            (left, shares) = (left - extra, shares - share);
            let taken = extra.min(u32::from(most - wide[at]));
            wide[at] += u16::try_from(taken).unwrap_or(0);
            spare -= taken;
        }
    }
}

/// Columns of the terminal that all of them together can use.
pub fn at_most(columns: &[Column]) -> u16 {
    let stays: Vec<bool> = columns.iter().map(|column| !column.away).collect();
    let wide = kept(columns, &stays).map(|column| u32::from(column.most.max(column.min)));
    let gaps = stays
        .iter()
        .filter(|stays| **stays)
        .count()
        .saturating_sub(1);
    let all = wide.sum::<u32>() + u32::try_from(gaps).unwrap_or(u32::MAX) * u32::from(GAP);
    u16::try_from(all).unwrap_or(u16::MAX)
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

/// One row: the texts of the columns, each a list of spans, cut and aligned to `widths`. A text that is
/// longer than its column goes on into blanks to its right.
pub fn cells<'a>(
    columns: &[Column],
    widths: &[u16],
    texts: Vec<Vec<Span<'a>>>,
    look: &Look,
) -> Vec<Span<'a>> {
    let wide = lent(columns, widths, &texts);
    let mut out = Vec::new();
    for ((column, columns_wide), spans) in columns.iter().zip(wide).zip(texts) {
        if columns_wide == 0 {
            continue;
        }
        if !out.is_empty() {
            out.push(Span::raw(" ".repeat(usize::from(GAP))));
        }
        cell(column.right, columns_wide, spans, look, &mut out);
    }
    out
}

/// The widths of one row. A text that is longer than its column goes on into the blanks before a text
/// that stands on the right beside it. The first one, who or what the row is of, goes on behind others
/// too, which move to the right by as much, an empty one out of the way; numbers stay where they are.
fn lent(columns: &[Column], widths: &[u16], texts: &[Vec<Span<'_>>]) -> Vec<u16> {
    let mut wide = widths.to_vec();
    let needed = |at: usize| {
        let spans = texts.get(at).map_or(&[][..], Vec::as_slice);
        let wide = spans.iter().map(|span| width(&clean(&span.content)));
        wide.fold(0, u16::saturating_add)
    };
    let seen = (0..wide.len().min(columns.len())).filter(|at| widths[*at] > 0);
    let seen: Vec<usize> = seen.collect();
    for (place, &at) in seen.iter().enumerate() {
        if columns[at].right {
            continue;
        }
        for &lender in &seen[place + 1..] {
            let (lack, has) = (needed(at).saturating_sub(wide[at]), wide[lender]);
            let right = columns[lender].right;
            if lack == 0 || has == 0 || !(right || place == 0) {
                break;
            }
            let taken = lack.min(has.saturating_sub(needed(lender)));
            wide[at] += taken;
            wide[lender] -= taken;
            if wide[lender] == 0 {
                wide[at] += GAP;
            } else if right || place > 0 {
                break;
            }
        }
    }
    wide
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
    fn what_may_not_grow_further_leaves_the_rest_to_the_others() {
        let columns = [
            Column::growing(10, 3, 0).up_to(14),
            Column::growing(8, 1, 0).up_to(20),
            Column::fixed(5, 0),
        ];
        assert_eq!(widths(&columns, 31), [13, 9, 5]);
        assert_eq!(widths(&columns, 40), [14, 17, 5]);
        assert_eq!(widths(&columns, 90), [14, 20, 5]);
        assert_eq!(at_most(&columns), 43);
        assert_eq!(at_most(&without(&columns, &[false, true])), 21);
        assert_eq!(at_most(&COLUMNS), u16::MAX);
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
        assert_eq!(row, "B 1234 XYZ   Budi Santoso  Rp 650.000");
    }

    #[test]
    fn what_stands_on_the_right_lends_only_its_blanks() {
        let look = Look::default();
        let row = |texts: [&'static str; 2]| {
            let columns = [Column::growing(8, 1, 0), Column::fixed(9, 0).right()];
            let texts = texts.map(|text| vec![Span::raw(text)]).into();
            let row = cells(&columns, &[8, 9], texts, &look);
            row.iter()
                .map(|span| span.content.as_ref())
                .collect::<String>()
        };
        assert_eq!(row(["Budi Santoso", "besok"]), "Budi Santoso  besok");
        assert_eq!(row(["Budi Santoso Jaya", "besok"]), "Budi Santos…  besok");
        assert_eq!(row(["Budi Santoso", "yesterday"]), "Budi Sa…  yesterday");
        assert_eq!(row(["Budi Santoso", ""]), "Budi Santoso       ");
        assert_eq!(row(["Budi", "besok"]), "Budi          besok");
    }

    #[test]
    fn the_first_text_goes_on_into_all_blanks_and_what_stands_there_moves() {
        let look = Look::default();
        let row = |texts: [&'static str; 3]| {
            let columns = [
                Column::growing(8, 1, 0),
                Column::fixed(8, 0),
                Column::fixed(6, 0),
            ];
            let texts = texts.map(|text| vec![Span::raw(text)]).into();
            let row = cells(&columns, &[8, 8, 6], texts, &look);
            row.iter()
                .map(|span| span.content.as_ref())
                .collect::<String>()
        };
        assert_eq!(row(["Budi", "sent", "B 1 A"]), "Budi      sent      B 1 A ");
        let moved = "Budi Santoso  sent  B 1 A ";
        assert_eq!(row(["Budi Santoso", "sent", "B 1 A"]), moved);
        let moved = "Budi Santoso J  sent  B 1 ";
        assert_eq!(
            row(["Budi Santoso J", "sent", "B 1"]).trim_end(),
            moved.trim_end()
        );
        let alone = "Budi Santoso        B 1234";
        assert_eq!(row(["Budi Santoso", "", "B 1234"]), alone);
        let cut = "Budi Sa…  not yet!  B 1234";
        assert_eq!(row(["Budi Santoso", "not yet!", "B 1234"]), cut);
    }
}
