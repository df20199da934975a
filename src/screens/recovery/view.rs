//! How the list of those to win back looks.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{WinBack, results};
use crate::domain::Money;
use crate::insight::review::Week;
use crate::insight::{Need, Recovering, Recovery};
use crate::kit::Canvas;
use crate::kit::draw::{after, panel, put, put_spans, row};
use crate::kit::list::INDENT;
use crate::kit::table::{Column, cells, widths};
use crate::kit::width::{width, wrap};
use crate::look::Role;
use crate::protocol::Context;
use crate::screens::sheet::{Wording, recovery};
use crate::screens::{failed, why};
use crate::text::{self, Say, count, say};

pub(super) fn draw(screen: &WinBack, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let wording = Wording::of(context);
    draw_list(screen, canvas, wording);
    let told = explained(screen, wording);
    if let (Some(open), Some((about, told))) = (&screen.why, told) {
        why::draw(open, canvas, about, told);
    }
}

/// Who the chosen one is, and why they are there.
fn explained(screen: &WinBack, wording: Wording<'_>) -> Option<(String, Vec<(String, Role)>)> {
    if let Some(result) = screen.result() {
        return Some(results::explained(screen, result, wording));
    }
    let chosen = screen.chosen()?;
    let who = screen.who(chosen)?;
    let mut lines = why::Lines::default();
    lines.head(Say::WhyRule, wording.lang);
    lines.rule(recovery::rule(chosen.need), wording.lang);
    let sunday = Week::over_on(wording.today).sunday;
    let [today, sunday] = [wording.today, sunday].map(|day| text::full_date(wording.lang, day));
    lines.say(say::recovery_why_today(wording.lang, today, sunday));
    lines.head(Say::WhyFacts, wording.lang);
    lines.strong(recovery::reason(chosen, wording));
    why::attendance(&mut lines, &chosen.one.visits, wording.today, wording);
    Some((recovery::name(who), lines.all()))
}

fn draw_list(screen: &WinBack, canvas: &mut Canvas<'_, '_>, wording: Wording<'_>) {
    let (look, lang) = (canvas.look, canvas.lang);
    let title = Say::RecoveryTitle.in_(lang);
    let inner = panel(canvas.frame, canvas.area, title, "", true, look);
    if let Some(failure) = &screen.found.failed {
        let text = failed::sentence(failure, lang);
        let place = after(inner, 1);
        put(
            canvas.frame,
            place,
            &text,
            look.style(Role::Attention),
            look,
        );
        return;
    }
    let Some(found) = &screen.found.value else {
        if screen.found.slow {
            let text = screen.found.come.map_or_else(
                || Say::FilterCounting.in_(lang).to_owned(),
                |percent| say::filter_counting_at(lang, percent),
            );
            let place = after(inner, 1);
            put(canvas.frame, place, &text, look.style(Role::Label), look);
        }
        return;
    };
    let mut top = bar(screen, canvas, inner, wording);
    for line in wrap(
        &above(screen, found, wording),
        inner.width.saturating_sub(2),
    ) {
        let place = after(row(inner, top), 1);
        put(canvas.frame, place, &line, look.style(Role::Label), look);
        top += 1;
    }
    let rest = Rect {
        y: inner.y + top,
        height: inner.height.saturating_sub(top),
        ..inner
    };
    if screen.need().is_none() {
        draw_results(screen, canvas, rest, wording);
        return;
    }
    let rows = screen.rows();
    // The reason is what the list is for: plate and phone give way to it.
    let narrow = rest.width < 60;
    let reason = if narrow { 19 } else { 38 };
    let columns = [
        Column::growing(14, 1, 0),
        Column::growing(reason, 3, 0),
        Column::fixed(11, 2),
        Column::fixed(16, 3),
    ];
    let wide = widths(&columns, rest.width.saturating_sub(INDENT + 1));
    screen.list.view(canvas.frame, rest, true, look, |at, _| {
        let Some(one) = rows.get(at) else {
            return Vec::new();
        };
        let texts = parts(screen, one, wording, narrow).into_iter();
        let texts = texts.map(|(text, role)| vec![Span::styled(text, look.style(role))]);
        cells(&columns, &wide, texts.collect(), look)
    });
}

