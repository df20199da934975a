//! How the sheet of points looks: what there is on top, the lines below; in a wide window beside
//! each other.

use ratatui::layout::Rect;

use super::LedgerSheet;
use super::typed::Typing;
use crate::kit::Canvas;
use crate::kit::draw::{after, below, panel, put, row};
use crate::kit::width::wrap;
use crate::look::{Look, Role};
use crate::points::Basis;
use crate::protocol::Context;
use crate::screens::failed;
use crate::screens::sheet::points::{balance, standing, star};
use crate::screens::sheet::{Wording, wording};
use crate::text::{Lang, Say, count, say};

/// Columns from which on both stand beside each other.
const WIDE: u16 = 96;
/// The key that puts points right, as it ships.
const PUT_RIGHT: &str = "Alt+A";
/// Lots that are told one by one.
const LOTS: usize = 6;
/// Rows of lines that stay in sight below what is typed, with their frame.
const LINES: u16 = 4;

type Told = (String, Role);

pub(super) fn draw(screen: &LedgerSheet, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let words = Wording::of(context);
    let told = told(screen, words, canvas.look, LOTS);
    let area = canvas.area;
    let (first, second) = if area.width >= WIDE {
        let width = area.width * 2 / 5;
        let rest = Rect {
            x: area.x + width,
            width: area.width - width,
            ..area
        };
        (Rect { width, ..area }, rest)
    } else {
        let columns = area.width.saturating_sub(4);
        let rows: usize = told.iter().map(|(text, _)| wrap(text, columns).len()).sum();
        let rows = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2);
        let height = match &screen.typing {
            None => rows.min(area.height * 3 / 5),
            // What is typed comes on top of what there is, and nobody reads lines meanwhile.
            Some(typing) => {
                let rows = rows.saturating_add(typed_rows(typing, columns, canvas.lang));
                rows.min(area.height.saturating_sub(LINES))
            }
        };
        let rest = below(area, height);
        (Rect { height, ..area }, rest)
    };
    draw_told(screen, canvas, first, words);
    let mut below = Canvas {
        frame: canvas.frame,
        area: second,
        ..*canvas
    };
    screen.lines.draw_list(&mut below, context);
    screen.lines.draw_why(canvas, context);
}

fn draw_told(screen: &LedgerSheet, canvas: &mut Canvas<'_, '_>, area: Rect, words: Wording<'_>) {
    let look = canvas.look;
    let sheet = screen.sheet();
    let customer = sheet.and_then(|sheet| sheet.card.customer.as_ref());
    let name = customer.map(|customer| wording::person(&customer.facts));
    let code = customer.map(|customer| customer.code.clone());
    let title = Say::LedgerTitle.in_(canvas.lang);
    let title = wording::joined(&[title, &name.unwrap_or_default()], look.symbols.dot);
    let inner = panel(
        canvas.frame,
        area,
        &title,
        &code.unwrap_or_default(),
        screen.typing.is_some(),
        look,
    );
    let mut inner = after(inner, 1);
    inner.width = inner.width.saturating_sub(1);
    if let Some(typing) = &screen.typing {
        let at = row(inner, 0);
        let label = format!("{} ", typing.label().in_(canvas.lang));
        let used = put(canvas.frame, at, &label, look.style(Role::Label), look);
        let style = look.style(Role::FieldFocused);
        typing
            .line()
            .view(canvas.frame, after(at, used), style, true, look);
        let example = typing.example().in_(canvas.lang);
        let lines = wrap(example, inner.width);
        let needed = typed_rows(typing, inner.width, canvas.lang);
        let mut used = 1;
        for line in &lines {
            if used < inner.height {
                put(
                    canvas.frame,
                    row(inner, used),
                    line,
                    look.style(Role::Label),
                    look,
                );
                used += 1;
            }
        }
        inner = below(inner, needed.min(inner.height));
    }
    let mut at = 0;
    for (text, role) in fitting(screen, words, look, inner) {
        for line in wrap(&text, inner.width) {
            if at < inner.height {
                put(canvas.frame, row(inner, at), &line, look.style(role), look);
                at += 1;
            }
        }
    }
}

/// Rows that what is typed takes: its line, how it is meant, and an empty one.
fn typed_rows(typing: &Typing, columns: u16, lang: Lang) -> u16 {
    let meant = wrap(typing.example().in_(lang), columns).len();
    u16::try_from(meant).unwrap_or(u16::MAX).saturating_add(2)
}

/// What there is, with as many lots as there is room for, which an empty row gives way to: of the others it
/// is said how many.
fn fitting(screen: &LedgerSheet, words: Wording<'_>, look: &Look, area: Rect) -> Vec<Told> {
    let rows = |told: &[Told]| -> usize {
        let lines = told.iter().map(|(text, _)| wrap(text, area.width).len());
        lines.sum()
    };
    let mut lots = LOTS;
    loop {
        let mut told = told(screen, words, look, lots);
        if rows(&told) > usize::from(area.height) {
            told.retain(|(text, _)| !text.is_empty());
        }
        if lots == 0 || rows(&told) <= usize::from(area.height) {
            return told;
        }
        lots -= 1;
    }
}

/// What there is: balance, tier with its promise, so many lots with their days.
fn told(screen: &LedgerSheet, words: Wording<'_>, look: &Look, lots: usize) -> Vec<Told> {
    let lang = words.lang;
    let known = &screen.lines.known;
    match (&known.failed, &known.value) {
        (Some(failure), _) => return vec![(failed::sentence(failure, lang), Role::Danger)],
        (None, None) if known.slow => {
            return vec![(Say::WordLoading.in_(lang).to_owned(), Role::Label)];
        }
        (None, None) => return Vec::new(),
        (None, Some(None)) => return vec![(Say::EntryGone.in_(lang).to_owned(), Role::Label)],
        (None, Some(Some(_))) => {}
    }
    let Some(brief) = screen.brief() else {
        return vec![(Say::CardPointsNone.in_(lang).to_owned(), Role::Label)];
    };
    let none = || (Say::CardPointsNone.in_(lang).to_owned(), Role::Label);
    let (text, role) = balance(brief, words).unwrap_or_else(none);
    let role = if role == Role::Value {
        Role::Strong
    } else {
        role
    };
    let mut told = vec![(text, role)];
    if brief.balance < 0 {
        told.push((say::ledger_owes(lang, PUT_RIGHT), Role::Label));
    }
    let rule = screen.sheet().and_then(|sheet| sheet.rule.as_ref());
    if let Some(tier) = &brief.tier {
        let in_money = rule.is_none_or(|rule| rule.basis == Basis::Spend);
        let stands = standing(tier, in_money, words);
        let stands = if tier.place > 0 {
            star(&stands, &look.symbols)
        } else {
            stands
        };
        let role = if tier.place > 0 {
            Role::Gold
        } else {
            Role::Value
        };
        told.push((stands, role));
        if !tier.promise.is_empty() {
            told.push((tier.promise.clone(), Role::Value));
        }
    }
    if !brief.lapsing.is_empty() {
        told.push((String::new(), Role::Value));
    }
    for (day, points) in brief.lapsing.iter().take(lots) {
        let points = count(lang, points.unsigned_abs());
        told.push((say::ledger_lot(lang, points, words.date(*day)), Role::Value));
    }
    let more = brief.lapsing.len().saturating_sub(lots);
    if more > 0 {
        told.push((say::word_more(lang, more as u64), Role::Label));
    }
    told
}
