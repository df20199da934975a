//! Who brings the money, and the map of segments.

use super::super::{Cell, Chart, Place, Section, Table};
use super::people;
use super::words::{Tell, whole};
use crate::chart::{Class, Curve, SegmentMap, Unit, classes, histogram};
use crate::insight::review::{Kind, Range};
use crate::text::{Say, insight, review};

/// The best, how much they bring, how unevenly it is spread, and whether caring for them pays.
pub(super) fn best(tell: &Tell<'_>) -> Section {
    let lang = tell.lang();
    let shop = &tell.weekly.review.concentration;
    let mut section = people::list(Kind::Top, tell);
    if shop.total() > 0 {
        section.sentences = vec![
            review::best_bring(lang, shop),
            tell.say(review::spread(shop.gini())),
            insight::care(lang, shop),
        ];
        section.chart = Some(Chart::Curve(Curve::of(shop)));
        section.tables.push(tenths(tell));
    }
    section
}

fn tenths(tell: &Tell<'_>) -> Table {
    let shop = &tell.weekly.review.concentration;
    let row = |at: usize| {
        let best = (shop.customers() * at).div_ceil(10);
        vec![whole(at), whole(best), Cell::Share(shop.share_of(best))]
    };
    let rows: Vec<Vec<Cell>> = (1..=10).map(row).collect();
    let file = Place::File;
    Table {
        name: "tenths",
        title: tell.say(Say::ReviewTenthsTitle),
        columns: vec![
            tell.column("tenth", Say::ReportColTenth, file, 0),
            tell.column("customers_to_here", Say::ReviewHeadCustomers, file, 0),
            tell.column("share_to_here", Say::ReportColShareToHere, file, 0),
        ],
        total: rows.len(),
        rows,
        on_page: false,
    }
}

/// How many customers brought how much; nothing where nobody brought anything.
pub(super) fn values(tell: &Tell<'_>) -> Option<Section> {
    let lang = tell.lang();
    let shop = &tell.weekly.review.concentration;
    if shop.total() == 0 {
        return None;
    }
    let row = |class: Class| {
        let money = |bound: Option<i64>| bound.map_or(Cell::Blank, Cell::Money);
        vec![money(class.from), money(class.to), whole(class.count)]
    };
    let rows: Vec<Vec<Cell>> = classes(shop.values()).into_iter().map(row).collect();
    let file = Place::File;
    let table = Table {
        name: "values",
        title: tell.say(Say::ReviewValuesTitle),
        columns: vec![
            tell.column("from", Say::ReportColMoneyFrom, file, 0),
            tell.column("below", Say::ReportColBelow, file, 0),
            tell.column("customers", Say::ReviewHeadCustomers, file, 0),
        ],
        total: rows.len(),
        rows,
        on_page: false,
    };
    let unit = Unit::Money(tell.words.currency.to_owned());
    let name = Say::ReviewHeadCustomers.in_(lang);
    Some(Section {
        name: "values",
        title: tell.say(Say::ReviewValuesTitle),
        sentences: Vec::new(),
        tables: vec![table],
        chart: Some(Chart::Bars(histogram(lang, name, &unit, shop.values()))),
    })
}

/// The map of segments, and what its scores mean.
pub(super) fn segments(tell: &Tell<'_>) -> Section {
    let review = &tell.weekly.review;
    let lang = tell.lang();
    let speaks = review.has_scores();
    let money: i64 = review
        .segments
        .iter()
        .fold(0, |sum, one| sum.saturating_add(one.money.max(0)));
    let rows: Vec<Vec<Cell>> = review
        .segments
        .iter()
        .filter(|_| speaks)
        .map(|sum| {
            let said = insight::segment(sum.segment).in_(lang);
            vec![
                Cell::Word(sum.segment.name(), said),
                whole(sum.customers),
                Cell::Share(part(sum.customers as u64, review.repeat.customers as u64)),
                Cell::Money(sum.money),
                Cell::Share(part(sum.money.max(0).unsigned_abs(), money.unsigned_abs())),
            ]
        })
        .collect();
    let table = Table {
        name: "segments",
        title: tell.say(Say::ReviewSegmentsTitle),
        columns: vec![
            tell.column("segment", Say::ReviewHeadSegment, Place::Both, 0),
            tell.column("customers", Say::ReviewHeadCustomers, Place::Both, 0),
            tell.column(
                "share_of_customers",
                Say::ReportColOfCustomers,
                Place::Both,
                2,
            ),
            tell.column("money", Say::ReviewHeadMoney, Place::Both, 0),
            tell.column("share_of_money", Say::ReportColOfMoney, Place::Both, 1),
        ],
        total: rows.len(),
        rows,
        on_page: true,
    };
    let lead = if speaks {
        Say::ReviewSegmentsLead
    } else {
        Say::ReviewTooFew
    };
    let says = (Say::ReviewSegmentsTitle, lead, Say::ReviewTooFew);
    let mut section = tell.section(says, table);
    if speaks {
        section.tables.push(thresholds(tell));
        let map = SegmentMap::new(&review.segments).thresholds(review.thresholds);
        section.chart = Some(Chart::Map(Box::new(map)));
    }
    section
}

#[expect(clippy::cast_precision_loss, reason = "a share needs no 52 bits")]
fn part(of: u64, all: u64) -> f64 {
    of as f64 / all.max(1) as f64
}

/// What each score from 1 to 5 means here.
fn thresholds(tell: &Tell<'_>) -> Table {
    let here = &tell.weekly.review.thresholds;
    let ends = |range: Range, money: bool| {
        let cell = |n| {
            if money {
                Cell::Money(n)
            } else {
                Cell::Whole(n)
            }
        };
        range.map_or([Cell::Blank, Cell::Blank], |(from, to)| {
            [cell(from), cell(to)]
        })
    };
    let row = |at: usize| {
        let mut cells = vec![whole(at + 1)];
        cells.extend(ends(here.recency[at], false));
        cells.extend(ends(here.frequency[at], false));
        cells.extend(ends(here.money[at], true));
        cells
    };
    let rows: Vec<Vec<Cell>> = (0..5).rev().map(row).collect();
    let both = Place::Both;
    Table {
        name: "thresholds",
        title: tell.say(Say::ReportThresholds),
        columns: vec![
            tell.column("score", Say::ReportColScore, both, 0),
            tell.column("silent_days_from", Say::ReportColDaysFrom, both, 0),
            tell.column("silent_days_to", Say::ReportColDaysTo, both, 0),
            tell.column("visits_from", Say::ReportColVisitsFrom, both, 0),
            tell.column("visits_to", Say::ReportColVisitsTo, both, 0),
            tell.column("money_from", Say::ReportColMoneyFrom, both, 1),
            tell.column("money_to", Say::ReportColMoneyTo, both, 1),
        ],
        total: rows.len(),
        rows,
        on_page: true,
    }
}
