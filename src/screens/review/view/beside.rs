//! What is behind the chosen row, beside the list or below it: whoever it is about, with the last
//! visits; who made a move; what a source is worth.

use super::super::WeeklyReview;
use super::super::row::Row;
use super::super::settle::KEY;
use super::super::why::meaning;
use super::super::words::{Tell, segment, slip};
use super::inside;
use crate::domain::{BIRTHDAY_AHEAD, CustomerId};
use crate::insight::review::Move;
use crate::kit::Canvas;
use crate::kit::draw::{panel, put, row};
use crate::kit::width::wrap;
use crate::look::{Role, Symbols};
use crate::screens::sheet::timeline;
use crate::text::{self, Say, heading, say};
use ratatui::layout::Rect;

/// Rows from which on the visits are told too.
const VISITS: u16 = 12;

/// One line before it is wrapped.
type Told = (String, Role);

pub(super) fn draw(review: &WeeklyReview, canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let look = canvas.look;
    let Some(chosen) = review.row() else { return };
    let (title, mut lines) = told(chosen, tell, &look.symbols);
    let inner = inside(panel(canvas.frame, area, &title, "", false, look));
    if let Some(who) = chosen.who(tell.weekly) {
        keep_the_phone(&mut lines, who, inner, (tell, look.symbols.dot));
    }
    if inner.height >= VISITS && chosen.who(tell.weekly).is_some() {
        lines.extend(visits(review, tell, &look.symbols));
    }
    let mut at = 0;
    for (text, role) in lines {
        let left = usize::from(inner.height.saturating_sub(at));
        for line in wrap(
            whole_parts(&text, look.symbols.dot, (inner.width, left)),
            inner.width,
        ) {
            if at >= inner.height {
                return;
            }
            put(canvas.frame, row(inner, at), &line, look.style(role), look);
            at += 1;
        }
    }
}

/// As many of the parts of a line as can be read whole, the first of them always.
fn whole_parts<'a>(text: &'a str, dot: &str, (columns, rows): (u16, usize)) -> &'a str {
    let mut text = text;
    while wrap(text, columns).len() > rows
        && let Some((before, _)) = text.rsplit_once(dot)
    {
        text = before;
    }
    text
}

/// Where there is no room for all of it, the ID gives way to plate and phone, by which somebody is
/// called.
fn keep_the_phone(lines: &mut [Told], who: CustomerId, inner: Rect, (tell, dot): (Tell<'_>, &str)) {
    let rows = |lines: &[Told]| -> usize {
        let wrapped = lines.iter().map(|(text, _)| wrap(text, inner.width).len());
        wrapped.sum()
    };
    if rows(lines) <= usize::from(inner.height) {
        return;
    }
    let (whole, brief) = (tell.reached(who, dot), tell.reached_briefly(who, dot));
    if let Some(line) = lines.iter_mut().find(|(text, _)| *text == whole) {
        line.0 = brief;
    }
}

/// Title and lines.
fn told(chosen: Row, tell: Tell<'_>, symbols: &Symbols) -> (String, Vec<Told>) {
    if let Some(who) = chosen.who(tell.weekly) {
        return (tell.name(who), about(chosen, who, tell, symbols));
    }
    if let Row::Campaign(at) = chosen
        && let Some(told) = tell.weekly.campaigns.get(at)
    {
        let lines = tell.campaign(told).into_iter();
        let lines = lines.map(|line| (line, Role::Value)).collect();
        return (told.campaign.facts.name.clone(), lines);
    }
    let moved = match chosen {
        Row::Move(at) => tell.weekly.review.moves.get(at),
        _ => None,
    };
    moved.map_or_else(
        || (String::new(), Vec::new()),
        |moved| movers(moved, tell, symbols),
    )
}

fn about(chosen: Row, who: CustomerId, tell: Tell<'_>, symbols: &Symbols) -> Vec<Told> {
    let dot = symbols.dot;
    let reached = (tell.reached(who, dot), Role::Value);
    let alert = (tell.alert(who, symbols.alert), Role::Attention);
    let mut lines = match chosen {
        Row::Person(one) | Row::Ahead(one, _) => {
            let standing = [tell.standing(&one, dot), tell.place(&one, dot)].join(dot);
            vec![
                (tell.sentence(&one), Role::Strong),
                reached,
                alert,
                (standing, Role::Label),
            ]
        }
        Row::Slip(at) => {
            let item = tell.weekly.quality.today.get(at);
            let what = item.map_or("", |item| slip(item.slip).in_(tell.lang()));
            let lang = tell.lang();
            let why = item.map(|item| heading(&text::doubt::reason(lang, item)));
            let settles = item.map(|item| text::doubt::settles(lang, item, KEY));
            vec![
                (heading(what), Role::Strong),
                (why.unwrap_or_default(), Role::Value),
                (settles.unwrap_or_default(), Role::Label),
                reached,
                alert,
            ]
        }
        Row::Birthday(birthday) => {
            let from = birthday.day - chrono::Days::new(BIRTHDAY_AHEAD);
            let fits = if from > tell.words.today {
                say::review_greet_from(tell.lang(), tell.words.date(from))
            } else {
                String::new()
            };
            let asks = match birthday.agreed {
                None => Say::TodayAskFirst.in_(tell.lang()),
                Some(_) => "",
            };
            vec![
                (fits, Role::Strong),
                (asks.to_owned(), Role::Attention),
                reached,
                alert,
            ]
        }
        Row::Lapsing(lapsing) => vec![(tell.lapses(lapsing), Role::Strong), reached, alert],
        _ => vec![reached, alert],
    };
    lines.retain(|(text, _)| !text.is_empty());
    lines
}

/// What a move means, and who made it.
fn movers(moved: &Move, tell: Tell<'_>, symbols: &Symbols) -> (String, Vec<Told>) {
    let lang = tell.lang();
    let (from, to) = (segment(lang, moved.from), segment(lang, Some(moved.to)));
    let title = format!("{from} {} {to}", symbols.arrow);
    let means = format!("{to}: {}", meaning(moved.to).in_(lang));
    let named = moved
        .customers
        .iter()
        .filter(|who| tell.who(**who).is_some());
    let who = named.map(|who| {
        let line = [tell.name(*who), tell.reached(*who, symbols.dot)].join(symbols.dot);
        (line, Role::Value)
    });
    let lines = std::iter::once((means, Role::Label)).chain(who);
    (title, lines.collect())
}

/// The last visits, a day and what was done a line each.
fn visits(review: &WeeklyReview, tell: Tell<'_>, symbols: &Symbols) -> Vec<Told> {
    let Some((visits, _)) = &review.visits.value else {
        return Vec::new();
    };
    let title = Say::CardHistoryTitle.in_(tell.lang()).to_owned();
    let mut lines = vec![(String::new(), Role::Value), (title, Role::Title)];
    for visit in visits {
        let total = visit.facts.total.map(|total| tell.words.money(total));
        let day = tell.words.date(visit.facts.day);
        let state = timeline::state(visit, tell.words, symbols);
        let state = state.map(|(text, _)| text).unwrap_or_default();
        let head = [day, total.unwrap_or_default(), state];
        lines.push((head.join("  ").trim_end().to_owned(), Role::Value));
        let work = timeline::work(visit, symbols);
        if !work.is_empty() {
            lines.push((format!("  {work}"), Role::Label));
        }
    }
    lines
}
