//! Why a number or a row is there, over any screen: the rule in plain words, what went into it,
//! and what stands behind it.

use crate::domain::{Day, Money, Visit};
use crate::insight::{Rhythm, Visits};
use crate::kit::draw::{after, centred, clear, panel, put};
use crate::kit::width::wrap;
use crate::kit::{Canvas, ScrollText};
use crate::look::{Role, Symbols};
use crate::protocol::{Applies, Command, Key, Mouse, MouseKind};
use crate::screens::sheet::{Wording, timeline};
use crate::text::insight::Unit;
use crate::text::{self, Lang, Say, say};

/// The widest that a text reads well.
const WIDEST: u16 = 84;

/// An explanation that is open: how far it is scrolled. What it says follows what is chosen.
#[derive(Debug, Default)]
pub struct Why {
    /// How far.
    pub scroll: ScrollText,
}

/// The wheel moves an open explanation, a press closes it.
pub fn mouse(open: &mut Option<Why>, kind: MouseKind) {
    match (kind, &open) {
        (MouseKind::WheelUp, Some(why)) => why.scroll.wheel(false),
        (MouseKind::WheelDown, Some(why)) => why.scroll.wheel(true),
        _ => *open = None,
    }
}

/// The explanation of whatever is chosen in a list: one key opens and closes it.
#[derive(Debug, Default)]
pub struct Explaining(Option<Why>);

impl Explaining {
    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// Takes a command that opens, closes or scrolls it, and while it is open every other, which
    /// does nothing. `false` for what is not its own.
    pub fn takes(&mut self, command: Command) -> bool {
        match (command, &self.0) {
            (Command::Why, None) => self.0 = Some(Why::default()),
            (Command::Why | Command::Back, Some(_)) => self.0 = None,
            (moves, Some(why)) => {
                if let Some(code) = moves.row_key() {
                    why.scroll.press(Key::plain(code));
                }
            }
            (_, None) => return false,
        }
        true
    }

    /// Takes a key that is no command while it is open.
    pub fn takes_key(&mut self, key: Key) -> bool {
        if let Some(why) = &self.0 {
            why.scroll.press(key);
        }
        self.is_open()
    }

    /// Takes the mouse while it is open.
    pub fn takes_mouse(&mut self, mouse: Mouse) -> bool {
        let open = self.is_open();
        if open {
            self::mouse(&mut self.0, mouse.kind);
        }
        open
    }

    /// What can be done while it is open; `None` while it is not.
    pub fn applies(&self, command: Command) -> Option<Applies> {
        let own = matches!(command, Command::Why | Command::Back) || command.row_key().is_some();
        self.is_open()
            .then_some(if own { Applies::Yes } else { Applies::No })
    }

    /// Draws it over the screen; nothing is drawn of what is no longer there.
    pub fn draw(&self, canvas: &mut Canvas<'_, '_>, told: Option<(String, Vec<(String, Role)>)>) {
        if let (Some(why), Some((about, told))) = (&self.0, told) {
            draw(why, canvas, about, told);
        }
    }
}

/// Lines of an explanation, before they are wrapped.
#[derive(Debug, Default)]
pub struct Lines(Vec<(String, Role)>);

impl Lines {
    /// A heading, with a blank line above it where something stands there.
    pub fn head(&mut self, say: Say, lang: Lang) {
        if !self.0.is_empty() {
            self.0.push((String::new(), Role::Value));
        }
        self.0.push((say.in_(lang).to_owned(), Role::Title));
    }

    /// A sentence of the catalogue.
    pub fn rule(&mut self, say: Say, lang: Lang) {
        self.0.push((say.in_(lang).to_owned(), Role::Value));
    }

    /// A sentence with figures in it; nothing where it is empty.
    pub fn say(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.0.push((text, Role::Value));
        }
    }

    /// The one thing that matters.
    pub fn strong(&mut self, text: impl Into<String>) {
        self.0.push((text.into(), Role::Strong));
    }

    /// Something that steps back.
    pub fn dim(&mut self, text: impl Into<String>) {
        self.0.push((text.into(), Role::Label));
    }

    /// All of them.
    pub fn all(self) -> Vec<(String, Role)> {
        self.0
    }
}

