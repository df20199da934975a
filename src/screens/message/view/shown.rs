//! The message that is on its way: its text, and beside it the code that a phone reads.

use super::super::MessageScreen;
use super::super::code::{AROUND, Offer};
use super::{addressed, against, inset, scrolled, told, wrapped};
use crate::kit::draw::{below, put, row};
use crate::kit::width::wrap;
use crate::kit::{Canvas, qr};
use crate::look::Role;
use crate::protocol::Context;
use crate::screens::sheet::message as words;
use crate::text::{Lang, Say, say};
use ratatui::layout::Rect;

/// Least columns in which a text reads beside a code.
const TEXT: u16 = 24;
/// So few rows below a code hold no text.
const FEW: u16 = 4;
/// Rows below a code that say how large a window would hold the whole, and what comes next.
const NOTE: u16 = 3;

pub(super) fn draw(screen: &MessageScreen, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let (look, lang) = (canvas.look, canvas.lang);
    let area = canvas.area;
    let room = (usize::from(area.width), usize::from(area.height));
    let offer = screen.offer(room, qr::squares(look));
    let taken = coded(screen, canvas, &offer);
    let text = match taken {
        None => area,
        Some((columns, _)) if area.width >= columns + TEXT => Rect {
            width: area.width - columns,
            ..area
        },
        Some((_, rows)) => below(area, rows),
    };
    let text = inset(text);
    let Some(letter) = screen.letter() else {
        return;
    };
    let next = (Say::MessageNextSent.in_(lang).to_owned(), Role::Accent);
    let notes = noted(screen, &offer, context);
    let last = row(text, text.height.saturating_sub(1));
    if text.height <= FEW {
        // Below a code in a narrow window: the text is in the preview, and on the clipboard.
        let said = cramped(&offer, lang);
        // What comes next stands below as well, where the keys are.
        let lines = wrap(&said, text.width);
        let free = usize::from(text.height) > lines.len() || said.is_empty();
        for (at, line) in (0..text.height).zip(lines) {
            put(
                canvas.frame,
                row(text, at),
                &line,
                look.style(Role::Label),
                look,
            );
        }
        if free {
            put(canvas.frame, last, &next.0, look.style(next.1), look);
        }
        return;
    }
    put(canvas.frame, last, &next.0, look.style(next.1), look);
    let mut lines = addressed(screen, context, look);
    lines.extend(against(screen, &letter, context, look));
    lines.push((String::new(), Role::Value));
    lines.extend(told(screen, &letter, context, look));
    lines.push((String::new(), Role::Value));
    lines.extend(notes);
    let lines = wrapped(&lines, text.width.saturating_sub(1), look);
    let place = Rect {
        height: text.height.saturating_sub(1),
        ..text
    };
    scrolled(screen, canvas.frame, place, &lines, look);
}

/// Draws the code: at the right where a text has room beside it, else at the top. Answers with the
/// columns and rows that it took.
fn coded(screen: &MessageScreen, canvas: &mut Canvas<'_, '_>, offer: &Offer) -> Option<(u16, u16)> {
    let (Offer::Whole(code) | Offer::Bare(code, _)) = offer else {
        return None;
    };
    let area = canvas.area;
    let (columns, rows) = code.needs(qr::squares(canvas.look));
    let (columns, rows) = (u16::try_from(columns).ok()?, u16::try_from(rows).ok()?);
    // Around it there may be one more square of light on each side.
    let wide = if canvas.look.symbols.is_ascii() {
        columns + 4
    } else {
        columns + 2
    };
    let place = if area.width >= wide + TEXT {
        Rect {
            x: area.right() - wide,
            width: wide,
            ..area
        }
    } else {
        // Light gives way to what is said below.
        let height = area.height.saturating_sub(NOTE).max(rows);
        Rect { height, ..area }
    };
    let taken = qr::draw(canvas.frame, place, code, screen.inverted, canvas.look)?;
    Some((place.width.min(wide).max(taken.0), taken.1))
}

/// The same in few words, below a code that takes the whole window; nothing where it holds the text.
fn cramped(offer: &Offer, lang: Lang) -> String {
    match offer {
        Offer::Whole(_) => String::new(),
        Offer::Bare(_, Some((columns, rows))) => {
            say::message_cramped(lang, columns + AROUND.0, rows + AROUND.1)
        }
        Offer::Bare(_, None) | Offer::Nothing | Offer::TooSmall(_) => {
            Say::MessageOpenedCopied.in_(lang).to_owned()
        }
    }
}

/// What is said of the code: that it opens the chat only, and how large a window would hold all.
fn noted(screen: &MessageScreen, offer: &Offer, context: &Context) -> Vec<(String, Role)> {
    let lang = context.lang;
    let window = |(columns, rows): (usize, usize)| (columns + AROUND.0, rows + AROUND.1);
    let opens = words::opened(screen.way()).in_(lang);
    let said = match offer {
        Offer::Whole(_) => return Vec::new(),
        Offer::Nothing => Say::MessageCopiedOnly.in_(lang).to_owned(),
        Offer::Bare(_, Some(needs)) => {
            let (columns, rows) = window(*needs);
            say::message_needs_window(lang, columns, rows, opens)
        }
        Offer::Bare(_, None) => say::message_too_long(lang, opens),
        Offer::TooSmall(needs) => {
            let (columns, rows) = window(*needs);
            say::message_needs_more(lang, columns, rows)
        }
    };
    let mut lines = Vec::new();
    if let Some((_, bare)) = screen.links() {
        lines.push((bare, Role::Strong));
    }
    lines.push((said, Role::Label));
    lines
}
