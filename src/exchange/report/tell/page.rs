//! The one page: what an owner with two minutes reads. Every report begins with it, and the review
//! on the screen ends with it.

use super::super::{Cell, Chart, Place, Section, Table};
use super::people::introduced;
use super::week::{figures, year_of_money};
use super::words::{Tell, whole};
use super::{campaigns, owed};
use crate::chart::Curve;
use crate::insight::Appraised;
use crate::insight::review::Kind;
use crate::text::{Say, insight, review, say};

/// People that a list of the page names.
const NAMED: usize = 5;

/// Its sections, in the order in which they are read, with what is drawn on paper.
pub(super) fn page(tell: &Tell<'_>) -> Vec<Section> {
    let shop = &tell.weekly.review.concentration;
    let mut all = said(tell);
    if shop.customers() > 0 {
        let year = Chart::Line(year_of_money(tell));
        all.insert(2, picture("page_year", Say::ReviewYearTitle, year, tell));
    }
    if shop.total() > 0 {
        let curve = Chart::Curve(Curve::of(shop));
        all.push(picture("page_curve", Say::ReviewCurveTitle, curve, tell));
    }
    all
}

/// The same in words alone.
pub(super) fn said(tell: &Tell<'_>) -> Vec<Section> {
    let mut all = vec![week(tell), waiting(tell)];
    all.extend(campaigns::on_page(tell));
    if tell.weekly.review.concentration.customers() > 0 {
        all.extend([slipping(tell), best(tell), segments(tell)]);
    }
    all
}

/// A section with nothing but its title.
fn section(name: &'static str, title: Say, tell: &Tell<'_>) -> Section {
    Section {
        name,
        title: tell.say(title),
        sentences: Vec::new(),
        tables: Vec::new(),
        chart: None,
    }
}

/// A section that is a chart.
fn picture(name: &'static str, title: Say, chart: Chart, tell: &Tell<'_>) -> Section {
    Section {
        chart: Some(chart),
        ..section(name, title, tell)
    }
}

/// How it went.
fn week(tell: &Tell<'_>) -> Section {
    let title = if tell.is_week() {
        Say::ReviewWeekTitle
    } else {
        Say::ReportStretchTitle
    };
    let mut week = section("page_week", title, tell);
    if tell.weekly.review.concentration.customers() == 0 {
        week.sentences.push(tell.say(Say::ReviewNoVisits));
    }
    let mut table = figures(tell);
    if let Some(first) = table.columns.first_mut() {
        first.name = "what";
    }
    week.tables.push(table);
    week
}

/// How many wait in each list, and what they have brought.
fn waiting(tell: &Tell<'_>) -> Section {
    let weekly = tell.weekly;
    let lang = tell.lang();
    let listed = |kind: Kind, say: Say| {
        let list = weekly.review.lists.get(&kind);
        let said = Cell::Word(kind.name(), say.in_(lang));
        match weekly.review.total(kind) {
            None => vec![said, Cell::Refused, Cell::Blank],
            Some(total) => {
                let money = list.map_or(0, |list| list.money);
                vec![said, whole(total), Cell::Money(money)]
            }
        }
    };
    let counted =
        |name, say: Say, n: usize| vec![Cell::Word(name, say.in_(lang)), whole(n), Cell::Blank];
    let slips: usize = weekly.quality.totals.iter().map(|(_, n)| n).sum();
    let mut rows = vec![
        listed(Kind::Slipping, Say::ReviewSlippingLabel),
        listed(Kind::Sleeping, Say::ReviewAsleepLabel),
        listed(Kind::Lost, Say::ReviewLostLabel),
        counted(
            "never_served",
            Say::ReviewNeverLabel,
            weekly.never_served.total,
        ),
        counted(
            "birthdays",
            Say::ReviewBirthdaysLabel,
            weekly.birthdays.len(),
        ),
        counted("quality", Say::ReviewColIssue, slips),
    ];
    if !weekly.thanks.is_empty() {
        let thanks = weekly.to_thank();
        rows.push(counted("referrals", Say::ReferralThanksLabel, thanks));
    }
    rows.extend(weekly.points.as_ref().map(|owed| {
        let said = Cell::Word("points", Say::ReviewPointsLabel.in_(lang));
        vec![said, Cell::Whole(owed.points), Cell::Money(owed.worth)]
    }));
    let both = Place::Both;
    let columns = vec![
        tell.column("what", Say::ReportColWhat, both, 0),
        tell.column("count", Say::ReportColCount, both, 0),
        tell.column("money", Say::ReviewHeadMoney, both, 0),
    ];
    let mut waiting = section("page_waiting", Say::ReviewGlanceTitle, tell);
    waiting.sentences.extend(owed::said(tell));
    if weekly.review.total(Kind::Lost).is_none() {
        let why = insight::why_nobody_lost(lang, &weekly.review.prediction);
        waiting.sentences.extend(why);
    }
    waiting.sentences.extend(tell.of_today());
    waiting.tables.push(Table {
        name: "page_waiting",
        title: waiting.title.clone(),
        columns,
        total: rows.len(),
        rows,
        on_page: true,
    });
    waiting
}

