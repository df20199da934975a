//! What the review does with an event.

use super::WeeklyReview;
use super::model::WIDE;
use super::page::Page;
use super::row::Row;
use crate::domain::{CustomerId, Subject};
use crate::insight::CampaignTold;
use crate::kit::{Edited, Line};
use crate::message::{Given, Placeholder};
use crate::protocol::{
    Addressed, Applies, Code, Command, Context, Event, ExportList, Go, Key, ListColumns, Scope,
    Slot, Step,
};
use crate::screens::Screen;
use crate::screens::why::Why;
use crate::text::Say;

impl Screen for WeeklyReview {
    fn scope(&self) -> Scope {
        Scope::Review
    }

    fn applies(&self, command: Command) -> Applies {
        self.can(command)
    }

    fn back_is_called(&self, _: &Context) -> (Say, Say) {
        let here = self.here();
        if self.why.is_some() || self.closing.is_some() || self.opened().is_some() {
            (Say::CommandBack, Say::ReviewBackHelp)
        } else if self.typing.is_some()
            || self.only().is_some()
            || here.is_some_and(|here| !here.filter.is_empty())
        {
            (Say::CommandClear, Say::ReviewClearHelp)
        } else {
            (Say::CommandBack, Say::ReviewCloseHelp)
        }
    }

    fn command_is_called(&self, command: Command) -> Option<(Say, Say)> {
        match command {
            Command::OpenCard => self.open_is_called(),
            _ => None,
        }
    }

    fn footer(&self, command: Command, applies: Applies) -> Option<u8> {
        super::footer::place(command, applies)
    }

    fn explains(&self) -> Vec<Say> {
        let lead = match self.closing {
            Some(_) => Say::ReviewClosingLead,
            None => self.part().lead(),
        };
        vec![lead, Say::ReviewKeysHelp]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        let looked_at = event.is_done();
        let mut steps = if let Some(steps) = self.within.hears(&event, context) {
            self.settle();
            steps
        } else {
            self.hears(&event, context)
        };
        if looked_at && self.stale && !self.weekly.pending {
            steps.extend(self.ask(context));
        }
        steps.extend(self.ask_behind(context));
        steps.extend(self.ask_narrowed(context));
        steps.extend(self.follow(context.size.0 >= WIDE || self.why.is_some()));
        steps.extend(self.follow_points());
        steps
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        super::export::list(self, context)
    }

