//! The templates, with the preview of the chosen one beside or below them.

use super::super::MessageScreen;
use super::{addressed, against, inset, rows, scrolled, told, wrapped, written};
use crate::kit::Canvas;
use crate::kit::draw::panel;
use crate::kit::table::{Column, cells, widths};
use crate::kit::width::width;
use crate::look::{Look, Role};
use crate::message::Template;
use crate::protocol::{Applies, Command, Context};
use crate::screens::Screen;
use crate::screens::sheet::{Wording, message as words};
use crate::text::{Say, say};
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Span;

/// From so many columns on the preview stands beside the list.
const BESIDE: u16 = 76;
/// Columns of the list beside it, at the least.
const LIST: u16 = 32;
/// Columns around a name and its mark: the frame, the pointer, what stands between them.
const AROUND: u16 = 7;
/// Rows of the list above it, at the most.
const ROWS: u16 = 7;
/// Messages that were sent before and are told below the text.
const LATELY: usize = 3;

pub(super) fn draw(screen: &MessageScreen, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let area = canvas.area;
    let [list, preview] = if area.width >= BESIDE {
        let (names, marks) = widest(screen, context, canvas.look);
        let wanted = names + marks + AROUND;
        let wide = wanted.clamp(LIST, area.width * 11 / 20);
        Layout::horizontal([Constraint::Length(wide), Constraint::Min(0)]).areas(area)
    } else {
        let rows = ROWS.min(area.height / 3);
        Layout::vertical([Constraint::Length(rows), Constraint::Min(0)]).areas(area)
    };
    templates(screen, canvas, list, context);
    previewed(screen, canvas, preview, context);
}

fn templates(screen: &MessageScreen, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let (look, lang) = (canvas.look, canvas.lang);
    let title = Say::MessageTemplates.in_(lang);
    let inner = panel(canvas.frame, area, title, "", true, look);
    let room = inner.width.saturating_sub(crate::kit::list::INDENT + 1);
    // A name goes on into the blanks before a mark.
    let (_, marks) = widest(screen, context, look);
    let columns = [Column::growing(10, 1, 0), Column::fixed(marks, 1).right()];
    let wide = widths(&columns, room);
    screen.list.view(canvas.frame, inner, true, look, |at, _| {
        let Some(template) = screen.template_at(at) else {
            return Vec::new();
        };
        let name = words::called(&template.key, lang);
        let (mut mark, role) = marked(screen, template, context, look);
        if width(&name) + width(&mark) + 2 > room {
            // Its sign says enough where a name needs the room.
            mark.truncate(mark.find(' ').unwrap_or(mark.len()));
        }
        let texts = vec![
            vec![Span::styled(name, look.style(Role::Value))],
            vec![Span::styled(mark, look.style(role))],
        ];
        cells(&columns, &wide, texts, look)
    });
}

/// How wide the widest name is, and the widest mark beside one.
fn widest(screen: &MessageScreen, context: &Context, look: &Look) -> (u16, u16) {
    let all = (0..screen.order.len()).filter_map(|at| screen.template_at(at));
    let wide = all.map(|one| {
        let name = words::called(&one.key, context.lang);
        let (mark, _) = marked(screen, one, context, look);
        (width(&name), width(&mark))
    });
    wide.fold((0, 0), |most, wide| {
        (most.0.max(wide.0), most.1.max(wide.1))
    })
}

/// What is said of a template beside its name: that a text was written and not sent, that it was sent
/// today, or is the shop's.
fn marked(
    screen: &MessageScreen,
    template: &Template,
    context: &Context,
    look: &Look,
) -> (String, Role) {
    let sent = screen
        .known
        .value
        .as_ref()
        .map_or(&[][..], |known| &known.sent);
    let today = |entry: &crate::domain::MessageEntry| {
        entry.message.day == context.today && entry.message.template == template.key
    };
    let lang = context.lang;
    let by_hand = screen
        .text
        .as_ref()
        .is_some_and(|(key, _)| *key == template.key);
    let said = |say: Say| say.in_(lang).to_owned();
    if by_hand || screen.put_aside_of(&template.key).is_some() {
        (said(Say::MessageDraft), Role::Attention)
    } else if sent.iter().any(today) {
        let sent = Say::WhenToday.in_(lang);
        (format!("{} {sent}", look.symbols.check), Role::Done)
    } else if !template.ships {
        (said(Say::MessageOwn), Role::Label)
    } else if template.changed {
        (said(Say::MessageChanged), Role::Label)
    } else {
        (String::new(), Role::Label)
    }
}

fn previewed(screen: &MessageScreen, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
    let (look, lang) = (canvas.look, canvas.lang);
    let next = if screen.missing().is_empty() {
        Say::MessageNextSends
    } else {
        Say::MessageNextFills
    };
    let goes = screen.applies(Command::SendMessage) == Applies::Yes;
    let status = if goes { next.in_(lang) } else { "" };
    let title = Say::MessagePreview.in_(lang);
    let inner = inset(panel(canvas.frame, area, title, status, false, look));
    let Some(letter) = screen.letter() else {
        return;
    };
    let mut head = addressed(screen, context, look);
    head.extend(against(screen, &letter, context, look));
    head.extend(written(screen, context, look));
    head.push((String::new(), Role::Value));
    let used = rows(canvas.frame, inner, &head, look).min(inner.height);
    let rest = Rect {
        y: inner.y + used,
        height: inner.height - used,
        width: inner.width + 1,
        ..inner
    };
    let mut lines = told(screen, &letter, context, look);
    lines.extend(lately(screen, context, look));
    let lines = wrapped(&lines, inner.width, look);
    scrolled(screen, canvas.frame, rest, &lines, look);
}

/// What the customer was sent before.
fn lately(screen: &MessageScreen, context: &Context, look: &Look) -> Vec<(String, Role)> {
    let wording = Wording::of(context);
    let sent = screen
        .known
        .value
        .as_ref()
        .map_or(&[][..], |known| &known.sent);
    let mut lines: Vec<(String, Role)> = sent
        .iter()
        .take(LATELY)
        .map(|entry| {
            let what = words::called(&entry.message.template, context.lang);
            let when = wording.date(entry.message.day);
            let said = say::message_lately(context.lang, when, what);
            (format!("{} {said}", look.symbols.check), Role::Label)
        })
        .collect();
    if !lines.is_empty() {
        lines.insert(0, (String::new(), Role::Value));
    }
    lines
}
