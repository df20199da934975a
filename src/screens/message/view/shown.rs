//! The message that is on its way: its text, and beside it the code that a phone reads.

use super::super::MessageScreen;
use super::super::code::{self, AROUND, Offer};
use super::{addressed, against, inset, scrolled, told, wrapped};
use crate::kit::draw::{below, put, row};
use crate::kit::width::wrap;
use crate::kit::{Canvas, qr};
use crate::look::Role;
use crate::protocol::Context;
use crate::screens::sheet::message as words;
use crate::text::{Lang, Say, say};
use ratatui::layout::Rect;

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
        Some((columns, _)) if area.width >= columns + text_columns() => Rect {
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
        // Below a code in a narrow window: the text is in the preview, and on the clipboard. Who it is
        // for is seen with every code.
        let mut lines: Vec<(String, Role)> = addressed(screen, context, look);
        lines.truncate(1);
        let room = usize::from(text.height).saturating_sub(lines.len());
        let said = noted_in_few(&offer, (text.width, room), lang).into_iter();
        lines.extend(said.map(|line| (line, Role::Label)));
        // What comes next stands below as well, where the keys are.
        let free = usize::from(text.height) > lines.len();
        for (at, (line, role)) in (0..text.height).zip(&lines) {
            put(canvas.frame, row(text, at), line, look.style(*role), look);
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

/// Least columns of a text beside a code.
fn text_columns() -> u16 {
    u16::try_from(code::TEXT).unwrap_or(u16::MAX)
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
    let light = code::light(qr::squares(canvas.look));
    let wide = columns + u16::try_from(light).unwrap_or(0);
    let place = if area.width >= wide + text_columns() {
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

/// The same in so many rows, below a code that takes the whole window; nothing where it holds the text, or where
/// it does not fit as a whole.
fn noted_in_few(offer: &Offer, (columns, rows): (u16, usize), lang: Lang) -> Vec<String> {
    let copied = match offer {
        Offer::Whole(_) => return Vec::new(),
        _ => Say::MessageOpenedCopied.in_(lang).to_owned(),
    };
    let forms = [cramped(offer, lang), copied].map(|said| wrap(&said, columns));
    let mut fitting = forms.into_iter().filter(|lines| lines.len() <= rows);
    fitting.next().unwrap_or_default()
}

/// What is said of the code in few words.
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