    fn columns(&self) -> Option<ListColumns> {
        let row = self.any_row().filter(|_| self.closing.is_none())?;
        super::view::called(row, self.part())
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl WeeklyReview {
    fn hears(&mut self, event: &Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Stale if self.size != context.size => {
                self.size = context.size;
                Vec::new()
            }
            Event::Shown => self.ask(context),
            Event::Undone => self.done_here(context),
            Event::Stale => self.changed(context),
            Event::Command(command) => self.command(*command, context),
            Event::Key(key) => self.key(*key),
            Event::Paste(text) => {
                self.pasted(text);
                Vec::new()
            }
            Event::Mouse(mouse) => self.mouse(*mouse),
            Event::Answer(slot, answer) => {
                let mut steps = self.answered(*slot, answer);
                // Whom the segment holds is asked with the review, so that both are of the same book.
                if *slot == Slot::Review {
                    steps.extend(self.within.again(context));
                }
                steps
            }
            Event::Failed(slot, failure) => self.not_answered(*slot, failure),
            Event::Slow(slot) => self.slow(*slot),
            Event::Come(slot, percent) => self.has_come(*slot, *percent),
            Event::Saved(_) if self.answering.is_some() => self.agreed(context),
            Event::Saved(_) => self.settled(context),
            Event::NotSaved(_) => {
                self.settling = None;
                self.thanking = None;
                self.answering = None;
                Vec::new()
            }
            // The change of the book that is told next is that one.
            Event::SavedAbove(_) => {
                self.own = true;
                Vec::new()
            }
            Event::Chosen(_) | Event::Taken(_) => Vec::new(),
        }
    }

    fn command(&mut self, command: Command, context: &Context) -> Vec<Step> {
        match command {
            Command::Back => return self.back(),
            Command::Why => {
                self.why = match self.why.take() {
                    None => Some(Why::default()),
                    Some(_) => None,
                };
            }
            Command::OpenCard => {
                self.why = None;
                return self.open();
            }
            Command::SaveReport => return vec![Step::SaveReport(self.week)],
            Command::Note => return self.go(Go::EditNote),
            Command::Message => {
                let begin = (self.template(), self.given());
                return self.go(|who| message_to(who, begin.clone()));
            }
            Command::Segments => return vec![Step::Go(Go::Segments)],
            Command::Campaigns => return vec![Step::Go(Go::Campaigns)],
            Command::Gatherings => return vec![Step::Go(Go::Gatherings)],
            Command::Today => return vec![Step::Go(Go::Today)],
            Command::Recovery => return vec![Step::Go(Go::Recovery)],
            Command::CopyPhone => return self.copy(),
            Command::AgreeYes => return self.agree(true, context),
            Command::AgreeNo => return self.agree(false, context),
            Command::Settle => return self.settle_chosen(context),
            Command::Seen => self.mark(),
            Command::OnlySegment => return self.within.pick(context),
            Command::Sort => self.sort_anew(),
            Command::Filter => {
                let filter = self.here_mut().filter.clone();
                self.typing = Some(Line::new(&filter));
            }
            Command::NextStep => return self.turn_on(),
            Command::PreviousStep if self.closing.take().is_some() => {}
            Command::PreviousStep if self.close_opened() => {}
            Command::PreviousStep => return self.turn_to(self.page.previous()),
            Command::NextField => self.turn_part(1),
            Command::PreviousField => self.turn_part(self.lists_here().len() - 1),
            Command::EarlierWeek => return self.other_week(true, context),
            Command::LaterWeek => return self.other_week(false, context),
            moves => {
                if let Some(code) = moves.row_key() {
                    self.moved(Key::plain(code));
                }
            }
        }
        Vec::new()
    }

    /// Closes what lies over the list, then what narrows it, then the review.
    fn back(&mut self) -> Vec<Step> {
        if self.why.take().is_some() || self.closing.take().is_some() {
            return Vec::new();
        }
        if self.typing.take().is_some() || !self.here_mut().filter.is_empty() {
            self.narrow("");
            return Vec::new();
        }
        if self.only().is_some() {
            self.within.widen();
            self.settle();
            return Vec::new();
        }
        if self.close_opened() {
            return Vec::new();
        }
        vec![Step::Go(Go::Back(None))]
    }

    /// Keys that are no command: digits go to a step; a filter is typed.
    fn key(&mut self, key: Key) -> Vec<Step> {
        if let Some(line) = &mut self.typing {
            if key.code == Code::Enter {
                self.typing = None;
            } else if line.press(key) == Edited::Changed {
                let filter = line.value().to_owned();
                self.narrow(&filter);
            }
            return Vec::new();
        }
        if self.why.is_some() {
            self.moved(key);
            return Vec::new();
        }
        if let Some(digit @ '1'..='9') = key.typed() {
            let at = digit.to_digit(10).unwrap_or(1) as usize - 1;
            return self.turn_to(Page::ALL.get(at).copied());
        }
        self.moved(key);
        Vec::new()
    }

    fn pasted(&mut self, text: &str) {
        if let Some(line) = &mut self.typing {
            line.paste(text);
            let filter = line.value().to_owned();
            self.narrow(&filter);
        }
    }

    fn sort_anew(&mut self) {
        let next = self.order_here().next_of(self.orders());
        let here = self.here_mut();
        here.sort = next;
        here.list.select(0);
    }

    /// Marks whoever is chosen as looked at, and goes to the next; once more takes the mark away.
    fn mark(&mut self) {
        let Some(who) = self.chosen() else { return };
        if !self.seen.remove(&who) {
            self.seen.insert(who);
            self.moved(Key::plain(Code::Down));
        }
    }

    /// Opens the card of whoever is chosen, or the people behind a row that is nobody.
    pub(super) fn open(&mut self) -> Vec<Step> {
        if let Some(campaign) = self.campaign() {
            return vec![Step::Go(Go::Campaign(campaign.campaign.id))];
        }
        let opens = self.row().and_then(Row::opens);
        match opens {
            Some(opened) => {
                self.open_people(opened);
                Vec::new()
            }
            None => self.go(|who| Go::Card(Subject::Customer(who, self.vehicle()))),
        }
    }

    /// The chosen campaign.
    pub(super) fn campaign(&self) -> Option<&CampaignTold> {
        let Some(Row::Campaign(at)) = self.row() else {
            return None;
        };
        self.weekly.value.as_ref()?.campaigns.get(at)
    }

    fn go(&self, to: impl Fn(CustomerId) -> Go) -> Vec<Step> {
        let step = self.chosen().map(|who| Step::Go(to(who)));
        step.into_iter().collect()
    }

    fn copy(&self) -> Vec<Step> {
        let who = self.chosen().and_then(|who| self.introduced(who));
        let phone = who.map(|who| Step::Copy(who.phone.clone()));
        phone.into_iter().collect()
    }

    fn moved(&mut self, key: Key) {
        match (&self.why, &self.closing) {
            (Some(why), _) => {
                why.scroll.press(key);
            }
            (None, Some(closing)) => {
                closing.press(key);
            }
            (None, None) => {
                self.here_mut().list.press(key);
            }
        }
    }
}

/// A message to whoever stands in a row, with what the row knows of it.
fn message_to(
    customer: CustomerId,
    (template, given): (Option<&str>, Vec<(Placeholder, Given)>),
) -> Go {
    Go::Message(Box::new(Addressed {
        template: template.map(str::to_owned),
        given,
        ..Addressed::to(Subject::Customer(customer, None))
    }))
}
