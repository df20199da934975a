//! The list of matches, and what stands there when there are none.

use super::super::columns::{Detail, Shape};
use super::super::model::Desk;
use super::{paragraphs, star};
use crate::domain::{Hit, MatchField};
use crate::kit::Canvas;
use crate::kit::draw::{marked, panel};
use crate::kit::table::{Column, cells, widths};
use crate::kit::width::width;
use crate::look::{Look, Role};
use crate::protocol::{Command, Context};
use crate::screens::failed;
use crate::screens::sheet::Wording;
use crate::text::{Say, say};
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Columns of the matches: plate, name, and what was found elsewhere or else the first detail.
const COLUMNS: [Column; 3] = [
    Column::fixed(PLATE, 0),
    Column::growing(16, 2, 0),
    Column::growing(THIRD, 1, 1),
];
/// The longest plate: `BK 1234 DTP`.
const PLATE: u16 = 11;
/// Most names are whole in so many columns; only then the third one grows.
const NAME: u16 = 28;
/// A phone, or a make and the beginning of a model.
const THIRD: u16 = 14;
/// So much of a vehicle says something.
const LEFT: u16 = 8;
/// Spaces between two columns.
const GAP: u16 = 2;

/// How wide the columns are: the name has what it needs before the third grows.
fn wide(columns: &[Column], room: u16) -> Vec<u16> {
    let mut wide = widths(columns, room);
    if let [.., name, third] = &mut wide[..]
        && *third > 0
    {
        let both = *name + *third;
        *name = both.saturating_sub(THIRD).min(NAME).max(*name);
        *third = both - *name;
    }
    wide
}
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
    let shape = Shape::of(&context.columns, words.trade.asset.is_some(), recent);
    let columns = &COLUMNS[usize::from(!shape.plate)..];
    let taken = if shape.plate { PLATE + GAP } else { 0 } + NAME + GAP + THIRD;
    let beside = shape.beside(taken, room, GAP);
    let behind: u16 = beside.iter().map(|detail| detail.width() + GAP).sum();
    let wide = wide(columns, room - behind);
    let hits = desk.hits();
    desk.list.view(canvas.frame, inner, true, look, |at, _| {
        hits.get(at).map_or_else(Vec::new, |hit| {
            let kind = Row {
                recent,
                saved_now: desk.is_saved(hit),
                shape: &shape,
            };
            let mut spans = hit_row(hit, (columns, &wide), look, words, kind);
            let columns: Vec<Column> = beside
                .iter()
                .map(|one| Column::fixed(one.width(), 0))
                .collect();
            let wide: Vec<u16> = beside.iter().map(|one| one.width()).collect();
            let style = look.style(Role::Label);
            let texts = beside
                .iter()
                .map(|one| vec![Span::styled(detail(hit, *one, words), style)]);
            if !beside.is_empty() {
                spans.push(Span::raw(" ".repeat(usize::from(GAP))));
                spans.extend(cells(&columns, &wide, texts.collect(), look));
            }
            spans
        })
    });
}

/// What a detail says of a match.
fn detail(hit: &Hit, detail: Detail, words: Wording<'_>) -> String {
    match detail {
        Detail::Vehicle => hit.vehicle_text.clone(),
        Detail::Phone => hit.phone.clone(),
        Detail::Code => hit.code.clone(),
        Detail::LastVisit => hit.last_day.map(|day| words.seen(day)).unwrap_or_default(),
    }
}

/// What a row is beside a match.
#[derive(Debug, Clone, Copy)]
struct Row<'a> {
    /// One of the latest visitors: nothing was typed.
    recent: bool,
    /// It was just written down.
    saved_now: bool,
    /// What is wanted of it.
    shape: &'a Shape,
}

fn hit_row(
    hit: &Hit,
    (columns, wide): (&[Column], &[u16]),
    look: &Look,
    words: Wording<'_>,
    Row {
        recent,
        saved_now,
        shape,
    }: Row<'_>,
) -> Vec<Span<'static>> {
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
    let mark_of = |text: &str| marked(text, &[], look.style(Role::Label), mark);
    let first = shape.details.first();
    let told = |first: &Detail| detail(hit, *first, words);
    let told = || first.map(told).unwrap_or_default();
    let plate_hidden = hit.field == MatchField::Plate && !shape.plate;
    let third = match hit.field {
        _ if recent => {
            let saved = saved_now && hit.last_day.is_none();
            let saved = saved.then(|| words.say(Say::DeskJustSaved).to_owned());
            mark_of(&saved.unwrap_or_else(told))
        }
        MatchField::Phone => of(MatchField::Phone, &hit.phone),
        MatchField::Code => of(MatchField::Code, &hit.code),
        _ if !hit.earlier_plate.is_empty() => was(hit, look, words),
        // What was found is seen wherever it has a place.
        MatchField::Plate if plate_hidden => of(MatchField::Plate, &hit.plate),
        MatchField::Plate | MatchField::Name => mark_of(&told()),
    };
    let found_there = !recent
        && (matches!(hit.field, MatchField::Phone | MatchField::Code)
            || plate_hidden
            || !hit.earlier_plate.is_empty());
    let mut wide = wide.to_vec();
    lend(
        &mut wide,
        text_width(&name) + star::room(hit, look),
        text_width(&third),
        found_there,
    );
    let narrow = !recent && wide.last().is_none_or(|third| *third == 0);
    if narrow && !hit.earlier_plate.is_empty() {
        // No room beside the name: before it, for it says why this one was found.
        let mut both = was(hit, look, words);
        both.push(Span::raw("  "));
        both.append(&mut name);
        name = both;
    }
    let columns_of_name = wide[wide.len().saturating_sub(2)];
    let name = star::behind(name, columns_of_name, hit, look);
    let mut texts = vec![name, third];
    if shape.plate {
        // Where there is no room for what was found, it takes the place of the plate.
        let first = match hit.field {
            MatchField::Phone if narrow => Some(&hit.phone),
            MatchField::Code if narrow => Some(&hit.code),
            // Told by its name, where the trade gives it one.
            _ if hit.plate.is_empty() && (narrow || recent) => Some(&hit.vehicle_text),
            _ => None,
        };
        let room = wide.first().copied().unwrap_or_default();
        let marks_of_plate = hit.earlier_plate.is_empty();
        let plate = match first {
            Some(text) => {
                let (text, marks) = found_part(text, &hit.marks, room, look.symbols.more);
                marked(&text, &marks, plain, mark)
            }
            None if marks_of_plate => of(MatchField::Plate, &hit.plate),
            None => marked(&hit.plate, &[], plain, mark),
        };
        texts.insert(0, plate);
    }
    cells(columns, &wide, texts, look)
}

