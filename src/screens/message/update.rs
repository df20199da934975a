//! What the screen of a message does with an event.

use super::MessageScreen;
use super::code::{Offer, room};
use super::model::{Editing, Leaving, Saving, Stage};
use super::propose;
use crate::domain::{Change, Customer, Draft, FIELD_GREETINGS, Gate, Greeting, Greetings, Receipt};
use crate::kit::{Canvas, ListIntent, ScrollText};
use crate::message::{Squares, Templates, language, link};
use crate::protocol::{
    Answer, Applies, Command, Context, Event, Go, Key, Level, Mouse, MouseKind, Notice, Query,
    Scope, Slot, Step, ToWrite,
};
use crate::screens::Screen;
use crate::screens::entry::saved;
use crate::screens::sheet::wording::person;
use crate::screens::sheet::{Wording, consent, message as words};
use crate::text::{Lang, Say, say};

/// The key that takes something back, as it ships.
const UNDO: &str = "Ctrl+Z";

impl Screen for MessageScreen {
    fn scope(&self) -> Scope {
        Scope::Message
    }

    fn applies(&self, command: Command) -> Applies {
        if self.editing.is_some() {
            return match command {
                Command::Save | Command::Back => Applies::Yes,
                _ => Applies::No,
            };
        }
        match command {
            Command::Back => Applies::Yes,
            Command::Save => Applies::No,
            command if command.row_key().is_some() => Applies::Yes,
            Command::SendMessage => self.can_go_on(),
            Command::CopyMessage => self.can_copy(),
            Command::ResetTemplate if self.own().is_none() && self.by_hand().is_none() => {
                Applies::Blocked(Say::MessageBlockedNotOurs)
            }
            Command::InvertCode if self.stage == Stage::Choosing => {
                Applies::Blocked(Say::MessageBlockedNoCode)
            }
            Command::MessageChannel
            | Command::MessageLang
            | Command::EditMessage
            | Command::EditTemplate
            | Command::ResetTemplate
            | Command::InvertCode => self.if_known(),
            Command::AgreeYes | Command::AgreeNo => match self.gate() {
                Some(Gate::NotAsked(_)) => self.if_free(),
                Some(Gate::NotWished(_)) if command == Command::AgreeYes => self.if_free(),
                _ => Applies::No,
            },
            _ => Applies::No,
        }
    }

    /// Where the customer lets nobody write to them, no key stands in the bottom line that leads to sending.
    fn footer(&self, command: Command, _: Applies) -> Option<u8> {
        let leads = matches!(
            command,
            Command::SendMessage
                | Command::CopyMessage
                | Command::EditMessage
                | Command::MessageChannel
                | Command::MessageLang
                | Command::InvertCode
        );
        (leads && self.editing.is_none() && self.is_shut()).then_some(0)
    }

