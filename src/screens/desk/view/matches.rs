//! The list of matches, and what stands there when there are none.

use super::super::model::Desk;
use super::paragraphs;
use crate::domain::{Hit, MatchField};
use crate::kit::Canvas;
use crate::kit::draw::{marked, panel};
use crate::kit::table::{Column, cells, widths};
use crate::look::{Look, Role};
use crate::protocol::{Command, Context};
use crate::screens::failed;
use crate::screens::sheet::Wording;
use crate::text::{Say, say};
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Columns of the matches: sign, plate, name, and what was found elsewhere.
const COLUMNS: [Column; 3] = [
    Column::fixed(11, 0),
    Column::growing(16, 2, 0),
    Column::growing(18, 1, 1),
];
/// Draws the matches.
pub(super) fn draw(desk: &Desk, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let words = Wording::of(context);
    let lang = canvas.lang;
    let title = if desk.search.query().trim().is_empty() {
        Say::DeskRecentTitle
    } else {
        Say::DeskMatchesTitle
    };
    let building = desk.found.value.as_ref().is_some_and(|found| found.partial);
    let status = if building {
        Say::DeskIndexBuildingShort.in_(lang)
    } else {
        ""
    };
    let recent = desk.found_for.trim().is_empty();
    let look = canvas.look;
    let inner = panel(canvas.frame, area, title.in_(lang), status, false, look);
    if desk.hits().is_empty() {
        nothing(desk, canvas, inner, words);
        return;
    }
    let room = inner.width.saturating_sub(crate::kit::list::INDENT + 1);
    let plated = words.trade.asset.is_some();
    let columns = &COLUMNS[usize::from(!plated)..];
    let wide = widths(columns, room);
    let hits = desk.hits();
    desk.list.view(canvas.frame, inner, true, look, |at, _| {
        hits.get(at).map_or_else(Vec::new, |hit| {
            let kind = Row {
                recent,
                saved_now: desk.is_saved(hit),
            };
            hit_row(hit, (columns, &wide), look, words, kind)
        })
    });
}

/// What a row is beside a match.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// One of the latest visitors: nothing was typed.
    recent: bool,
    /// It was just written down.
    saved_now: bool,
}

fn hit_row(
    hit: &Hit,
    (columns, wide): (&[Column], &[u16]),
    look: &Look,
    words: Wording<'_>,
    Row { recent, saved_now }: Row,
) -> Vec<Span<'static>> {
    let plated = words.trade.asset.is_some();
    let plain = look.style(Role::Value);
    let mark = look.style(Role::Match);
    let of = |field: MatchField, text: &str| {
        let marks: &[usize] = if hit.field == field { &hit.marks } else { &[] };
        marked(text, marks, plain, mark)
    };
    let mut name = if hit.name.is_empty() {
        let unknown = words.say(Say::CardNoOwner);
        vec![Span::styled(unknown, look.style(Role::Label))]
    } else {
        of(MatchField::Name, &hit.name)
    };
    if hit.alert {
        let sign = format!("{} ", look.symbols.alert);
        name.insert(0, Span::styled(sign, look.style(Role::Danger)));
    }
    let third = match hit.field {
        _ if recent => {
            let seen = hit.last_day.map(|day| words.seen(day));
            let saved = || words.say(Say::DeskJustSaved).to_owned();
            let seen = seen.or_else(|| saved_now.then(saved)).unwrap_or_default();
            vec![Span::styled(seen, look.style(Role::Label))]
        }
        MatchField::Phone => of(MatchField::Phone, &hit.phone),
        MatchField::Code => of(MatchField::Code, &hit.code),
        _ if !plated => vec![Span::styled(hit.phone.clone(), look.style(Role::Label))],
        MatchField::Plate | MatchField::Name => {
            vec![Span::styled(
                hit.vehicle_text.clone(),
                look.style(Role::Label),
            )]
        }
    };
    let mut texts = vec![name, third];
    if plated {
        // Where there is no room for what was found, it takes the place of the plate.
        let narrow = !recent && wide.last().is_none_or(|third| *third == 0);
        let first = match hit.field {
            MatchField::Phone if narrow => Some(&hit.phone),
            MatchField::Code if narrow => Some(&hit.code),
            _ => None,
        };
        let first = first.map(|text| found_part(text, &hit.marks, wide));
        texts.insert(
            0,
            first.map_or_else(
                || of(MatchField::Plate, &hit.plate),
                |(text, marks)| marked(&text, &marks, plain, mark),
            ),
        );
    }
    cells(columns, wide, texts, look)
}