/// The first of those whom a call keeps.
fn slipping(tell: &Tell<'_>) -> Section {
    let mut slipping = section("page_slipping", Say::ReviewSlippingTitle, tell);
    let list = tell.weekly.review.lists.get(&Kind::Slipping);
    let (total, money) = list.map_or((0, 0), |list| (list.total, list.money));
    slipping.sentences.push(match total {
        0 => tell.say(nobody(tell)),
        n => say::report_brought(tell.lang(), n as u64, tell.money(money)),
    });
    slipping
        .tables
        .push(named("page_slipping", Kind::Slipping, tell));
    slipping
}

fn nobody(tell: &Tell<'_>) -> Say {
    let said = review::nobody(Kind::Slipping, &tell.weekly.review);
    said.unwrap_or(Say::ReviewSlippingNone)
}

/// The best, and how much few of them bring.
fn best(tell: &Tell<'_>) -> Section {
    let shop = &tell.weekly.review.concentration;
    let mut best = section("page_best", Say::ReviewBestTitle, tell);
    if shop.total() > 0 {
        best.sentences.push(review::best_bring(tell.lang(), shop));
    }
    best.tables.push(named("page_best", Kind::Top, tell));
    best
}

/// The first few of a list: who they are, when they were here, what they brought.
fn named(name: &'static str, kind: Kind, tell: &Tell<'_>) -> Table {
    let list = tell.weekly.review.lists.get(&kind);
    let first = list.map_or_else(Vec::new, |list| tell.weekly.in_order(kind, list));
    // The best stand beside something else where the page is printed.
    let (phone, seen) = match kind {
        Kind::Top => (Place::File, None),
        _ => (Place::Both, Some(Place::Page)),
    };
    let row = |one: &Appraised| {
        let mut cells = introduced(one.customer, tell);
        // The name first, as in the other tables of the page.
        cells.swap(0, 1);
        cells.extend(seen.map(|_| Cell::Text(tell.seen(one))));
        cells.extend([
            Cell::Day(one.visits.last),
            tell.again(one),
            Cell::Day(tell.sunday()),
            Cell::Money(one.visits.money),
        ]);
        cells
    };
    let mut columns = vec![
        tell.column("what", Say::ReviewColName, Place::Both, 0),
        tell.column("customer_id", Say::ReviewColId, Place::File, 0),
        tell.column("plate", Say::ReviewColPlate, Place::Both, 2),
        tell.column("phone", Say::ReviewColPhone, phone, 1),
    ];
    columns.extend(seen.map(|place| tell.column("seen", Say::ReportColSeen, place, 3)));
    columns.extend([
        tell.column("last_visit", Say::ReviewColLast, Place::File, 0),
        tell.column("came_again", Say::ReportColAgain, Place::File, 0),
        tell.column("as_of", Say::ReportColAsOf, Place::File, 0),
        tell.column("money", Say::ReviewHeadMoney, Place::Both, 0),
    ]);
    Table {
        name,
        title: String::new(),
        columns,
        rows: first.into_iter().take(NAMED).map(row).collect(),
        total: list.map_or(0, |list| list.total),
        on_page: true,
    }
}

/// How many stand in each segment.
fn segments(tell: &Tell<'_>) -> Section {
    let mut segments = section("page_segments", Say::ReviewSegmentsTitle, tell);
    let here = &tell.weekly.review;
    if !here.has_scores() {
        segments.sentences.push(tell.say(Say::ReviewTooFew));
        return segments;
    }
    let row = |sum: &crate::insight::review::SegmentSum| {
        let said = insight::segment(sum.segment).in_(tell.lang());
        vec![
            Cell::Word(sum.segment.name(), said),
            whole(sum.customers),
            Cell::Money(sum.money),
        ]
    };
    let rows: Vec<Vec<Cell>> = here.segments.iter().map(row).collect();
    segments.tables.push(Table {
        name: "page_segments",
        title: segments.title.clone(),
        columns: vec![
            tell.column("what", Say::ReviewHeadSegment, Place::Both, 0),
            tell.column("count", Say::ReviewHeadCustomers, Place::Both, 0),
            tell.column("money", Say::ReviewHeadMoney, Place::Both, 0),
        ],
        total: rows.len(),
        rows,
        on_page: true,
    });
    segments
}
