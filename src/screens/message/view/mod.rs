//! How a message looks while it is chosen, shown and typed into.

mod choose;
mod shown;

use super::MessageScreen;
use super::missing::Missing;
use super::model::{Editing, Stage};
use crate::domain::{Gate, INDONESIA, Phone};
use crate::kit::Canvas;
use crate::kit::draw::{after, panel, put, put_spans, row};
use crate::kit::width::{clean_lines, wrap};
use crate::look::{Look, Role};
use crate::message::{Letter, Part};
use crate::protocol::{Command, Context};
use crate::screens::failed;
use crate::screens::sheet::{Wording, message as words, wording};
use crate::text::{Lang, Say, heading, say};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Where the text of a hole begins and ends on the screen.
const HOLE: [&str; 2] = ["[", "]"];

pub(super) fn draw(screen: &MessageScreen, canvas: &mut Canvas<'_, '_>, context: &Context) {
    if let Some((text, role)) = instead(screen, canvas.lang) {
        let title = Say::MessageTitle.in_(canvas.lang);
        let inner = panel(canvas.frame, canvas.area, title, "", true, canvas.look);
        rows(canvas.frame, after(inner, 1), &[(text, role)], canvas.look);
        return;
    }
    match (&screen.editing, screen.stage) {
        (Some(Editing::Missing(missing)), _) => fields(missing, canvas),
        (Some(editing), _) => edit(screen, editing, canvas),
        (None, Stage::Choosing) => choose::draw(screen, canvas, context),
        (None, Stage::Shown) => shown::draw(screen, canvas, context),
    }
}

/// What stands there while there is nobody to write to.
fn instead(screen: &MessageScreen, lang: Lang) -> Option<(String, Role)> {
    let known = &screen.known;
    if let Some(failure) = &known.failed {
        return Some((failed::sentence(failure, lang), Role::Attention));
    }
    let say = match &known.value {
        Some(known) if known.card.customer.is_some() => return None,
        Some(_) => Say::MessageNobody,
        None if known.pending && known.slow => Say::WordLoading,
        None if known.pending => return Some((String::new(), Role::Label)),
        None => Say::MessageGone,
    };
    Some((say.in_(lang).to_owned(), Role::Label))
}

/// The text that is typed into, over the whole place.
fn edit(screen: &MessageScreen, editing: &Editing, canvas: &mut Canvas<'_, '_>) {
    let (lang, look) = (canvas.lang, canvas.look);
    let template = screen.template();
    let key = template.map_or("", |template| template.key.as_str());
    let (title, line) = match editing {
        Editing::Missing(_) => return,
        Editing::Text(line) => (Say::MessageEditing.in_(lang).to_owned(), line),
        Editing::Template(line) => {
            let language = words::language(screen.lang).in_(lang);
            let name = words::called(key, lang);
            (say::message_editing_template(lang, name, language), line)
        }
    };
    let inner = panel(canvas.frame, canvas.area, &title, "", true, look);
    let hint = wrap(
        Say::MessageEditKeys.in_(lang),
        inner.width.saturating_sub(2),
    );
    let mut below: Vec<(String, Role)> = Vec::new();
    if !screen.refused.is_empty() {
        let said = format!("{} {}", look.symbols.alert, screen.refused);
        let said = wrap(&said, inner.width.saturating_sub(2));
        below.extend(said.into_iter().map(|line| (line, Role::Danger)));
    }
    below.extend(hint.into_iter().map(|line| (line, Role::Label)));
    let used = u16::try_from(below.len()).unwrap_or(u16::MAX);
    let place = inset(inner);
    let text = Rect {
        height: place.height.saturating_sub(used + 1),
        ..place
    };
    line.view_whole(canvas.frame, text, look.style(Role::FieldFocused));
    let under = Rect {
        y: place.bottom().saturating_sub(used.min(place.height)),
        height: used.min(place.height),
        ..place
    };
    rows(canvas.frame, under, &below, look);
}

