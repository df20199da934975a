//! Whom to look after.

use super::super::{Cell, Column, Place, Section, Table};
use super::words::{Tell, maybe, text, whole};
use crate::domain::{CustomerId, ThanksOwed};
use crate::insight::review::{Kind, Slip};
use crate::insight::{Appraised, Outlook, Visits};
use crate::text::{self, Lang, Say, review, say};

/// One of the lists of people with visits.
pub(super) fn list(kind: Kind, tell: &Tell<'_>) -> Section {
    let says = match kind {
        Kind::Top => (
            Say::ReviewBestTitle,
            Say::ReviewBestLead,
            Say::ReviewNoVisits,
        ),
        Kind::Slipping => (
            Say::ReviewSlippingTitle,
            Say::ReviewSlippingLead,
            Say::ReviewSlippingNone,
        ),
        Kind::Sleeping => (
            Say::ReviewAsleepTitle,
            Say::ReviewAsleepLead,
            Say::ReviewAsleepNone,
        ),
        Kind::Lost => (
            Say::ReviewLostTitle,
            Say::ReviewLostLead,
            Say::ReviewLostNone,
        ),
        Kind::OnceSilent => (
            Say::ReviewOnceTitle,
            Say::ReviewOnceLead,
            Say::ReviewOnceNone,
        ),
        Kind::Quiet => (
            Say::ReviewQuietTitle,
            Say::ReviewQuietLead,
            Say::ReviewQuietNone,
        ),
        Kind::Returning => (
            Say::ReviewReturningTitle,
            Say::WhyReturning,
            Say::ReviewReturningNone,
        ),
        Kind::New => (Say::ReviewNewTitle, Say::ReportNewLead, Say::ReviewNewNone),
        Kind::Back => (
            Say::ReviewBackTitle,
            Say::ReportBackLead,
            Say::ReviewBackNone,
        ),
    };
    let (title, lead, nothing) = says;
    let nothing = review::nobody(kind, &tell.weekly.review).unwrap_or(nothing);
    let mut section = tell.section((title, lead, nothing), table(kind, tell));
    let prediction = &tell.weekly.review.prediction;
    if kind == Kind::Lost
        && let Some(young) = text::insight::why_nobody_lost(tell.lang(), prediction)
    {
        section.sentences = vec![young];
    }
    let list = tell.weekly.review.lists.get(&kind);
    if let Some(list) = list.filter(|list| list.total > 1 && kind != Kind::Top) {
        let money = tell.money(list.money);
        let lang = tell.lang();
        let all = say::report_brought(lang, list.total as u64, money);
        section.sentences.insert(0, all);
    }
    section
}

/// The people of a list, with all that is known of each.
pub(super) fn table(kind: Kind, tell: &Tell<'_>) -> Table {
    let list = tell.weekly.review.lists.get(&kind);
    let first = list.map_or_else(Vec::new, |list| tell.weekly.in_order(kind, list));
    let says = match kind {
        Kind::Top => Say::ReviewBestTitle,
        Kind::Slipping => Say::ReviewSlippingLabel,
        Kind::Sleeping => Say::ReviewAsleepLabel,
        Kind::Lost => Say::ReviewLostLabel,
        Kind::OnceSilent => Say::ReviewOnceLabel,
        Kind::Quiet => Say::ReviewQuietLabel,
        Kind::New => Say::ReviewNewTitle,
        Kind::Returning => Say::ReviewReturningTitle,
        Kind::Back => Say::ReviewBackTitle,
    };
    // In the other lists everybody has the same one.
    let mixed = matches!(kind, Kind::Slipping | Kind::Sleeping | Kind::Top);
    Table {
        name: kind.name(),
        title: tell.say(says),
        columns: columns(mixed, kind == Kind::Top, tell),
        rows: first.into_iter().map(|one| person(one, tell)).collect(),
        total: list.map_or(0, |list| list.total),
        on_page: true,
    }
}

fn columns(mixed: bool, best: bool, tell: &Tell<'_>) -> Vec<Column> {
    let (both, page, file) = (Place::Both, Place::Page, Place::File);
    let outlook = if mixed { both } else { file };
    let mut columns = who(tell);
    // Whoever is on the list is to be called: after the name their phone and plate stay longest.
    // Then why they are there: by how late they are, or by what they brought.
    for (name, rank) in [("plate", 2), ("phone", 1)] {
        let known = columns.iter_mut().filter(|column| column.name == name);
        known.for_each(|column| column.rank = rank);
    }
    let (why, money) = if best { (5, 0) } else { (3, 5) };
    columns.extend([
        tell.column("outlook", Say::ReviewColOutlook, outlook, why),
        tell.column("comes", Say::ReportColComes, page, why + 1),
        tell.column("seen", Say::ReportColSeen, page, 0),
        tell.column("usual_gap_days", Say::ReviewColUsual, file, 0),
        tell.column("first_visit", Say::ReportColFirst, file, 0),
        tell.column("last_visit", Say::ReviewColLast, file, 0),
        tell.column("silent_days", Say::ReportColSilent, file, 0),
        tell.column("as_of", Say::ReportColAsOf, file, 0),
        tell.column("came_again", Say::ReportColAgain, file, 0),
        tell.column("visits", Say::ReviewColVisits, both, 7),
        tell.column("money", Say::ReviewHeadMoney, both, money),
    ]);
    if tell.weekly.review.has_scores() {
        columns.extend([
            tell.column("segment", Say::ReviewHeadSegment, file, 0),
            tell.column("recency_score", Say::ReportColRecency, file, 0),
            tell.column("frequency_score", Say::ReportColFrequency, file, 0),
            tell.column("money_score", Say::ReportColMoneyScore, file, 0),
        ]);
    }
    columns
}

