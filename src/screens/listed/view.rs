//! How a list over the book is drawn.

use ratatui::layout::Rect;

use super::looks::Column;
use super::{ListScreen, Looks, Tell};
use crate::kit::Canvas;
use crate::kit::draw::{after, below, panel, put, row};
use crate::kit::table;
use crate::kit::titled::{Words, lines, titled};
use crate::kit::width::{width, wrap};
use crate::look::Role;
use crate::protocol::Context;
use crate::screens::failed;
use crate::screens::sheet::Wording;
use crate::text::{Say, count, say};

/// Columns below which there is hardly any room.
const NARROW: u16 = 60;
/// Columns between two names of lists.
const APART: u16 = 3;

impl<S: Looks> ListScreen<S> {
    /// Draws the list in its panel, or why it is not there, or that it is loading.
    pub(in crate::screens) fn draw_list(&self, canvas: &mut Canvas<'_, '_>, context: &Context) {
        let words = Wording::of(context);
        let title = S::title(self, words);
        let status = status(self, canvas, words);
        let (area, look) = (canvas.area, canvas.look);
        let mut inner = panel(canvas.frame, area, &title, &status, true, look);
        if let Some(instead) = instead(self, words) {
            lines(canvas, after(inner, 1), &instead);
            return;
        }
        inner = below(inner, tabs(canvas, inner, &S::tabs(self, words)));
        inner = below(inner, lines(canvas, after(inner, 1), &head(self, words)));
        if self.list.is_empty() {
            let none = match self.of.only() {
                _ if self.is_empty() || !self.is_narrowed() => S::none(self, words),
                Some((_, false)) => (String::new(), Role::Label),
                Some(_) if self.typed.trim().is_empty() => {
                    (words.say(Say::RowsOnlyNobody).to_owned(), Role::Label)
                }
                _ => (words.say(Say::RowsNoneFound).to_owned(), Role::Label),
            };
            lines(canvas, after(inner, 1), &[none]);
            return;
        }
        draw_rows(self, canvas, inner, context);
    }

    /// Draws why a row is there over the whole canvas, while that is explained.
    pub(in crate::screens) fn draw_why(&self, canvas: &mut Canvas<'_, '_>, context: &Context) {
        let tell = Tell {
            words: Wording::of(context),
            symbols: &canvas.look.symbols,
            narrow: canvas.area.width < NARROW,
        };
        self.why.draw(canvas, S::explained(self, tell));
    }
}

fn draw_rows<S: Looks>(
    screen: &ListScreen<S>,
    canvas: &mut Canvas<'_, '_>,
    inner: Rect,
    context: &Context,
) {
    let look = canvas.look;
    let tell = Tell {
        words: Wording::of(context),
        symbols: &look.symbols,
        narrow: inner.width < NARROW,
    };
    let all = screen.of.columns();
    let away = screen.called_columns().away(&context.columns);
    let fitting: Vec<table::Column> = all.iter().map(|one| fitting(one, screen, tell)).collect();
    let columns = table::without(&fitting, &away);
    let above = |one: &Column<S>| one.above.map_or("", |say| tell.words.say(say));
    let titles: Vec<&str> = all.iter().map(above).collect();
    titled(&screen.list, (&columns, &titles), canvas, inner, |at| {
        let row = screen.row(at);
        row.map_or_else(Vec::new, |row| {
            all.iter().map(|one| (one.cell)(row, tell)).collect()
        })
    });
}

/// A column as wide as what stands in it, within its bounds.
fn fitting<S: Looks>(one: &Column<S>, screen: &ListScreen<S>, tell: Tell<'_>) -> table::Column {
    let fit = one.fit;
    let cramped = fit.cramped.filter(|_| tell.narrow);
    let (least, most) = match cramped {
        Some(wide) if fit.column.share > 0 => (wide, wide),
        Some(wide) => (fit.least.min(wide), fit.most.min(wide)),
        None => (fit.least, fit.most),
    };
    if least == most {
        return table::Column {
            min: least,
            ..fit.column
        };
    }
    let above = one.above.map_or(0, |say| width(tell.words.say(say)));
    let texts = screen.rows().map(|row| width(&(one.cell)(row, tell).0));
    let widest = texts.max().unwrap_or(0);
    table::Column {
        min: widest.max(above).clamp(least, most),
        away: fit.if_any && widest == 0,
        ..fit.column
    }
}