/// How many stand there and what they brought; that nobody does, and why that is fine.
fn above(screen: &WinBack, found: &Recovery, wording: Wording<'_>) -> String {
    let lang = wording.lang;
    if screen.need().is_none() {
        return match screen.results() {
            [] => wording.say(Say::RecoveryResultsNone).to_owned(),
            all => results::sum(all, wording),
        };
    }
    let nobody = if found.lists.is_empty() {
        Say::RecoveryNobody
    } else {
        Say::RecoveryNone
    };
    screen.needing().map_or_else(
        || wording.say(nobody).to_owned(),
        |list| say::report_brought(lang, list.total as u64, wording.money(Money(list.money))),
    )
}

/// What came of the messages.
fn draw_results(screen: &WinBack, canvas: &mut Canvas<'_, '_>, area: Rect, wording: Wording<'_>) {
    let look = canvas.look;
    let all = screen.results();
    if all.is_empty() {
        return;
    }
    let wide = widths(&results::COLUMNS, area.width.saturating_sub(INDENT + 1));
    let style = look.style(Role::Label);
    let heads = results::HEADS.map(|say| vec![Span::styled(wording.say(say), style)]);
    let heads = cells(&results::COLUMNS, &wide, heads.into(), look);
    put_spans(canvas.frame, after(row(area, 0), INDENT), &heads, look);
    let rest = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    screen.list.view(canvas.frame, rest, true, look, |at, _| {
        let Some(one) = all.get(at) else {
            return Vec::new();
        };
        let texts = results::parts(one, wording).into_iter();
        let texts = texts.map(|(text, role)| vec![Span::styled(text, look.style(role))]);
        cells(&results::COLUMNS, &wide, texts.collect(), look)
    });
}

/// The reasons with how many each holds, the one that is looked at standing out; wrapped where it
/// is narrow. Says how many rows that took.
fn bar(screen: &WinBack, canvas: &mut Canvas<'_, '_>, inner: Rect, wording: Wording<'_>) -> u16 {
    let look = canvas.look;
    let (mut x, mut y) = (1, 0);
    for need in Need::ALL.map(Some).into_iter().chain([None]) {
        let found = screen.found.value.as_ref();
        let list = need.and_then(|need| found?.lists.get(&need));
        let many = match need {
            Some(_) => list.map_or(0, |list| list.total),
            None => screen.results().len(),
        };
        let title = need.map_or(Say::RecoveryResultsTitle, recovery::title);
        let text = format!(
            "{} {}",
            wording.say(title),
            count(wording.lang, many as u64)
        );
        let text = wrap(&text, inner.width.saturating_sub(2)).remove(0);
        if x > 1 && x + width(&text) >= inner.width {
            (x, y) = (1, y + 1);
        }
        let role = if need == screen.need() {
            Role::Accent
        } else {
            Role::Label
        };
        put(
            canvas.frame,
            after(row(inner, y), x),
            &text,
            look.style(role),
            look,
        );
        x += width(&text) + 3;
    }
    y + 1
}

fn parts(
    screen: &WinBack,
    one: &Recovering,
    wording: Wording<'_>,
    narrow: bool,
) -> [(String, Role); 4] {
    let reason = if narrow {
        recovery::brief
    } else {
        recovery::reason
    };
    let who = screen.who(one);
    let of = |fact: fn(&crate::domain::Introduced) -> &String| {
        who.map_or_else(String::new, |who| fact(who).clone())
    };
    [
        (who.map_or_else(String::new, recovery::name), Role::Strong),
        (reason(one, wording), Role::Value),
        (of(|who| &who.plate), Role::Value),
        (of(|who| &who.phone), Role::Label),
    ]
}