/// The columns of who somebody is.
pub(super) fn who(tell: &Tell<'_>) -> Vec<Column> {
    vec![
        tell.column("customer_id", Say::ReviewColId, Place::File, 0),
        tell.column("name", Say::ReviewColName, Place::Both, 0),
        tell.column("plate", Say::ReviewColPlate, Place::Both, 5),
        tell.column("phone", Say::ReviewColPhone, Place::Both, 4),
    ]
}

/// Who somebody is.
pub(super) fn introduced(who: CustomerId, tell: &Tell<'_>) -> Vec<Cell> {
    let known = tell.who(who);
    let of = |fact: fn(&crate::domain::Introduced) -> &String| {
        text(known.map_or("", |known| fact(known).as_str()))
    };
    vec![
        of(|known| &known.code),
        text(&tell.name(who)),
        of(|known| &known.plate),
        match known {
            Some(known) if known.no_contact => {
                let mark = Say::EventDoNotContact.in_(tell.lang());
                Cell::Word("do_not_contact", mark)
            }
            _ => of(|known| &known.phone),
        },
    ]
}

pub(super) fn outlook(outlook: Outlook, tell: &Tell<'_>) -> Cell {
    let say = text::insight::outlook(outlook);
    Cell::Word(outlook.name(), say.in_(tell.lang()))
}

fn person(one: &Appraised, tell: &Tell<'_>) -> Vec<Cell> {
    let (lang, sunday) = (tell.lang(), tell.sunday());
    let visits = &one.visits;
    let mut cells = introduced(one.customer, tell);
    cells.extend([
        outlook(one.outlook, tell),
        Cell::Text(comes(visits, lang)),
        Cell::Text(tell.seen(one)),
        maybe(visits.gaps.map(crate::insight::Gaps::usual)),
        Cell::Day(visits.first),
        Cell::Day(visits.last),
        Cell::Whole(visits.silent(sunday).into()),
        Cell::Day(sunday),
        tell.again(one),
        Cell::Whole(visits.count.into()),
        Cell::Money(visits.money),
    ]);
    if tell.weekly.review.has_scores() {
        let segment = one.segment();
        let scores = [one.scores.recency, one.scores.frequency, one.scores.money];
        let said = text::insight::segment(segment).in_(lang);
        cells.push(Cell::Word(segment.name(), said));
        cells.extend(scores.map(|score| Cell::Whole(score.into())));
    }
    cells
}

/// `every 3 months`, `2 times`.
fn comes(visits: &Visits, lang: Lang) -> String {
    match visits.gaps {
        Some(gaps) => text::insight::every(lang, gaps),
        None => say::report_times(lang, visits.count.into()),
    }
}

/// Who stands in the book and never came.
pub(super) fn never(tell: &Tell<'_>) -> Section {
    let never = &tell.weekly.never_served;
    let rows = never.first.iter().map(|who| introduced(*who, tell));
    let table = Table {
        name: "never_served",
        title: tell.say(Say::ReviewNeverLabel),
        columns: who(tell),
        rows: rows.collect(),
        total: never.total,
        on_page: true,
    };
    let says = (
        Say::ReviewNeverTitle,
        Say::ReviewNeverLead,
        Say::ReviewNeverNone,
    );
    let mut section = tell.section(says, table);
    if never.total == 0 && tell.weekly.review.repeat.customers == 0 {
        section.sentences = vec![tell.say(Say::ReviewNeverNobody)];
    }
    if never.total > 0 {
        let said = say::report_never(tell.lang(), never.total as u64);
        section.sentences.insert(0, said);
    }
    section
}

