//! Done, put off, asked: what is written about a row.

use super::TodayList;
use super::model::Marking;
use super::rows::{Row, RowKey};
use crate::calendar::{Reason, Today, told_until};
use crate::domain::date::{DateOrder, typed_date};
use crate::domain::{Change, Day, Mark};
use crate::kit::Line;
use crate::protocol::{Context, Level, Notice, Step};
use crate::screens::sheet::{Wording, consent, today as words};
use crate::text::{Say, say};

/// The key that takes it back, as it ships.
const UNDO: &str = "Ctrl+Z";
/// Days for which one key puts off.
const PUT_OFF: u64 = 3;

impl TodayList {
    /// What is chosen is done.
    pub(super) fn done(&mut self, context: &Context) -> Vec<Step> {
        self.mark(Mark::Done, context)
    }

    /// What is chosen is put off for a few days, or until the last day on which it comes back.
    pub(super) fn put_off(&mut self, context: &Context) -> Vec<Step> {
        if let Some(said) = self.list.says_gone(context) {
            return said;
        }
        let until = context.today + chrono::Days::new(PUT_OFF);
        if self.is_last_day(context) {
            return attention(Say::TodayLastDay.in_(context.lang));
        }
        let until = self.told_until().map_or(until, |last| last.min(until));
        self.mark(Mark::Until(until), context)
    }

    /// Whether what is chosen can only be told today.
    pub(super) fn is_last_day(&self, context: &Context) -> bool {
        self.told_until().is_some_and(|last| last <= context.today)
    }

    /// The last day on which what is chosen is told; `None` where it waits.
    fn told_until(&self) -> Option<Day> {
        match self.chosen()? {
            Row::Notes => None,
            Row::Feast(feast) => Some(feast.told_until()),
            Row::Person(_) => told_until(self.list.meant()),
        }
    }

    /// What was typed is meant: `+3`, or a day.
    pub(super) fn typed(&mut self, context: &Context) -> Vec<Step> {
        if let Some(said) = self.list.says_gone(context) {
            self.typing = None;
            return said;
        }
        let Some(line) = &self.typing else {
            return Vec::new();
        };
        let lang = context.lang;
        let Some(day) = until(line.value(), context.today) else {
            return attention(Say::TodayBadSnooze.in_(lang));
        };
        match self.told_until() {
            Some(last) if last < day => {
                // What fits is typed already; Enter takes it.
                let days = (last - context.today).num_days();
                self.typing = Some(Line::new(&format!("+{days}")));
                let last = Wording::of(context).date(last);
                attention(&say::today_too_late(lang, last))
            }
            _ => {
                self.typing = None;
                self.mark(Mark::Until(day), context)
            }
        }
    }

    fn mark(&mut self, mark: Mark, context: &Context) -> Vec<Step> {
        if let Some(said) = self.list.says_gone(context) {
            return said;
        }
        let wording = Wording::of(context);
        let Some(row) = self.chosen() else {
            return Vec::new();
        };
        let (customer, occasions, name) = match row {
            Row::Notes => return Vec::new(),
            Row::Feast(feast) => {
                let name = feast.name.in_(context.lang).to_owned();
                (None, vec![feast.occasion()], name)
            }
            Row::Person(person) => {
                let meant = self.list.meant().iter();
                let occasions: Vec<_> = meant.map(|reason| reason.why.occasion()).collect();
                (Some(person.who.id), occasions, words::who(&person.who))
            }
        };
        let said = match mark {
            Mark::Done => say::today_done(context.lang, name, UNDO),
            Mark::Until(day) if self.told_until() == Some(day) => {
                say::today_put_off_last(context.lang, name, wording.date(day), UNDO)
            }
            Mark::Until(day) => say::today_put_off(context.lang, name, wording.date(day), UNDO),
        };
        self.marking = self.row_key().map(|row| Marking {
            row,
            occasions: occasions.clone(),
            said,
        });
        self.list.acts();
        self.goes_on = self.row_key();
        let change = Change::MarkOccasions {
            customer,
            occasions,
            mark,
        };
        vec![Step::Write(context.op, Box::new(change))]
    }

    /// It is written: it goes from the list at once, and the next one comes with the next answer.
    pub(super) fn marked(&mut self) -> Option<Step> {
        let marking = self.marking.take()?;
        let picked = self.list.picked();
        self.list.show(|list| {
            if let Some(today) = &mut list.known.value {
                takes_away(today, &marking);
            }
        });
        self.list.pick_from(picked);
        Some(Step::Say(Notice {
            level: Level::Done,
            text: marking.said,
            hint: String::new(),
        }))
    }

    /// What the customer answered at the counter about what nobody had asked yet.
    pub(super) fn answers(&mut self, yes: bool, context: &Context) -> Vec<Step> {
        if let Some(said) = self.list.says_gone(context) {
            return said;
        }
        let asked = self.person().zip(self.unasked());
        let asked = asked.and_then(|(person, reason)| Some((person.who.id, reason.why.purpose()?)));
        let Some((customer, purpose)) = asked else {
            return Vec::new();
        };
        self.answering = Some((customer, purpose, yes));
        self.list.acts();
        if !yes {
            // What is left of the row may stand far below.
            self.goes_on = self.row_key();
        }
        let change = consent::at_the_counter(customer, purpose, yes, context);
        vec![Step::Write(context.op, Box::new(change))]
    }

    /// The answer is written: nothing asks for it again while the list is read anew. Says which it
    /// was.
    pub(super) fn has_answered(&mut self, context: &Context) -> Option<Step> {
        let (customer, purpose, yes) = self.answering.take()?;
        let mut name = String::new();
        let people = self.list.known.value.iter_mut();
        let people = people.flat_map(|today| &mut today.people);
        for person in people.filter(|person| person.who.id == customer) {
            name = words::who(&person.who);
            let about = |reason: &&mut Reason| reason.why.purpose() == Some(purpose);
            for reason in person.reasons.iter_mut().filter(about) {
                reason.agreed = Some(yes);
            }
        }
        let text = consent::written(&name, purpose, yes, Wording::of(context));
        Some(Step::Say(Notice {
            level: Level::Done,
            text,
            hint: String::new(),
        }))
    }
}

fn attention(text: &str) -> Vec<Step> {
    vec![Step::Say(Notice {
        level: Level::Attention,
        text: text.to_owned(),
        hint: String::new(),
    })]
}

/// Takes what is done from a list.
fn takes_away(today: &mut Today, marking: &Marking) {
    match &marking.row {
        RowKey::Notes => {}
        RowKey::Feast(occasion) => today.feasts.retain(|feast| feast.occasion() != *occasion),
        RowKey::Person(id) => {
            let stays = |reason: &Reason| !marking.occasions.contains(&reason.why.occasion());
            let people = today.people.iter_mut();
            for person in people.filter(|person| person.who.id == *id) {
                person.reasons.retain(stays);
            }
            today.people.retain(|person| !person.reasons.is_empty());
        }
    }
}

/// The day that is typed: `+3`, `3`, `2 Dec`; always one that is still to come.
fn until(text: &str, today: Day) -> Option<Day> {
    let text = text.trim();
    let days = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let text = if days {
        format!("+{text}")
    } else {
        text.to_owned()
    };
    typed_date(&text, DateOrder::DayFirst, today).filter(|day| *day > today)
}
