//! The text of a message that somebody wrote and did not send: put aside as a draft, and taken up
//! again for the same customer and template.

use super::MessageScreen;
use super::model::{Editing, Leaving, Stage};
use crate::domain::{
    CampaignId, Draft, DraftField, DraftForm, DraftText, KeptDraft, MessageChannel, Occasion,
    OccasionKind, Subject,
};
use crate::protocol::{Addressed, Context, Fate, Go, Level, Notice, Step};
use crate::screens::sheet::{message as words, wording};
use crate::text::{Lang, Say};

/// The stable names of what is kept of a message.
const TEXT: &str = "text";
const TEMPLATE: &str = "template";
const LANGUAGE: &str = "language";
const CHANNEL: &str = "channel";
const CAMPAIGN: &str = "campaign";
const FEAST: &str = "feast";

impl MessageScreen {
    /// The message of a draft; `None` when the draft does not say to whom.
    pub fn resume(draft: &Draft, context: &Context) -> Option<Self> {
        let typed = |name| draft.text.typed(name);
        let begin = Addressed {
            template: Some(typed(TEMPLATE).to_owned()),
            campaign: typed(CAMPAIGN).parse().ok().map(CampaignId),
            about: feast(&draft.text),
            ..Addressed::to(draft.subject?)
        };
        let mut screen = Self::new(begin, context);
        screen.take_up(draft);
        screen.goes_on = true;
        Some(screen)
    }

    /// What was put aside of the chosen template, the newest.
    pub(super) fn put_aside(&self) -> Option<&(KeptDraft, DraftText)> {
        self.put_aside_of(&self.template()?.key)
    }

    /// What was put aside of the template of a key.
    pub(super) fn put_aside_of(&self, key: &str) -> Option<&(KeptDraft, DraftText)> {
        let mut all = self.known.value.iter().flat_map(|known| &known.drafts);
        all.find(|(_, text)| text.typed(TEMPLATE) == key)
    }

    /// The draft that was asked for is this terminal's. Whoever does something else meanwhile is
    /// not disturbed.
    pub(super) fn taken(&mut self, draft: &Draft) -> Vec<Step> {
        let chosen = self.template().map(|template| template.key.as_str());
        let waits = self.editing.is_none() && self.by_hand().is_none();
        let same = chosen == Some(draft.text.typed(TEMPLATE));
        let asked = self
            .put_aside()
            .is_some_and(|(kept, _)| kept.op == draft.op);
        if !(waits && same && asked) {
            return vec![Step::EndDraft(draft.op, Fate::Left)];
        }
        self.take_up(draft);
        self.stage = Stage::Choosing;
        self.open_text();
        Vec::new()
    }

    /// Makes the text of a draft that of this message.
    fn take_up(&mut self, draft: &Draft) {
        let typed = |name| draft.text.typed(name);
        self.lang = Lang::of(typed(LANGUAGE)).unwrap_or(self.lang);
        self.channel = MessageChannel::of(typed(CHANNEL)).or(self.channel);
        let campaign = typed(CAMPAIGN).parse().ok().map(CampaignId);
        self.begin.campaign = self.begin.campaign.or(campaign);
        self.begin.about = self.begin.about.take().or_else(|| feast(&draft.text));
        self.text = Some((typed(TEMPLATE).to_owned(), typed(TEXT).to_owned()));
        self.draft = Some(draft.op);
        self.op = None;
    }

    /// What is written and not sent, as a draft.
    pub(super) fn unsent(&self) -> Option<Draft> {
        let key = &self.template()?.key;
        let (key, text) = match &self.editing {
            Some(Editing::Text(line)) if self.is_changed() => {
                (key.clone(), line.value().to_owned())
            }
            _ => self.text.clone()?,
        };
        if text.trim().is_empty() {
            return None;
        }
        let customer = self.customer()?;
        let vehicle = match self.begin.to {
            Subject::Customer(_, vehicle) => vehicle,
            Subject::Vehicle(vehicle) => Some(vehicle),
        };
        let who = wording::person(&customer.facts);
        let campaign = self.begin.campaign.map(|id| id.0.to_string());
        let feast = self.begin.about.as_ref().map(|about| about.refers.clone());
        let fields = [
            (TEXT, text),
            (TEMPLATE, key.clone()),
            (LANGUAGE, self.lang.code().to_owned()),
            (CHANNEL, self.way().key().to_owned()),
            (CAMPAIGN, campaign.unwrap_or_default()),
            (FEAST, feast.unwrap_or_default()),
        ];
        let fields = fields.into_iter().filter(|(_, text)| !text.is_empty());
        let field = |(name, text): (&str, String)| DraftField {
            name: name.to_owned(),
            was: String::new(),
            text,
        };
        Some(Draft {
            op: self.draft?,
            form: DraftForm::Message,
            subject: Some(Subject::Customer(customer.id, vehicle)),
            visit: None,
            about: words::draft_about(&who, &key),
            text: DraftText {
                focus: TEXT.to_owned(),
                fields: fields.map(field).collect(),
                chosen: None,
                brought_by: None,
            },
        })
    }

    /// Puts what is written aside, if anything is: anybody may take it up again.
    pub(super) fn leave_text(&mut self) -> Option<Step> {
        let draft = self.unsent();
        self.text = None;
        self.draft = None;
        self.op = None;
        draft.map(|draft| Step::LeaveDraft(Box::new(draft)))
    }

    /// Leaves the message or the program; what is written stays as a draft, and that is said.
    pub(super) fn put_aside_and(&mut self, to: Leaving, context: &Context) -> Vec<Step> {
        let left = self.leave_text();
        let said = left.is_some().then(|| Notice {
            level: Level::Info,
            text: Say::MessagePutAside.in_(context.lang).to_owned(),
            hint: String::new(),
        });
        let go = match to {
            Leaving::Program => Go::Quit,
            Leaving::Message | Leaving::Typing => Go::Back(said),
        };
        left.into_iter().chain([Step::Go(go)]).collect()
    }

    /// Stops typing into the text of this message, which stays as it is typed. One that says
    /// nothing is none.
    pub(super) fn put_down(&mut self, to: Leaving, context: &Context) -> Vec<Step> {
        let changed = self.is_changed();
        let typed = match self.editing.take() {
            Some(Editing::Text(line)) => line.value().trim().to_owned(),
            _ => String::new(),
        };
        self.refused.clear();
        let key = self.template().map(|template| template.key.clone());
        if let (true, false, Some(key)) = (changed, typed.is_empty(), key) {
            self.text = Some((key, typed));
            self.op = None;
        }
        if to == Leaving::Program {
            return self.put_aside_and(to, context);
        }
        Vec::new()
    }

    /// Takes the template's text again; what was written is thrown away.
    pub(super) fn throw_text_away(&mut self, context: &Context) -> Vec<Step> {
        self.text = None;
        self.op = None;
        self.stage = Stage::Choosing;
        let thrown = Notice {
            level: Level::Done,
            text: Say::DraftThrown.in_(context.lang).to_owned(),
            hint: String::new(),
        };
        let ends = self.draft.take().map(|op| Step::EndDraft(op, Fate::Thrown));
        ends.into_iter().chain([Step::Say(thrown)]).collect()
    }
}

/// The feast from whose list the message of a draft goes.
fn feast(text: &DraftText) -> Option<Occasion> {
    let refers = text.typed(FEAST).to_owned();
    (!refers.is_empty()).then_some(Occasion {
        kind: OccasionKind::Feast,
        refers,
    })
}