/// Birthdays in the two weeks after the report is read.
pub(super) fn birthdays(tell: &Tell<'_>) -> Section {
    let lang = tell.lang();
    let rows: Vec<Vec<Cell>> = tell
        .weekly
        .birthdays
        .iter()
        .map(|birthday| {
            let mut cells = introduced(birthday.customer, tell);
            cells.push(Cell::Day(birthday.day));
            let when = text::distance(lang, birthday.day, tell.words.today);
            cells.push(Cell::Text(when));
            cells.push(maybe(birthday.turns));
            cells.push(match birthday.agreed {
                Some(true) => Cell::Word("yes", Say::WordYes.in_(lang)),
                Some(false) => Cell::Word("no", Say::WordNo.in_(lang)),
                None => Cell::Word("not_asked", Say::SheetNotAsked.in_(lang)),
            });
            cells
        })
        .collect();
    let mut columns = who(tell);
    columns.extend([
        tell.column("birthday", Say::ReviewColBirthday, Place::Both, 0),
        tell.column("when", Say::ReportColWhen, Place::Page, 4),
        tell.column("turns", Say::ReviewColTurns, Place::Both, 1),
        tell.column("agreed", Say::TodayColAgreed, Place::Both, 3),
    ]);
    let table = Table {
        name: "birthdays",
        title: tell.say(Say::ReviewBirthdaysLabel),
        columns,
        total: rows.len(),
        rows,
        on_page: true,
    };
    let says = (
        Say::ReviewBirthdaysTitle,
        Say::ReviewBirthdaysLead,
        Say::ReviewBirthdaysNone,
    );
    tell.section(says, table)
}

/// To whom thanks are owed for bringing somebody.
pub(super) fn thanks(tell: &Tell<'_>) -> Section {
    let row = |owed: &ThanksOwed| {
        let mut cells = introduced(owed.referrer.id, tell);
        cells.extend([
            text(&owed.friend.code),
            text(&owed.friend.name),
            Cell::Day(owed.day),
            Cell::Money(owed.paid.0),
            Cell::Whole(owed.points),
        ]);
        cells
    };
    let rows: Vec<Vec<Cell>> = tell.weekly.thanks.iter().map(row).collect();
    let mut columns = who(tell);
    columns.extend([
        tell.column("friend_id", Say::ReferralColFriendId, Place::File, 0),
        tell.column("friend", Say::ReferralColFriend, Place::Both, 0),
        tell.column("first_paid_visit", Say::ReferralColDay, Place::Both, 2),
        tell.column("paid", Say::ReferralColPaid, Place::Both, 1),
        tell.column("points", Say::PointsFieldPoints, Place::Both, 3),
    ]);
    let table = Table {
        name: "referrals",
        title: tell.say(Say::ReferralThanksLabel),
        columns,
        total: rows.len(),
        rows,
        on_page: true,
    };
    let says = (
        Say::ReferralThanksTitle,
        Say::ReferralThanksLead,
        Say::ReferralThanksNone,
    );
    tell.section(says, table)
}

/// What is wrong with a piece of data.
fn slip(slip: Slip, tell: &Tell<'_>) -> Cell {
    Cell::Word(slip.name(), review::slip(slip).in_(tell.lang()))
}

/// Ten things to look at in the data, and how many there are of each kind.
pub(super) fn quality(tell: &Tell<'_>) -> Section {
    let quality = &tell.weekly.quality;
    let rows: Vec<Vec<Cell>> = quality
        .today
        .iter()
        .map(|item| {
            let mut cells = introduced(item.customer, tell);
            if let (Some(plate), Some(cell)) = (item.plate(), cells.get_mut(2)) {
                *cell = text(plate);
            }
            let [stable, said] =
                [Lang::En, tell.lang()].map(|lang| text::doubt::reason(lang, item));
            let reason = Cell::Told(stable, said);
            cells.extend([slip(item.slip, tell), text(&item.about), reason]);
            cells
        })
        .collect();
    let mut columns = who(tell);
    columns.extend([
        tell.column("issue", Say::ReviewColIssue, Place::Both, 0),
        tell.column("about", Say::ReviewColAbout, Place::File, 0),
        tell.column("reason", Say::ReviewColReason, Place::Both, 1),
    ]);
    let all: usize = quality.totals.iter().map(|(_, n)| n).sum();
    let table = Table {
        name: "quality",
        title: tell.say(Say::ReviewDataTitle),
        columns,
        total: rows.len(),
        rows,
        on_page: true,
    };
    let says = (
        Say::ReviewDataTitle,
        Say::ReportDataLead,
        Say::ReviewDataNone,
    );
    let mut section = tell.section(says, table);
    if all > 0 {
        let kinds = quality.totals.iter().filter(|(_, n)| *n > 0);
        let kinds = kinds.map(|(kind, n)| match slip(*kind, tell) {
            Cell::Word(_, said) => format!("{} × {said}", tell.count(*n)),
            _ => String::new(),
        });
        let kinds: Vec<String> = kinds.collect();
        let said = say::report_data_in_all(tell.lang(), all as u64, kinds.join(", "));
        section.sentences.push(said);
        section.tables.push(totals(tell));
    }
    section
}

fn totals(tell: &Tell<'_>) -> Table {
    let totals = tell.weekly.quality.totals.iter();
    let rows: Vec<Vec<Cell>> = totals
        .map(|(kind, n)| vec![slip(*kind, tell), whole(*n)])
        .collect();
    Table {
        name: "quality_totals",
        title: tell.say(Say::ReportDataTotals),
        columns: vec![
            tell.column("issue", Say::ReviewColIssue, Place::File, 0),
            tell.column("count", Say::ReportColCount, Place::File, 0),
        ],
        total: rows.len(),
        rows,
        on_page: false,
    }
}