/// What is missing, each with its name above its field.
fn fields(missing: &Missing, canvas: &mut Canvas<'_, '_>) {
    let (lang, look) = (canvas.lang, canvas.look);
    let title = Say::MessageFilling.in_(lang);
    let inner = inset(panel(canvas.frame, canvas.area, title, "", true, look));
    let mut at = 0;
    // Those before the one that is typed into give way where rows are few.
    let room = usize::from(inner.height.saturating_sub(4) / 2).max(1);
    let first = (missing.at + 1).saturating_sub(room);
    for (place, (placeholder, line)) in missing.fields.iter().enumerate().skip(first) {
        if at + 1 >= inner.height {
            break;
        }
        let focused = place == missing.at;
        let name = heading(placeholder.means().in_(lang));
        let (label, field) = if focused {
            (Role::Strong, Role::FieldFocused)
        } else {
            (Role::Label, Role::Field)
        };
        put(canvas.frame, row(inner, at), &name, look.style(label), look);
        line.view(
            canvas.frame,
            row(inner, at + 1),
            look.style(field),
            focused,
            look,
        );
        at += 2;
    }
    let under = Rect {
        y: inner.y + (at + 1).min(inner.height),
        height: inner.height.saturating_sub(at + 1),
        ..inner
    };
    let keys = (Say::MessageFillKeys.in_(lang).to_owned(), Role::Label);
    rows(canvas.frame, under, &[keys], look);
}

/// A place with a column left free on both sides.
fn inset(area: Rect) -> Rect {
    let inner = after(area, 1);
    Rect {
        width: inner.width.saturating_sub(1),
        ..inner
    }
}

/// Lines one below the other, each wrapped; answers with the rows they took.
fn rows(frame: &mut Frame<'_>, area: Rect, lines: &[(String, Role)], look: &Look) -> u16 {
    let mut at = 0;
    for (text, role) in lines {
        for line in wrap(&clean_lines(text), area.width) {
            put(frame, row(area, at), &line, look.style(*role), look);
            at += 1;
        }
    }
    at
}

/// Who gets it, by which way, in which language and what for.
fn addressed(screen: &MessageScreen, context: &Context, look: &Look) -> Vec<(String, Role)> {
    let wording = Wording::of(context);
    let Some((customer, meant)) = screen.customer().zip(screen.meant()) else {
        return Vec::new();
    };
    let purpose = meant.purpose();
    let who = wording::person(&customer.facts);
    let who = if who.is_empty() {
        customer.code.clone()
    } else {
        who
    };
    let way = wording.say(words::way(screen.way()));
    let phones = customer.facts.phones.iter().map(|entry| &entry.phone);
    let number = |to: &str| {
        let same = |phone: &&Phone| phone.e164.as_deref().is_some_and(|one| one.ends_with(to));
        phones
            .clone()
            .find(same)
            .map(|phone| phone.display(INDONESIA))
    };
    let to = screen
        .address()
        .map(|to| number(to).unwrap_or_else(|| to.to_owned()));
    let parts = [
        way,
        &to.unwrap_or_default(),
        wording.say(words::language(screen.lang)),
        wording.say(words::purpose(purpose)),
    ];
    vec![
        (say::message_to(context.lang, who), Role::Strong),
        (wording::joined(&parts, look.symbols.dot), Role::Label),
    ]
}

/// That the text is not the template's, or that somebody wrote one and did not send it.
fn written(screen: &MessageScreen, context: &Context, look: &Look) -> Option<(String, Role)> {
    let lang = context.lang;
    if screen.by_hand().is_some() {
        let said = say::message_by_hand(lang, first_key(Command::ResetTemplate));
        return Some((said, Role::Label));
    }
    let (kept, _) = screen.put_aside()?;
    let when = if kept.day == context.today {
        kept.time.clone()
    } else {
        Wording::of(context).date(kept.day)
    };
    let edit = first_key(Command::EditMessage);
    let said = say::message_draft_kept(lang, &kept.by, when, edit);
    Some((format!("{} {said}", look.symbols.alert), Role::Attention))
}

