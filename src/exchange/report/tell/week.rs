//! How the week went, and who moved.

use super::super::{Cell, Chart, Place, Section, Table};
use super::people::{introduced, who};
use super::words::{Tell, text, whole};
use crate::chart::{Line, Step, Unit};
use crate::insight::Segment;
use crate::insight::review::{Kind, Move};
use crate::text::{self, Say, say};

/// The figures of the week beside the usual ones, and the year.
pub(super) fn week(tell: &Tell<'_>) -> Section {
    let review = &tell.weekly.review;
    let sentence = if review.concentration.customers() == 0 {
        Say::ReviewNoVisits
    } else if tell.is_week() {
        Say::ReportWeekLead
    } else {
        Say::ReportStretchLead
    };
    Section {
        name: "week",
        title: tell.say(if tell.is_week() {
            Say::ReviewWeekTitle
        } else {
            Say::ReportStretchTitle
        }),
        sentences: vec![tell.say(sentence)],
        tables: vec![figures(tell), year_table(tell)],
        chart: (review.concentration.customers() > 0).then(|| Chart::Line(year(tell))),
    }
}

/// The figures beside the usual ones.
pub(super) fn figures(tell: &Tell<'_>) -> Table {
    let review = &tell.weekly.review;
    let (now, usual) = (&review.flow, review.usual);
    let number = |n: u64| Cell::Whole(i64::try_from(n).unwrap_or(i64::MAX));
    let back = review.lists.get(&Kind::Back).map_or(0, |list| list.total);
    let mut rows = Vec::new();
    let mut figure = |name, say: Say, cells: (Cell, Cell), compared: Option<(i64, i64)>| {
        let (this, usual) = cells;
        let change = compared.map_or(Cell::Blank, |(now, usual)| against(now, usual, tell));
        rows.push(vec![
            Cell::Word(name, say.in_(tell.lang())),
            this,
            usual,
            change,
        ]);
    };
    let pair = |now: u64, usual_x2: Option<u64>| {
        let whole = |n| i64::try_from(n).unwrap_or(i64::MAX);
        let both = usual_x2.map(|usual_x2| (whole(now.saturating_mul(2)), whole(usual_x2)));
        ((number(now), usual_x2.map_or(Cell::Blank, half)), both)
    };
    let (cells, both) = pair(now.visits, usual.map(|usual| usual.visits_x2));
    figure("visits", Say::ReviewFigureVisits, cells, both);
    let usually = usual.map_or(Cell::Blank, |usual| Cell::Money(usual.money));
    let money = (Cell::Money(now.money), usually);
    let both = usual.map(|usual| (now.money, usual.money));
    figure("money", Say::ReviewFigureMoney, money, both);
    let (cells, both) = pair(now.new, usual.map(|usual| usual.new_x2));
    figure("new", Say::ReportFigureNew, cells, both);
    let (cells, both) = pair(now.returning, usual.map(|usual| usual.returning_x2));
    figure("returning", Say::ReportFigureReturning, cells, both);
    figure(
        "back",
        Say::ReportFigureBack,
        (whole(back), Cell::Blank),
        None,
    );
    let this = if tell.is_week() {
        Say::ReviewColThisWeek
    } else {
        Say::ReportColTheseDays
    };
    let both = Place::Both;
    let name = if tell.is_week() {
        "this_week"
    } else {
        "these_days"
    };
    let mut columns = vec![
        tell.column("figure", Say::ReviewColFigure, both, 0),
        tell.column(name, this, both, 0),
    ];
    columns.push(tell.column("usual", Say::ReviewColUsualWeek, both, 1));
    columns.push(tell.column("change", Say::ReportColChange, Place::Page, 0));
    if !tell.is_week() {
        columns.truncate(2);
        for row in &mut rows {
            row.truncate(2);
        }
    }
    Table {
        name: "week",
        title: tell.days(),
        total: rows.len(),
        columns,
        rows,
        on_page: true,
    }
}

/// Half of a count.
fn half(twice: u64) -> Cell {
    let twice = i64::try_from(twice).unwrap_or(i64::MAX);
    match twice % 2 {
        0 => Cell::Whole(twice / 2),
        _ => Cell::Thousandths(twice.saturating_mul(500)),
    }
}

/// A figure against the usual one: `+ 12 %`, `as usual`.
fn against(now: i64, usual: i64, tell: &Tell<'_>) -> Cell {
    let (now, usual) = (i128::from(now), i128::from(usual));
    let off = (now - usual).unsigned_abs();
    let size = usual.unsigned_abs();
    let percent = (off * 100 + size / 2).checked_div(size);
    let sign = if now > usual { "+" } else { "−" };
    match percent {
        _ if now == usual => Cell::Text(tell.say(Say::ReviewAsUsual)),
        None if now > usual => Cell::Text(tell.say(Say::ReviewMore)),
        None => Cell::Text(tell.say(Say::ReviewLess)),
        Some(percent) => {
            let percent = u64::try_from(percent).unwrap_or(u64::MAX);
            Cell::Text(format!("{sign}{} %", text::count(tell.lang(), percent)))
        }
    }
}

/// The year in weeks.
fn year(tell: &Tell<'_>) -> Line {
    let visits = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let year = tell.weekly.year.iter();
    let came = year.map(|(day, flow)| (*day, visits(flow.visits)));
    let name = Say::ReviewFigureVisits.in_(tell.lang());
    year_of_money(tell).series(name, Unit::Count, came)
}