/// What the list says of itself, and in which order it stands; the order gives way first.
fn status<S: Looks>(screen: &ListScreen<S>, canvas: &Canvas<'_, '_>, words: Wording<'_>) -> String {
    let said = S::status(screen, words);
    let several = screen.of.orders().len() > 1 && !screen.list.is_empty();
    let order = screen.order().filter(|_| several);
    let order = order.map_or("", |order| words.say(order.called));
    let dot = canvas.look.symbols.dot;
    match (said.is_empty(), order.is_empty()) {
        (true, _) => order.to_owned(),
        (_, true) => said,
        _ => {
            let both = format!("{said}{dot}{order}");
            let fits = width(&both) + 6 <= canvas.area.width;
            if fits { both } else { said }
        }
    }
}

/// What stands where the rows are not there yet.
fn instead<S: Looks>(screen: &ListScreen<S>, words: Wording<'_>) -> Option<Vec<Words>> {
    let known = &screen.known;
    Some(match (&known.failed, &known.value) {
        (Some(failure), _) => vec![(failed::sentence(failure, words.lang), Role::Attention)],
        (None, Some(_)) => return None,
        (None, None) if known.slow => {
            let come = known
                .come
                .map(|percent| say::filter_counting_at(words.lang, percent));
            let loading = || words.say(Say::WordLoading).to_owned();
            vec![(come.unwrap_or_else(loading), Role::Label)]
        }
        (None, None) => Vec::new(),
    })
}

/// To whom the list is narrowed and how many those are, then what the list says.
fn head<S: Looks>(screen: &ListScreen<S>, words: Wording<'_>) -> Vec<Words> {
    let lang = words.lang;
    let segment = screen.of.only();
    let counting = segment.is_some_and(|(_, counted)| !counted);
    let segment = segment.map(|(name, counted)| {
        if counted {
            (say::rows_only_in(lang, name), Role::Strong)
        } else {
            (say::rows_only_counting(lang, name), Role::Label)
        }
    });
    let typed = Some(screen.typed.trim()).filter(|typed| !typed.is_empty());
    let typed = typed.map(|typed| (say::rows_find(lang, typed), Role::Strong));
    let mut head: Vec<Words> = segment.into_iter().chain(typed).collect();
    if let Some((last, _)) = head.last_mut().filter(|_| !counting) {
        let all = screen.value().map_or(0, |known| screen.of.count(known));
        let [found, all] = [screen.list.len(), all].map(|n| count(lang, n as u64));
        last.push_str(" · ");
        last.push_str(&say::rows_shown(lang, found, all));
    }
    head.extend(S::head(screen, words));
    head
}

/// The names of lists beside each other, wrapped where it is narrow; only the one that stands out,
/// with its place, where they would take too much of the height. Answers how many rows that took.
fn tabs(canvas: &mut Canvas<'_, '_>, inner: Rect, all: &[Words]) -> u16 {
    let look = canvas.look;
    let (mut x, mut y) = (1, 0);
    let mut places = Vec::new();
    for (text, role) in all {
        let text = wrap(text, inner.width.saturating_sub(2)).remove(0);
        if x > 1 && x + width(&text) >= inner.width {
            (x, y) = (1, y + 1);
        }
        places.push((x, y, text.clone(), *role));
        x += width(&text) + APART;
    }
    let at = all.iter().position(|(_, role)| *role == Role::Accent);
    if let Some(at) = at.filter(|_| y + 1 > inner.height / 4) {
        let text = format!("{} · {}/{}", all[at].0, at + 1, all.len());
        (y, places) = (0, vec![(1, 0, text, Role::Accent)]);
    }
    for (x, y, text, role) in &places {
        let place = after(row(inner, *y), *x);
        put(canvas.frame, place, text, look.style(*role), look);
    }
    if all.is_empty() { 0 } else { y + 1 }
}