/// Why it does not go, the weightiest first.
fn against(
    screen: &MessageScreen,
    letter: &Letter,
    context: &Context,
    look: &Look,
) -> Vec<(String, Role)> {
    let lang = context.lang;
    let mut said = Vec::new();
    if let Some(unfit) = screen.unfit() {
        said.push((words::unfit(&unfit, lang), Role::Danger));
    }
    said.extend(offering(screen, lang));
    match screen.gate() {
        Some(Gate::NotAsked(asked)) => {
            let what = words::what(asked).in_(lang);
            let [yes, no] = [Command::AgreeYes, Command::AgreeNo].map(first_key);
            said.push((say::message_asks(lang, what, yes, no), Role::Attention));
        }
        Some(Gate::NotWished(feast)) => {
            let feast = words::called(feast.key(), lang);
            let yes = first_key(Command::AgreeYes);
            said.push((say::message_asks_wish(lang, feast, yes), Role::Attention));
        }
        Some(gate) => {
            let why = words::forbidden_here(gate, lang);
            said.extend(why.map(|why| (why, Role::Danger)));
        }
        None => {}
    }
    let missing = letter.holes().into_iter();
    let missing: Vec<String> = missing.map(|hole| hole.words(lang)).collect();
    match screen.mistake() {
        Some(mistake) => said.push((mistake.sentence(lang), Role::Danger)),
        // Where nothing may be sent anyway, nothing is asked for.
        None if !missing.is_empty() && !screen.is_shut() => {
            said.push((
                say::message_missing(lang, missing.join(", ")),
                Role::Attention,
            ));
        }
        None => {}
    }
    if let Some(why) = screen.nowhere().filter(|_| !screen.is_shut()) {
        said.push((why.in_(lang).to_owned(), Role::Attention));
    }
    if !screen.refused.is_empty() {
        said.push((screen.refused.clone(), Role::Danger));
    }
    let marked = |(text, role)| (format!("{} {text}", look.symbols.alert), role);
    said.into_iter().map(marked).collect()
}

/// That the text offers something though its template does not, and how that is taken out.
fn offering(screen: &MessageScreen, lang: Lang) -> Option<(String, Role)> {
    let found = screen.offered()?;
    let edit = first_key(Command::EditMessage);
    let said = say::message_offering_here(lang, found, edit);
    Some((said, Role::Attention))
}

fn first_key(command: Command) -> &'static str {
    command.spec().keys.first().copied().unwrap_or_default()
}

/// The text as it goes, what is missing between brackets with its sign and its name; then what
/// stands below it.
fn told(
    screen: &MessageScreen,
    letter: &Letter,
    context: &Context,
    look: &Look,
) -> Vec<(String, Role)> {
    let mut text = String::new();
    for part in letter.parts() {
        match part {
            Part::Text(part) | Part::Value(_, part) => text.push_str(part),
            Part::Hole(hole) => {
                let [open, close] = HOLE;
                let words = hole.words(context.lang);
                for piece in [open, look.symbols.alert, " ", &words, close] {
                    text.push_str(piece);
                }
            }
        }
    }
    let mut lines = vec![(text, Role::Value)];
    let purpose = screen.meant().map(|meant| meant.purpose());
    let below = purpose.map_or("", |purpose| screen.templates.below(purpose, screen.lang));
    if !below.is_empty() {
        lines.extend([
            (String::new(), Role::Value),
            (below.to_owned(), Role::Label),
        ]);
    }
    lines
}

/// Wraps lines for a place; what is missing in them stands out.
fn wrapped(lines: &[(String, Role)], columns: u16, look: &Look) -> Vec<Vec<Span<'static>>> {
    let mark = format!("{}{} ", HOLE[0], look.symbols.alert);
    let mut all = Vec::new();
    for (text, role) in lines {
        let mut inside = false;
        for line in wrap(&clean_lines(text), columns) {
            all.push(spans(&line, *role, (&mark, &mut inside), look));
        }
    }
    all
}

fn spans(
    line: &str,
    role: Role,
    (mark, inside): (&str, &mut bool),
    look: &Look,
) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let (end, next) = if *inside {
            let end = rest.find(HOLE[1]).map(|at| at + HOLE[1].len());
            (end, Role::Attention)
        } else {
            (rest.find(mark), role)
        };
        let (text, after) = rest.split_at(end.unwrap_or(rest.len()));
        if !text.is_empty() {
            spans.push(Span::styled(text.to_owned(), look.style(next)));
        }
        if end.is_some() {
            *inside = !*inside;
        }
        rest = after;
    }
    spans
}

/// Draws wrapped lines with the scroll bar of the screen.
fn scrolled(
    screen: &MessageScreen,
    frame: &mut Frame<'_>,
    area: Rect,
    lines: &[Vec<Span<'static>>],
    look: &Look,
) {
    let total = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    screen
        .scroll
        .view_rows(frame, area, total, look, |frame, place, at| {
            if let Some(line) = lines.get(usize::from(at)) {
                put_spans(frame, place, line, look);
            }
        });
}
