//! The text of one message, or a template, typed into.

use super::MessageScreen;
use super::model::{Editing, Leaving, Saving, Stage};
use crate::domain::{Change, MESSAGE_CHARS, TemplateFacts};
use crate::kit::Line;
use crate::message::Mistake;
use crate::protocol::{Choice, Code, Context, Failure, Go, Key, Level, Notice, Step};
use crate::screens::entry::{saved, unsaved};
use crate::text::say;

impl MessageScreen {
    /// The text of this message, as far as it is known; what was put aside of it is taken up first.
    pub(super) fn edit_text(&mut self, context: &Context) -> Vec<Step> {
        if let (None, Some((kept, _))) = (self.by_hand(), self.put_aside()) {
            return vec![Step::Go(Go::TakeDraft(kept.op))];
        }
        let mut steps = Vec::new();
        if self.by_hand().is_none() {
            // Whatever else was written here is put aside.
            steps.extend(self.leave_text());
        }
        self.draft.get_or_insert(context.op);
        self.open_text();
        steps
    }

    /// Lets the text of this message be typed into.
    pub(super) fn open_text(&mut self) {
        let text = self.letter().map(|letter| letter.text(self.lang));
        self.editing = text.map(|text| Editing::Text(line(&text)));
        self.refused.clear();
    }

    /// The template in the language of the message.
    pub(super) fn edit_template(&mut self) {
        let text = self
            .template()
            .map(|template| template.text(self.lang).to_owned());
        self.editing = text.map(|text| Editing::Template(line(&text)));
        self.refused.clear();
    }

    pub(super) fn key(&mut self, key: Key, context: &Context) -> Vec<Step> {
        if matches!(self.editing, Some(Editing::Missing(_))) {
            self.filling(key);
            return Vec::new();
        }
        let Some(Editing::Text(line) | Editing::Template(line)) = &mut self.editing else {
            return Vec::new();
        };
        let breaks = Key {
            alt: true,
            ..Key::plain(Code::Enter)
        };
        if key == breaks || key == Key::ctrl('j') {
            line.break_line();
        } else if key == Key::plain(Code::Enter) {
            return self.keep(context);
        } else {
            line.press(key);
        }
        Vec::new()
    }

    /// What finds no room as a whole is not put in, and that is said.
    pub(super) fn paste(&mut self, text: &str, context: &Context) -> Vec<Step> {
        if let Some(Editing::Missing(missing)) = &mut self.editing {
            if let Some(line) = missing.line() {
                line.paste(text);
            }
            return Vec::new();
        }
        let Some(Editing::Text(line) | Editing::Template(line)) = &mut self.editing else {
            return Vec::new();
        };
        if line.has_room_for(text) {
            line.paste(text);
            return Vec::new();
        }
        vec![Step::Say(Notice {
            level: Level::Attention,
            text: Mistake::TooLong.sentence(context.lang),
            hint: String::new(),
        })]
    }

    /// Whether something is typed that was not kept.
    pub(super) fn is_changed(&self) -> bool {
        let (line, before) = match &self.editing {
            None | Some(Editing::Missing(_)) => return false,
            Some(Editing::Text(line)) => {
                let letter = self.letter();
                (line, letter.map(|letter| letter.text(self.lang)))
            }
            Some(Editing::Template(line)) => {
                let template = self.template();
                (line, template.map(|one| one.text(self.lang).to_owned()))
            }
        };
        before.is_none_or(|before| before != line.value())
    }

    /// Puts the text of this message down as it is; asks before what is typed into a template is
    /// thrown away.
    pub(super) fn leave(&mut self, to: Leaving, context: &Context) -> Vec<Step> {
        if matches!(self.editing, Some(Editing::Text(_))) {
            return self.put_down(to, context);
        }
        self.filled();
        if self.is_changed() {
            self.leaving = Some(to);
            return unsaved::ask(context.lang);
        }
        if to == Leaving::Typing {
            self.stop_typing();
            return Vec::new();
        }
        self.put_aside_and(to, context)
    }