/// The money of the year in weeks.
pub(super) fn year_of_money(tell: &Tell<'_>) -> Line {
    let year = &tell.weekly.year;
    let first = year.first().map_or(tell.sunday(), |(monday, _)| *monday);
    let unit = Unit::Money(tell.words.currency.to_owned());
    let money = year.iter().map(|(day, flow)| (*day, flow.money));
    let name = Say::ReviewFigureMoney.in_(tell.lang());
    Line::new(Step::Week, first, tell.sunday()).series(name, unit, money)
}

/// The same for a file.
fn year_table(tell: &Tell<'_>) -> Table {
    let number = |n: u64| Cell::Whole(i64::try_from(n).unwrap_or(i64::MAX));
    let year = tell.weekly.year.iter();
    let rows: Vec<Vec<Cell>> = year
        .map(|(monday, flow)| {
            let counts = [flow.visits, flow.new, flow.returning].map(number);
            let [visits, new, returning] = counts;
            vec![
                Cell::Day(*monday),
                visits,
                Cell::Money(flow.money),
                new,
                returning,
            ]
        })
        .collect();
    let file = Place::File;
    Table {
        name: "weeks",
        title: tell.say(Say::ReviewYearTitle),
        columns: vec![
            tell.column("monday", Say::ReportColMonday, file, 0),
            tell.column("visits", Say::ReviewFigureVisits, file, 0),
            tell.column("money", Say::ReviewFigureMoney, file, 0),
            tell.column("new", Say::ReportFigureNew, file, 0),
            tell.column("returning", Say::ReportFigureReturning, file, 0),
        ],
        total: rows.len(),
        rows,
        on_page: false,
    }
}

/// Who stands elsewhere than before.
pub(super) fn moves(tell: &Tell<'_>) -> Section {
    let speaks = tell.weekly.review.has_scores();
    let moves = tell.weekly.review.moves.iter().filter(|_| speaks);
    let rows: Vec<Vec<Cell>> = moves.map(|one| row(one, tell)).collect();
    let table = Table {
        name: "moves",
        title: tell.say(Say::ReviewMovedTitle),
        columns: vec![
            tell.column("from", Say::ReviewColFrom, Place::Both, 0),
            tell.column("to", Say::ReviewColTo, Place::Both, 0),
            tell.column("customers", Say::ReviewHeadCustomers, Place::Both, 0),
            tell.column("who", Say::ReportColWho, Place::Page, 0),
        ],
        total: rows.len(),
        rows,
        on_page: true,
    };
    let title = Say::ReviewMovedTitle;
    let mut section = if speaks {
        let nothing = text::review::nobody_moved(&tell.weekly.review);
        let mut section = tell.section((title, Say::ReportMovedLead, nothing), table);
        section.tables.push(movers(tell));
        section
    } else {
        tell.section((title, Say::ReviewTooFew, Say::ReviewTooFew), table)
    };
    if !tell.is_week() {
        since(&mut section, speaks, tell);
    }
    section
}

/// The same since another day than the Sunday before: it is named.
fn since(section: &mut Section, speaks: bool, tell: &Tell<'_>) {
    let since = tell.weekly.review.since;
    let eve = text::full_date(tell.lang(), since.pred_opt().unwrap_or(since));
    section.title = say::report_moved_since(tell.lang(), &eve);
    let some = section.tables.iter().any(|table| !table.rows.is_empty());
    if speaks && some {
        section.sentences = vec![say::report_moved_since_lead(tell.lang(), eve)];
    }
}

fn row(one: &Move, tell: &Tell<'_>) -> Vec<Cell> {
    let mut cells = from_and_to(one, tell).to_vec();
    cells.push(whole(one.customers.len()));
    cells.push(text(&first_and_more(one, tell)));
    cells
}

/// Where they stood, and where they stand.
fn from_and_to(one: &Move, tell: &Tell<'_>) -> [Cell; 2] {
    let lang = tell.lang();
    let segment =
        |segment: Segment| Cell::Word(segment.name(), text::insight::segment(segment).in_(lang));
    let from = one.from.map_or(
        Cell::Word("first_visit", Say::ReviewNowhere.in_(lang)),
        segment,
    );
    [from, segment(one.to)]
}

/// Everybody who moved, for files.
fn movers(tell: &Tell<'_>) -> Table {
    let moves = tell.weekly.review.moves.iter();
    let rows = moves.flat_map(|one| {
        let who = one.customers.iter();
        who.map(|who| {
            let mut cells = introduced(*who, tell);
            cells.extend(from_and_to(one, tell));
            cells
        })
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let mut columns = who(tell);
    columns.push(tell.column("from", Say::ReviewColFrom, Place::File, 0));
    columns.push(tell.column("to", Say::ReviewColTo, Place::File, 0));
    Table {
        name: "movers",
        title: tell.say(Say::ReportMoversTitle),
        columns,
        total: rows.len(),
        rows,
        on_page: false,
    }
}

/// The first by money, and how many more.
fn first_and_more(one: &Move, tell: &Tell<'_>) -> String {
    let first = one.customers.first().map(|who| tell.name(*who));
    let more = one.customers.len().saturating_sub(1);
    match first {
        Some(first) if more > 0 => {
            let more = say::report_and_more(tell.lang(), more as u64);
            format!("{first} {more}")
        }
        first => first.unwrap_or_default(),
    }
}