/// A text with its marks, from the end when it is longer than the first column and what was found
/// stands there.
fn found_part(text: &str, marks: &[usize], wide: &[u16]) -> (String, Vec<usize>) {
    let room = wide.first().map_or(0, |room| usize::from(*room));
    let long = text.chars().count();
    let hidden = marks.last().is_some_and(|last| *last + 1 >= room);
    if long <= room || !hidden {
        return (text.to_owned(), marks.to_vec());
    }
    let left_out = long - room;
    let shown = text.chars().skip(left_out).collect();
    let marks = marks.iter().filter_map(|at| at.checked_sub(left_out));
    (shown, marks.collect())
}

/// What stands where matches would: why there are none, and what to do.
fn nothing(desk: &Desk, canvas: &mut Canvas<'_, '_>, area: Rect, words: Wording<'_>) {
    let lang = canvas.lang;
    let lines: Vec<(String, Role)> = match (&desk.found.failed, &desk.found.value) {
        (Some(failure), _) => vec![(failed::sentence(failure, lang), Role::Danger)],
        (None, None) if desk.found.slow => vec![(Say::WordLoading.in_(lang).into(), Role::Label)],
        (None, None) => Vec::new(),
        (None, Some(_)) if desk.is_empty_book() => vec![
            (Say::DeskEmptyTitle.in_(lang).into(), Role::Strong),
            (String::new(), Role::Normal),
            (Say::DeskEmptyImport.in_(lang).into(), Role::Value),
            (
                say::desk_empty_new(lang, key(Command::NewCustomer)),
                Role::Value,
            ),
            (Say::DeskEmptyDemo.in_(lang).into(), Role::Value),
            (String::new(), Role::Normal),
            (then(words), Role::Label),
            (
                say::desk_empty_keys(lang, key(Command::Palette), key(Command::Shop)),
                Role::Label,
            ),
        ],
        (None, Some(_)) => vec![
            (
                say::desk_nothing_found(lang, desk.found_for.trim()),
                Role::Strong,
            ),
            (String::new(), Role::Normal),
            (
                say::desk_nothing_found_hint(lang, key(Command::NewCustomer)),
                Role::Value,
            ),
        ],
    };
    paragraphs(canvas, area, &lines);
}

/// What to do once somebody is in the book.
fn then(words: Wording<'_>) -> String {
    match &words.trade.asset {
        Some(asset) => say::desk_empty_then(words.lang, words.inside(&asset.plate)),
        None => words.say(Say::DeskEmptyThenPeople).to_owned(),
    }
}

/// The first key of a command as it ships.
fn key(command: Command) -> &'static str {
    command.spec().keys.first().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_phone_the_part_is_shown_that_was_found() {
        let part = |marks: &[usize]| found_part("0812-3456-7890", marks, &[11, 16, 0]);
        assert_eq!(
            part(&[10, 11, 12, 13]),
            ("2-3456-7890".to_owned(), vec![7, 8, 9, 10])
        );
        assert_eq!(
            part(&[0, 1, 2]),
            ("0812-3456-7890".to_owned(), vec![0, 1, 2])
        );
        assert_eq!(
            found_part("C-00042", &[6], &[11]),
            ("C-00042".to_owned(), vec![6])
        );
    }
}
