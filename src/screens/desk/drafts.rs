//! What was typed into a form and not saved: said in one line while nobody searches, opened or
//! thrown away by a command.

use super::Desk;
use crate::domain::{DraftForm, KeptDraft};
use crate::kit::width::fit;
use crate::look::Look;
use crate::protocol::{Choice, Command, Context, Fate, Go, Level, Notice, Question, Step};
use crate::screens::sheet::{Wording, message};
use crate::text::{Lang, Say, say};

/// Columns for whom it is about and for who typed it: what to do next is always seen.
const ABOUT: u16 = 40;
const BY: u16 = 20;

impl Desk {
    pub(super) fn open_draft(&self) -> Vec<Step> {
        let draft = self.draft().map(|draft| draft.op);
        draft
            .map(|op| Step::Go(Go::TakeDraft(op)))
            .into_iter()
            .collect()
    }

    /// What a press of the mouse on the line about drafts means.
    pub(super) fn offered_at(&self, column: u16, row: u16) -> Option<Command> {
        if self.offer_to_drop.has(column, row) {
            return Some(Command::DropDraft);
        }
        let on_line = self.offer.has(column, row);
        on_line.then_some(Command::OpenDraft)
    }

    /// Asks first: nothing brings back what is thrown away.
    pub(super) fn drop_draft(&mut self, context: &Context) -> Vec<Step> {
        let Some(draft) = self.draft() else {
            return Vec::new();
        };
        let op = draft.op;
        let lang = context.lang;
        let answers = [Say::DraftKeepIt, Say::DraftThrowAway];
        let question = Question {
            title: Say::DraftDropTitle.in_(lang).to_owned(),
            body: vec![said(draft, context)],
            choices: answers
                .map(|answer| Question::choice(answer.in_(lang)))
                .into(),
        };
        self.dropping = Some(op);
        vec![Step::Go(Go::Ask(question))]
    }

    pub(super) fn dropped(&mut self, choice: Choice, context: &Context) -> Vec<Step> {
        let op = self.dropping.take().filter(|_| choice == Choice::Nth(1));
        let Some(op) = op else { return Vec::new() };
        self.drafts.retain(|draft| draft.op != op);
        let thrown = Notice {
            level: Level::Done,
            text: Say::DraftThrown.in_(context.lang).to_owned(),
            hint: String::new(),
        };
        vec![Step::EndDraft(op, Fate::Thrown), Step::Say(thrown)]
    }

    /// The line about what is not saved; nothing while somebody searches, who has a customer
    /// before them.
    pub(super) fn about_draft(&self, look: &Look, context: &Context) -> Option<String> {
        let draft = self.draft()?;
        if !self.search.query().is_empty() {
            return None;
        }
        let lang = context.lang;
        let keys = say::draft_keys(lang, key(Command::OpenDraft), drop_key());
        let more = self.drafts.len() as u64 - 1;
        let short = |text: &str, most| fit(text, most, look.symbols.more).into_owned();
        let draft = KeptDraft {
            about: short(&told(draft, lang), ABOUT),
            by: short(&draft.by, BY),
            ..draft.clone()
        };
        let mut line = format!("{} {keys}", said(&draft, context));
        if more > 0 {
            line.push(' ');
            line.push_str(&say::draft_more(lang, more));
        }
        Some(line)
    }
}

/// The key that throws a draft away: pressed with the mouse it does the same.
pub(super) fn drop_key() -> &'static str {
    key(Command::DropDraft)
}

/// The first key of a command as it ships.
fn key(command: Command) -> &'static str {
    command.spec().keys.first().copied().unwrap_or_default()
}

/// Whom it is about, in the language of whoever reads it.
fn told(draft: &KeptDraft, lang: Lang) -> String {
    match draft.form {
        DraftForm::Message => message::draft_told(&draft.about, lang),
        _ => draft.about.clone(),
    }
}

/// Which form it was, who typed it, and when.
fn said(draft: &KeptDraft, context: &Context) -> String {
    let words = Wording::of(context);
    let form = form(draft.form, words);
    let when = if draft.day == context.today {
        draft.time.clone()
    } else {
        format!("{} {}", words.date(draft.day), draft.time)
    };
    if draft.about.is_empty() {
        say::draft_one(context.lang, form, &draft.by, when)
    } else {
        say::draft_about(context.lang, form, &draft.about, &draft.by, when)
    }
}

fn form(form: DraftForm, words: Wording<'_>) -> String {
    let lang = words.lang;
    let asset = words.trade.asset.as_ref();
    let asset = |word: fn(&crate::domain::trade::Asset) -> &crate::domain::trade::Word| {
        asset.map_or_else(String::new, |asset| words.inside(word(asset)))
    };
    match form {
        DraftForm::NewCustomer => Say::DraftNewCustomer.in_(lang).to_owned(),
        DraftForm::EditCustomer => Say::DraftEditCustomer.in_(lang).to_owned(),
        DraftForm::NewVisit => Say::DraftNewVisit.in_(lang).to_owned(),
        DraftForm::EditVisit => Say::DraftEditVisit.in_(lang).to_owned(),
        DraftForm::NewOwner => Say::DraftNewOwner.in_(lang).to_owned(),
        DraftForm::Terms => Say::DraftTerms.in_(lang).to_owned(),
        DraftForm::Message => Say::DraftMessage.in_(lang).to_owned(),
        DraftForm::Shop => Say::DraftShop.in_(lang).to_owned(),
        DraftForm::NewVehicle => say::draft_new_vehicle(lang, asset(|asset| &asset.one)),
        DraftForm::EditVehicle => say::draft_edit_vehicle(lang, asset(|asset| &asset.one)),
        DraftForm::NewPlate => say::draft_new_plate(lang, asset(|asset| &asset.plate)),
    }
}