    /// What was answered.
    pub(super) fn left(&mut self, choice: Choice, context: &Context) -> Vec<Step> {
        match (self.leaving.take(), choice) {
            (Some(Leaving::Typing), Choice::Nth(1)) => self.stop_typing(),
            (Some(Leaving::Program), Choice::Nth(1)) => {
                self.stop_typing();
                return self.put_aside_and(Leaving::Program, context);
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn stop_typing(&mut self) {
        self.editing = None;
        self.refused.clear();
    }

    /// Keeps what is typed: of a message for this message, of a template in the book.
    pub(super) fn keep(&mut self, context: &Context) -> Vec<Step> {
        let Some(key) = self.template().map(|template| template.key.clone()) else {
            return Vec::new();
        };
        match self.editing.take() {
            Some(Editing::Text(line)) => {
                self.text = Some((key, line.value().trim().to_owned()));
                self.op = None;
                self.stage = Stage::Choosing;
                Vec::new()
            }
            Some(Editing::Template(line)) => {
                let steps = self.keep_template(line.value().trim(), context);
                self.editing = Some(Editing::Template(line));
                steps
            }
            Some(missing @ Editing::Missing(_)) => {
                self.editing = Some(missing);
                self.filled();
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn keep_template(&mut self, text: &str, context: &Context) -> Vec<Step> {
        let Some(template) = self.template() else {
            return Vec::new();
        };
        match template.check_text(text) {
            Ok(()) => {}
            // What offers something is kept as a promotion by whoever knows that.
            Err(Mistake::Offers(_)) if self.promotes.as_deref() == Some(text) => {}
            Err(Mistake::Offers(words)) => {
                self.refused = say::message_template_becomes(context.lang, words);
                self.promotes = Some(text.to_owned());
                return Vec::new();
            }
            Err(mistake) => {
                self.refused = mistake.sentence(context.lang);
                return Vec::new();
            }
        }
        let base = self.own().cloned();
        let facts = template.written(base.as_ref(), self.lang, text);
        self.set_template(base, Some(facts), context)
    }

    /// Takes the template's text instead of what somebody made of it for this message; else what
    /// ships instead of the shop's text. A template of the shop's own goes.
    pub(super) fn reset(&mut self, context: &Context) -> Vec<Step> {
        if self.by_hand().is_some() {
            return self.throw_text_away(context);
        }
        self.set_template(self.own().cloned(), None, context)
    }

    fn set_template(
        &mut self,
        base: Option<TemplateFacts>,
        facts: Option<TemplateFacts>,
        context: &Context,
    ) -> Vec<Step> {
        let Some(template) = self.template().filter(|_| self.saving.is_none()) else {
            return Vec::new();
        };
        let change = Change::SetTemplate {
            key: template.key.clone(),
            base: base.map(Box::new),
            facts: facts.map(Box::new),
        };
        self.saving = Some(Saving::Template);
        self.refused.clear();
        vec![Step::Write(context.op, Box::new(change))]
    }

    /// It was not saved: what was typed stays. The shell says why what is not said here.
    pub(super) fn not_saved(&mut self, failure: &Failure, context: &Context) -> Vec<Step> {
        self.saving = None;
        match failure {
            Failure::Refused(fields) => {
                let code = fields.first().map_or("", |(_, code)| code.as_str());
                self.refused = saved::told(code, context.lang);
                if saved::is_sent_already(fields) {
                    // Whoever goes on now knows it.
                    self.again = self.template().map(|template| template.key.clone());
                }
                self.op = None;
                // A code that fills the window leaves no room for the reason.
                self.stage = Stage::Choosing;
                vec![self.ask()]
            }
            // Somebody else changed the template: it is read again, and what is typed stays.
            Failure::Conflict(_) => vec![saved::conflict(context), self.ask()],
            Failure::Gone => vec![self.ask()],
            _ => Vec::new(),
        }
    }
}

fn line(text: &str) -> Line {
    Line::with_breaks(text).holding(MESSAGE_CHARS)
}
