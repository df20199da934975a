//! What the list of a day does with an event.

use super::TodayList;
use super::model::{AHEAD, Stays};
use crate::calendar::Why as Reason;
use crate::domain::Subject;
use crate::kit::{Edited, Line, ListIntent};
use crate::message::Placeholder;
use crate::protocol::{
    Addressed, Answer, Applies, Code, Command, Context, Event, ExportList, Go, Key, Mouse,
    MouseKind, Query, Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::saved;
use crate::screens::sheet::referral;
use crate::screens::why::{self, Why};
use crate::text::Say;

impl Screen for TodayList {
    fn scope(&self) -> Scope {
        Scope::Today
    }

    fn applies(&self, command: Command) -> Applies {
        self.can(command)
    }

    fn back_is_called(&self, _: &Context) -> (Say, Say) {
        let finds = self.finding.is_some() || self.is_narrowed();
        if self.why.is_none() && self.typing.is_none() && finds {
            (Say::CommandClear, Say::ReviewClearHelp)
        } else {
            (Say::CommandBack, Say::CommandBackHelp)
        }
    }

    fn explains(&self) -> Vec<Say> {
        vec![Say::TodayExplain, Say::TodayExplainKeys]
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        super::export::list(self, context)
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        let anew = event.reads_anew(self.stale, self.list.pending);
        let before = self.chosen().map(|row| row.key());
        if let Some(steps) = self.within.hears(&event, context) {
            self.choose(before.as_ref());
            return steps;
        }
        let mut steps = match event {
            // A segment is asked with the list, so that both are of the same book.
            Event::Answer(Slot::Today, Answer::Today(today)) => {
                self.put((**today).clone());
                self.within.again(context).into_iter().collect()
            }
            Event::Shown => vec![self.ask(context)],
            Event::Command(command) => self.command(command, context),
            Event::Key(key) => self.key(key, context),
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Saved(receipt) => {
                let answered = self.has_answered(context);
                let said = answered.or(self.marked());
                let said = said.unwrap_or_else(|| saved::said(receipt, context));
                vec![said, self.ask(context)]
            }
            Event::NotSaved(_) => {
                self.marking = None;
                self.answering = None;
                Vec::new()
            }
            Event::Stale if !self.costly && !self.list.pending => vec![self.ask(context)],
            other => {
                self.heard(&other);
                Vec::new()
            }
        };
        let asked = steps
            .iter()
            .any(|step| matches!(step, Step::Read(Slot::Today, _)));
        if anew && !asked {
            steps.push(self.ask(context));
        }
        steps
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl TodayList {
    fn ask(&mut self, context: &Context) -> Step {
        self.list.ask();
        self.stale = false;
        let today = context.today;
        let query = Query::Today {
            today,
            ahead: AHEAD,
        };
        Step::Read(Slot::Today, query)
    }

    /// What is answered, and what else happens.
    fn heard(&mut self, event: &Event<'_>) {
        match event {
            Event::Stale => self.stale = true,
            Event::Failed(Slot::Today, failure) => self.list.fail(failure),
            Event::Slow(Slot::Today) => {
                self.list.takes_long();
                self.costly = true;
            }
            Event::Come(Slot::Today, percent) => self.list.has_come(*percent),
            Event::Paste(text) => {
                if let Some(line) = &mut self.typing {
                    line.paste(text);
                } else if let Some(line) = &mut self.finding {
                    line.paste(text);
                    let filter = line.value().to_owned();
                    self.show(|list| list.filter = filter);
                }
            }
            _ => {}
        }
    }

    fn command(&mut self, command: Command, context: &Context) -> Vec<Step> {
        match command {
            Command::Back if self.why.take().is_some() || self.typing.take().is_some() => {}
            Command::Back if self.finding.take().is_some() || self.is_filtered() => {
                self.show(|list| list.filter.clear());
            }
            Command::Back if self.within.called().is_some() => {
                self.show(|list| list.within.widen());
            }
            Command::OnlySegment => return self.within.pick(context),
            Command::Back => return vec![Step::Go(Go::Back(None))],
            Command::Filter => self.finding = Some(Line::new(&self.filter)),
            Command::SortSegment => self.show(|list| list.by_name = !list.by_name),
            Command::Why => {
                self.why = match self.why.take() {
                    None => Some(Why::default()),
                    Some(_) => None,
                };
            }
            Command::OpenCard => return self.open(),
            Command::Message => return self.message(context),
            Command::Done => return self.done(context),
            Command::Snooze => return self.put_off(context),
            Command::AgreeYes => return self.answered(true, context),
            Command::AgreeNo => return self.answered(false, context),
            Command::Review => return vec![Step::Go(Go::Review)],
            Command::Segments => return vec![Step::Go(Go::Segments)],
            Command::Recovery => return vec![Step::Go(Go::Recovery)],
            Command::CopyPhone => {
                let phone = self.person().map(|person| person.who.phone.clone());
                return phone.map(Step::Copy).into_iter().collect();
            }
            Command::NextField => self.pick(true),
            Command::PreviousField => self.pick(false),
            moves => {
                if let Some(code) = moves.row_key() {
                    self.moved(Key::plain(code));
                }
            }
        }
        Vec::new()
    }

    /// Keys that are no command: a day is typed, an answer is written down.
    fn key(&mut self, key: Key, context: &Context) -> Vec<Step> {
        if let Some(line) = &mut self.typing {
            if key.code == Code::Enter {
                return self.typed(context);
            }
            line.press(key);
            return Vec::new();
        }
        if let Some(line) = &mut self.finding {
            if key.code == Code::Enter {
                self.finding = None;
            } else if line.press(key) == Edited::Changed {
                let filter = line.value().to_owned();
                self.show(|list| list.filter = filter);
            }
            return Vec::new();
        }
        if self.why.is_some() {
            self.moved(key);
            return Vec::new();
        }
        match key.typed() {
            Some('+') => self.begin_typing(),
            _ => self.moved(key),
        }
        Vec::new()
    }

    fn moved(&mut self, key: Key) {
        if let Some(why) = &self.why {
            why.scroll.press(key);
        } else if self.rows.press(key) == ListIntent::Moved {
            self.picked = None;
        }
    }

    /// All reasons together, then one after the other.
    fn pick(&mut self, on: bool) {
        let reasons = self.person().map_or(0, |person| person.reasons.len());
        if reasons < 2 {
            return;
        }
        let last = reasons - 1;
        self.picked = match (self.picked, on) {
            (None, true) => Some(0),
            (None, false) => Some(last),
            (Some(at), true) if at < last => Some(at + 1),
            (Some(at), false) if at > 0 => Some(at - 1),
            (Some(_), _) => None,
        };
    }

    /// A message about the reason that is meant first; of a feast, the list of those it greets.
    fn message(&mut self, context: &Context) -> Vec<Step> {
        if self.feast().is_some() {
            return self.open();
        }
        self.stays = Stays::Place;
        let about = self.person().zip(self.meant().first());
        let begin = about.map(|(person, reason)| Addressed {
            template: Some(reason.why.template().to_owned()),
            given: given(&reason.why, context),
            ..Addressed::to(Subject::Customer(person.who.id, None))
        });
        let go = begin.map(|begin| Step::Go(Go::Message(Box::new(begin))));
        go.into_iter().collect()
    }

    fn open(&self) -> Vec<Step> {
        let feast = self.feast().map(|row| Go::Feast(row.key.clone()));
        let who = self.person().map(|person| person.who.id);
        let go = feast.or(who.map(|id| Go::Card(Subject::Customer(id, None))));
        let go = go.map(Step::Go);
        go.into_iter().collect()
    }

    fn mouse(&mut self, mouse: Mouse) -> Vec<Step> {
        if self.why.is_some() {
            why::mouse(&mut self.why, mouse.kind);
            return Vec::new();
        }
        let intent = self.rows.mouse(mouse);
        match (intent, mouse.kind) {
            (ListIntent::Moved, _) => self.picked = None,
            (ListIntent::Chosen(_), MouseKind::Double) => return self.open(),
            _ => {}
        }
        Vec::new()
    }
}

/// What the list knows of the placeholders of a message.
fn given(why: &Reason, context: &Context) -> Vec<(Placeholder, String)> {
    let Reason::Thanks { friend, points, .. } = why else {
        return Vec::new();
    };
    referral::given(friend, *points, context.lang)
}