/// How often somebody comes, how long they have been away, when they are due, and what they
/// brought.
pub fn attendance(lines: &mut Lines, visits: &Visits, as_of: Day, wording: Wording<'_>) {
    let lang = wording.lang;
    match visits.gaps {
        Some(gaps) => {
            let (usual, longest) = (span(gaps.usual(), lang), span(gaps.longest, lang));
            lines.say(say::why_rhythm(lang, usual, longest));
        }
        None => lines.rule(Say::WhyNoRhythm, lang),
    }
    let silent = visits.silent(as_of).into();
    lines.say(say::why_silent(lang, silent, text::full_date(lang, as_of)));
    if let Some(due) = Rhythm::of(visits, as_of).due {
        lines.say(say::why_due(lang, text::full_date(lang, due)));
    }
    lines.say(say::why_brought(
        lang,
        wording.money(Money(visits.money)),
        say::word_visits(lang, visits.count.into()),
        text::full_date(lang, visits.first),
    ));
}

/// The visits behind it, the newest first; `total` is how many there are.
pub fn history(
    lines: &mut Lines,
    (visits, total): (&[Visit], usize),
    wording: Wording<'_>,
    symbols: &Symbols,
) {
    lines.head(Say::CardHistoryTitle, wording.lang);
    if visits.is_empty() {
        lines.rule(Say::CardNoVisit, wording.lang);
    }
    for visit in visits {
        let day = text::full_date(wording.lang, visit.facts.day);
        let total = visit.facts.total.map(|total| wording.money(total));
        let state = timeline::state(visit, wording, symbols).map(|(text, _)| text);
        let parts = [
            day,
            total.unwrap_or_default(),
            state.unwrap_or_default(),
            timeline::work(visit, symbols),
        ];
        let said = parts
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty());
        lines.say(said.collect::<Vec<_>>().join(symbols.dot));
    }
    let more = total.saturating_sub(visits.len());
    if more > 0 {
        lines.dim(say::word_more(wording.lang, more as u64));
    }
}

/// A stretch of days in the unit a person would choose: `5 months`.
pub fn span(days: u32, lang: Lang) -> String {
    match text::insight::stretch(days) {
        (days, Unit::Days) => say::review_span_days(lang, days),
        (weeks, Unit::Weeks) => say::review_span_weeks(lang, weeks),
        (months, Unit::Months) => say::review_span_months(lang, months),
        (years, Unit::Years) => say::review_span_years(lang, years),
    }
}

/// Draws the explanation of `about` over the screen.
pub fn draw(why: &Why, canvas: &mut Canvas<'_, '_>, about: String, told: Vec<(String, Role)>) {
    let look = canvas.look;
    let area = canvas.area;
    let columns = area.width.saturating_sub(4).clamp(1, WIDEST);
    let lines: Vec<(String, Role)> = told
        .into_iter()
        .flat_map(|(text, role)| {
            let wrapped = wrap(&text, columns.saturating_sub(5));
            wrapped.into_iter().map(move |line| (line, role))
        })
        .collect();
    let total = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let height = total.saturating_add(2).min(area.height.saturating_sub(2));
    let place = centred(area, (columns, height));
    clear(canvas.frame, place, look);
    let title = say::review_why_title(canvas.lang, about);
    let close = Say::ReviewWhyClose.in_(canvas.lang);
    let mut inner = after(panel(canvas.frame, place, &title, close, true, look), 1);
    inner.width = inner.width.saturating_sub(1);
    why.scroll
        .view_rows(canvas.frame, inner, total, look, |frame, place, at| {
            if let Some((text, role)) = lines.get(usize::from(at)) {
                put(frame, place, text, look.style(*role), look);
            }
        });
}