    fn explains(&self) -> Vec<Say> {
        vec![Say::MessageExplain]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown | Event::Stale => vec![self.ask()],
            Event::Command(command) => self.command(command, context),
            Event::Key(key) => self.key(key, context),
            Event::Paste(text) => self.paste(text, context),
            Event::Mouse(mouse) => self.mouse(mouse, context),
            Event::Answer(Slot::ToWrite, Answer::ToWrite(known)) => {
                self.arrived(known.as_deref(), context);
                self.forbidden(context)
            }
            Event::Failed(Slot::ToWrite, failure) => {
                self.known.fail(failure);
                Vec::new()
            }
            Event::Slow(Slot::ToWrite) => {
                self.known.takes_long();
                Vec::new()
            }
            Event::Chosen(choice) => self.left(*choice, context),
            Event::Taken(draft) => self.taken(draft),
            Event::Saved(receipt) => self.saved(receipt, context),
            Event::NotSaved(failure) => self.not_saved(failure, context),
            _ => Vec::new(),
        }
    }

    fn unsaved(&self, _: &Context) -> Option<Draft> {
        self.unsent()
    }

    fn command_is_called(&self, command: Command) -> Option<(Say, Say)> {
        match command {
            Command::SendMessage if !self.missing().is_empty() => {
                Some((Say::MessageFill, Say::MessageFillHelp))
            }
            Command::SendMessage if self.stage == Stage::Shown => {
                Some((Say::MessageMark, Say::MessageMarkHelp))
            }
            Command::ResetTemplate if self.by_hand().is_some() => {
                Some((Say::MessageDropText, Say::MessageDropTextHelp))
            }
            Command::Back if matches!(self.editing, Some(Editing::Text(_))) => {
                Some((Say::CommandBack, Say::MessagePutDownHelp))
            }
            _ => None,
        }
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl MessageScreen {
    pub(super) fn ask(&mut self) -> Step {
        self.known.ask();
        Step::Read(Slot::ToWrite, Query::ToWrite(self.begin.to))
    }

    /// What the book says. What was chosen and typed stays.
    fn arrived(&mut self, known: Option<&ToWrite>, context: &Context) {
        self.today = context.today;
        self.leap = context.trade.leap_day;
        self.currency.clone_from(&context.currency);
        let mut known = known.cloned();
        if let Some(known) = &mut known {
            known.card.as_of(context.today);
        }
        let chosen = self.template().map(|template| template.key.clone());
        self.templates = known.as_ref().map_or_else(Templates::shipped, |known| {
            Templates::of_shop(&known.templates)
        });
        if let Some(known) = &known {
            if self.order.len() != self.templates.all().len() {
                let wanted = chosen.as_deref().or(self.begin.template.as_deref());
                let now = self.now(known);
                self.order = propose::order(&self.templates, wanted, &known.card, now);
            }
            let at = |row: &usize| self.template_at(*row).map(|one| &one.key) == chosen.as_ref();
            let now_at = (0..self.order.len()).find(at).filter(|_| chosen.is_some());
            self.list.replace(self.order.len(), now_at.or(Some(0)));
            if let (None, Some(customer)) = (self.channel, &known.card.customer) {
                self.channel = Some(link::preferred(&customer.facts));
                if self.text.is_none() {
                    self.lang = language(&customer.facts, &known.sign, context.lang);
                }
            }
        }
        self.known.put(known);
        if self.known.value.is_some()
            && std::mem::take(&mut self.goes_on)
            && self.by_hand().is_some()
        {
            self.open_text();
        }
    }

    /// What the customer does not want any more, as somebody wrote down elsewhere, is not shown to be
    /// sent.
    fn forbidden(&mut self, context: &Context) -> Vec<Step> {
        let shut = self.gate().filter(|gate| !gate.is_open());
        let Some(gate) = shut.filter(|_| self.stage == Stage::Shown) else {
            return Vec::new();
        };
        self.stage = Stage::Choosing;
        let why = words::forbidden_here(gate, context.lang);
        let said = why.map(|text| Notice {
            level: Level::Attention,
            text,
            hint: String::new(),
        });
        said.map(Step::Say).into_iter().collect()
    }

    fn if_known(&self) -> Applies {
        match (&self.known.value, self.template()) {
            (Some(known), Some(_)) if known.card.customer.is_some() => Applies::Yes,
            (Some(known), _) if known.card.customer.is_none() => {
                Applies::Blocked(Say::NoticeBlockedNoOwner)
            }
            _ => Applies::Blocked(Say::WordLoading),
        }
    }

    fn if_free(&self) -> Applies {
        match self.saving {
            Some(_) => Applies::Blocked(Say::NoticeBlockedBusy),
            None => self.if_known(),
        }
    }

    /// Whether the text may leave: the customer lets us, it fits today, the template is right, nothing is
    /// missing.
    fn can_copy(&self) -> Applies {
        // Nobody is asked about what does not fit anyway.
        let unfit = self.unfit().map(|_| Say::MessageBlockedUnfit);
        let blocked = match self.gate() {
            Some(Gate::DoNotContact) => Some(Say::MessageBlockedContact),
            Some(Gate::Refused(_)) => Some(Say::MessageBlockedRefused),
            _ if unfit.is_some() => unfit,
            Some(Gate::NotAsked(_)) => Some(Say::MessageBlockedNotAsked),
            Some(Gate::NotWished(_)) => Some(Say::MessageBlockedNotWished),
            Some(Gate::Open) | None => None,
        };
        let blocked = blocked
            .or_else(|| self.mistake().map(|_| Say::MessageBlockedTemplate))
            .or_else(|| (!self.is_whole()).then_some(Say::MessageBlockedHoles));
        match (self.if_known(), blocked) {
            (Applies::Yes, Some(why)) => Applies::Blocked(why),
            (applies, _) => applies,
        }
    }

    fn can_go_on(&self) -> Applies {
        match (self.can_copy(), self.nowhere()) {
            (Applies::Yes, Some(why)) => Applies::Blocked(why),
            (Applies::Yes, None) => self.if_free(),
            // It is asked for.
            (Applies::Blocked(Say::MessageBlockedHoles), _) if !self.missing().is_empty() => {
                self.if_free()
            }
            (applies, _) => applies,
        }
    }

    fn command(&mut self, command: Command, context: &Context) -> Vec<Step> {
        if self.editing.is_some() {
            return match command {
                Command::Save => self.keep(context),
                Command::Back => self.leave(Leaving::Typing, context),
                Command::Quit => self.leave(Leaving::Program, context),
                _ => Vec::new(),
            };
        }
        match command {
            Command::Back if self.stage == Stage::Shown => self.stage = Stage::Choosing,
            Command::Back => return self.put_aside_and(Leaving::Message, context),
            Command::Quit => return self.put_aside_and(Leaving::Program, context),
            Command::SendMessage => return self.go_on(context),
            Command::CopyMessage => return self.body().map(Step::Copy).into_iter().collect(),
            Command::MessageChannel => {
                self.channel = Some(self.way().next());
                // What was shown, and copied, was for another way.
                self.stage = Stage::Choosing;
            }
            Command::MessageLang => return self.turn_language(),
            Command::EditMessage => return self.edit_text(context),
            Command::EditTemplate => self.edit_template(),
            Command::ResetTemplate => return self.reset(context),
            Command::InvertCode => self.inverted = !self.inverted,
            Command::AgreeYes => return self.answer(true, context),
            Command::AgreeNo => return self.answer(false, context),
            moves => {
                let key = moves.row_key().map(Key::plain);
                return key.map_or_else(Vec::new, |key| self.moved(key));
            }
        }
        Vec::new()
    }

    fn turn_language(&mut self) -> Vec<Step> {
        // A text that was changed by hand is in one language only.
        let left = self.leave_text();
        self.lang = match self.lang {
            Lang::En => Lang::Id,
            Lang::Id => Lang::En,
        };
        self.stage = Stage::Choosing;
        left.into_iter().collect()
    }

    /// Asks for what is missing, then shows the message, then marks it as sent.
    fn go_on(&mut self, context: &Context) -> Vec<Step> {
        match self.stage {
            _ if !self.missing().is_empty() => {
                self.stage = Stage::Choosing;
                self.fill_in();
                Vec::new()
            }
            Stage::Choosing => self.show(context),
            Stage::Shown => self.mark(context),
        }
    }

    /// Shows the message. Where the window does not hold the code of the whole, its text is copied.
    fn show(&mut self, context: &Context) -> Vec<Step> {
        self.stage = Stage::Shown;
        self.scroll = ScrollText::default();
        let squares = if context.ascii {
            Squares::Pairs
        } else {
            Squares::Halves
        };
        match self.offer(room(context.size), squares) {
            Offer::Whole(_) => Vec::new(),
            _ => self.body().map(Step::CopyUnsaid).into_iter().collect(),
        }
    }

    fn mark(&mut self, context: &Context) -> Vec<Step> {
        let Some(sent) = self.sent() else {
            return Vec::new();
        };
        // What was written goes with its draft.
        let written = self.draft.filter(|_| self.by_hand().is_some());
        let op = *self.op.get_or_insert(written.unwrap_or(context.op));
        self.saving = Some(Saving::Sent);
        let sent = Box::new(sent);
        let change = if self.is_again() {
            Change::MarkSentAgain(sent)
        } else {
            Change::MarkSent(sent)
        };
        vec![Step::Write(op, Box::new(change))]
    }

    fn answer(&mut self, yes: bool, context: &Context) -> Vec<Step> {
        let mut answer = None;
        let change = match (self.gate(), self.customer()) {
            (Some(Gate::NotAsked(purpose)), Some(customer)) => {
                answer = Some((purpose, yes));
                consent::at_the_counter(customer.id, purpose, yes, context)
            }
            (Some(Gate::NotWished(feast)), Some(customer)) if yes => wished(customer, feast),
            _ => return Vec::new(),
        };
        self.saving = Some(Saving::Consent(answer));
        vec![Step::Write(context.op, Box::new(change))]
    }

    fn saved(&mut self, receipt: &Receipt, context: &Context) -> Vec<Step> {
        let lang = context.lang;
        let text = match self.saving.take() {
            Some(Saving::Sent) => {
                let said = done(say::message_done_sent(lang, UNDO));
                let mut steps = Vec::new();
                if self.by_hand().is_none() {
                    // Of another template.
                    steps.extend(self.leave_text());
                }
                steps.push(Step::Go(Go::Back(Some(said))));
                return steps;
            }
            Some(Saving::Template) => {
                self.editing = None;
                Step::Say(done(say::message_done_template(lang, UNDO)))
            }
            Some(Saving::Consent(Some((purpose, yes)))) => {
                let who = self.customer();
                let who = who.map_or_else(String::new, |who| person(&who.facts));
                let words = Wording::of(context);
                Step::Say(done(consent::written(&who, purpose, yes, words)))
            }
            Some(Saving::Consent(None)) | None => saved::said(receipt, context),
        };
        vec![text, self.ask()]
    }

    fn moved(&mut self, key: Key) -> Vec<Step> {
        if self.stage == Stage::Shown {
            self.scroll.press(key);
        } else if self.list.press(key) == ListIntent::Moved {
            self.scroll = ScrollText::default();
            self.refused.clear();
        }
        Vec::new()
    }

    fn mouse(&mut self, mouse: Mouse, context: &Context) -> Vec<Step> {
        let at = (mouse.column, mouse.row).into();
        if self.editing.is_some() {
            return Vec::new();
        }
        if self.stage == Stage::Shown {
            match mouse.kind {
                MouseKind::WheelUp => self.scroll.wheel(false),
                MouseKind::WheelDown => self.scroll.wheel(true),
                MouseKind::Press | MouseKind::Double => {}
            }
            return Vec::new();
        }
        let intent = match mouse.kind {
            MouseKind::Press => match self.list.click(at) {
                ListIntent::Chosen(_) => ListIntent::Ignored,
                intent => intent,
            },
            MouseKind::Double => self.list.click(at),
            MouseKind::WheelUp => self.list.wheel(at, false),
            MouseKind::WheelDown => self.list.wheel(at, true),
        };
        match (intent, self.can_go_on()) {
            (ListIntent::Chosen(_), Applies::Yes) => self.go_on(context),
            _ => Vec::new(),
        }
    }
}

/// The customer wishes to be greeted at one more feast.
fn wished(customer: &Customer, feast: Greeting) -> Change {
    let mut wishes = Greetings::kept(&customer.facts.fields);
    wishes.0.insert(feast);
    let base = Box::new(customer.facts.clone());
    let mut facts = base.clone();
    let key = FIELD_GREETINGS.to_owned();
    facts.fields.insert(key, wishes.to_string());
    let id = customer.id;
    Change::EditCustomer { id, base, facts }
}

fn done(text: String) -> Notice {
    Notice {
        level: Level::Done,
        text,
        hint: String::new(),
    }
}