/// The earlier plate that was found, told as one: "was B 1204 ABC".
fn was(hit: &Hit, look: &Look, words: Wording<'_>) -> Vec<Span<'static>> {
    let plate = &hit.earlier_plate;
    let text = say::sheet_was(words.lang, plate);
    let before = text.find(plate.as_str()).unwrap_or_default();
    let before = text[..before].chars().count();
    let marks: Vec<usize> = hit.marks.iter().map(|at| at + before).collect();
    let mark = look.style(Role::Match);
    marked(&text, &marks, look.style(Role::Label), mark)
}

fn text_width(spans: &[Span<'_>]) -> u16 {
    spans.iter().map(|span| width(&span.content)).sum()
}

/// Lends a long name the columns that the third text of its row does not need; a vehicle gives
/// its own too, and goes when hardly anything of it would be left. What was found stays, and takes
/// what the name does not need.
fn lend(wide: &mut [u16], name: u16, third: u16, found_there: bool) {
    let [.., name_wide, third_wide] = wide else {
        return;
    };
    if *third_wide == 0 {
        return;
    }
    if found_there && third > *third_wide {
        let spare = name_wide.saturating_sub(name);
        let taken = spare.min(third - *third_wide);
        *name_wide -= taken;
        *third_wide += taken;
    }
    let missing = name.saturating_sub(*name_wide);
    if missing == 0 {
        return;
    }
    let least = if found_there { third } else { LEFT.min(third) };
    let spare = third_wide.saturating_sub(least);
    let taken = missing.min(spare);
    *name_wide += taken;
    *third_wide -= taken;
    if taken < missing && !found_there {
        // Its gap is free as well.
        *name_wide += *third_wide + GAP;
        *third_wide = 0;
    }
}

/// A text with its marks, from the end when it is longer than its column and what was found
/// stands there.
fn found_part(text: &str, marks: &[usize], room: u16, more: &str) -> (String, Vec<usize>) {
    let room = usize::from(room);
    let long = text.chars().count();
    let hidden = marks.last().is_some_and(|last| *last + 1 >= room);
    if long <= room || !hidden {
        return (text.to_owned(), marks.to_vec());
    }
    let sign = more.chars().count();
    let left_out = long + sign - room;
    let shown: String = text.chars().skip(left_out).collect();
    let marks = marks.iter().filter_map(|at| at.checked_sub(left_out));
    (
        format!("{more}{shown}"),
        marks.map(|at| at + sign).collect(),
    )
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
    fn of_a_long_phone_the_part_is_shown_that_was_found_with_a_sign_before_it() {
        let part = |marks: &[usize]| found_part("0812-3456-7890", marks, 11, "…");
        assert_eq!(
            part(&[10, 11, 12, 13]),
            ("…-3456-7890".to_owned(), vec![7, 8, 9, 10])
        );
        assert_eq!(
            part(&[0, 1, 2]),
            ("0812-3456-7890".to_owned(), vec![0, 1, 2])
        );
        assert_eq!(
            found_part("C-00042", &[6], 11, "…"),
            ("C-00042".to_owned(), vec![6])
        );
        let (ascii, marks) = found_part("0812-3456-7890", &[12, 13], 11, "...");
        assert_eq!((ascii.as_str(), marks), ("...456-7890", vec![9, 10]));
    }

    #[test]
    fn the_name_has_what_it_needs_before_the_vehicle_grows() {
        assert_eq!(wide(&COLUMNS, 31), [11, 18, 0]);
        assert_eq!(wide(&COLUMNS, 49), [11, 20, 14]);
        assert_eq!(wide(&COLUMNS, 55), [11, 26, 14]);
        assert_eq!(wide(&COLUMNS, 63), [11, 28, 20]);
    }

    #[test]
    fn a_long_name_takes_from_the_vehicle_of_its_row_and_not_from_what_was_found() {
        let lent = |name, third, found| {
            let mut wide = [11, 26, 14];
            lend(&mut wide, name, third, found);
            wide
        };
        assert_eq!(lent(20, 14, false), [11, 26, 14]);
        assert_eq!(lent(30, 18, false), [11, 30, 10]);
        assert_eq!(lent(36, 18, false), [11, 42, 0]);
        assert_eq!(lent(36, 14, true), [11, 26, 14]);
        assert_eq!(lent(36, 7, true), [11, 33, 7]);
        assert_eq!(lent(20, 15, true), [11, 25, 15]);
    }
}
