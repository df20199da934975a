//! What the screen of a message knows.

use super::missing::Missing;
use crate::domain::{
    Customer, Day, Gate, Greetings, LeapDay, Meant, MessageChannel, MessagePurpose, Occasion, OpId,
    Purpose, SentMessage, TemplateFacts,
};
use crate::kit::{Line, List, ScrollText};
use crate::message::{
    Letter, Mistake, Now, Placeholder, Sender, Template, Templates, To, Unfit, Values, link,
};
use crate::protocol::{Addressed, Context, ToWrite};
use crate::screens::sheet::referral;
use crate::screens::shown::Shown;
use crate::text::{Lang, Say};

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Stage {
    /// A template is chosen.
    #[default]
    Choosing,
    /// The message is shown, to be opened, sent and marked.
    Shown,
}

/// What is typed into.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Editing {
    /// The text of this message.
    Text(Line),
    /// The template, in the language of the message.
    Template(Line),
    /// What is missing in the text.
    Missing(Missing),
}

/// What is on its way into the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Saving {
    /// What the customer answered; `None` for the wish to be greeted at a feast.
    Consent(Option<(Purpose, bool)>),
    /// That the message was sent.
    Sent,
    /// The template.
    Template,
}

/// Where to from a text that is typed into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaving {
    /// Back to the message.
    Typing,
    /// Out of the message.
    Message,
    /// Out of the program.
    Program,
}

/// A message to a customer.
#[derive(Debug)]
pub struct MessageScreen {
    /// To whom, and with what it begins.
    pub(super) begin: Addressed,
    /// What the book says.
    pub(super) known: Shown<ToWrite>,
    /// The shop's day, when that was read.
    pub(super) today: Day,
    /// When the shop keeps a birthday on 29 February in other years.
    pub(super) leap: LeapDay,
    /// ISO 4217 code of the shop's currency.
    pub(super) currency: String,
    /// The templates, with what the shop made of them.
    pub(super) templates: Templates,
    /// Places of the templates in the order of the list.
    pub(super) order: Vec<usize>,
    /// Which one is chosen.
    pub(super) list: List,
    /// How far it has come.
    pub(super) stage: Stage,
    /// The language of the message.
    pub(super) lang: Lang,
    /// By which way it goes; `None` until the customer is known.
    pub(super) channel: Option<MessageChannel>,
    /// The text as somebody changed it, and of which template.
    pub(super) text: Option<(String, String)>,
    /// What was typed for placeholders without a value.
    pub(super) typed: Vec<(Placeholder, String)>,
    /// The template of which it is known here that it was sent before.
    pub(super) again: Option<String>,
    /// Names the draft of that text, or of what is typed into this message.
    pub(super) draft: Option<OpId>,
    /// Whether the text is typed into as soon as the customer is known: it was put aside before.
    pub(super) goes_on: bool,
    /// What is typed into, while something is.
    pub(super) editing: Option<Editing>,
    /// Whether the squares of the code are swapped.
    pub(super) inverted: bool,
    /// How far the text is scrolled.
    pub(super) scroll: ScrollText,
    /// What is on its way into the book.
    pub(super) saving: Option<Saving>,
    /// Names the attempt to mark this message as sent.
    pub(super) op: Option<OpId>,
    /// Why the book refused what was to be kept.
    pub(super) refused: String,
    /// The text of a template that offers something, once that was said: kept again, it is a promotion.
    pub(super) promotes: Option<String>,
    /// Where to, while it is asked whether what is typed is thrown away.
    pub(super) leaving: Option<Leaving>,
}

impl MessageScreen {
    /// A message that nothing is known about yet; its language is that of whoever writes until it is
    /// known to whom it goes.
    pub fn new(begin: Addressed, context: &Context) -> Self {
        Self {
            begin,
            known: Shown::default(),
            today: context.today,
            leap: context.trade.leap_day,
            currency: context.currency.clone(),
            templates: Templates::shipped(),
            order: Vec::new(),
            list: List::default(),
            stage: Stage::Choosing,
            lang: context.lang,
            channel: None,
            text: None,
            typed: Vec::new(),
            again: None,
            draft: None,
            goes_on: false,
            editing: None,
            inverted: false,
            scroll: ScrollText::default(),
            saving: None,
            op: None,
            refused: String::new(),
            promotes: None,
            leaving: None,
        }
    }

    /// To whom it goes.
    pub(super) fn customer(&self) -> Option<&Customer> {
        self.known.value.as_ref()?.card.customer.as_ref()
    }

    /// The chosen template.
    pub(super) fn template(&self) -> Option<&Template> {
        self.template_at(self.list.selected()?)
    }

    /// The template in a row of the list.
    pub(super) fn template_at(&self, row: usize) -> Option<&Template> {
        self.templates.all().get(*self.order.get(row)?)
    }

    /// What the shop wrote for the chosen template.
    pub(super) fn own(&self) -> Option<&TemplateFacts> {
        let key = &self.template()?.key;
        let known = self.known.value.as_ref()?;
        known.templates.iter().find(|own| own.key == *key)
    }

    /// What somebody made of the text of this message; `None` for that of the template.
    pub(super) fn by_hand(&self) -> Option<&str> {
        let template = self.template()?;
        let text = self.text.as_ref().filter(|(key, _)| *key == template.key);
        text.map(|(_, text)| text.as_str())
    }

    /// By which way it goes.
    pub(super) fn way(&self) -> MessageChannel {
        self.channel.unwrap_or_default()
    }

    /// The text as far as it is known, without what stands below promotions.
    pub(super) fn letter(&self) -> Option<Letter> {
        let template = self.template()?;
        let values = self.values(template)?;
        Some(match self.by_hand() {
            Some(text) => Letter::new(text, &values),
            None => template.fill(self.lang, &values),
        })
    }

    fn sender(&self) -> Option<Sender<'_>> {
        let known = self.known.value.as_ref()?;
        Some(Sender {
            shop: &known.shop,
            currency: &self.currency,
            today: self.today,
            sign: &known.sign,
        })
    }

    fn values(&self, template: &Template) -> Option<Values> {
        let known = self.known.value.as_ref()?;
        let mut values = Values::of(&known.card, self.sender()?, template.filling, self.lang);
        if let Some(offer) = &self.begin.offer {
            values.promised(offer, template.filling, self.lang);
        }
        if let Some(gathering) = &self.begin.gathering {
            values.gathering(gathering, self.lang);
        }
        let mut given = self.begin.given.clone();
        if given.is_empty() && template.key == referral::THANKS {
            let owed = known.owed.iter();
            given = referral::given(owed.map(|owed| (&owed.friend, owed.points)));
        }
        for (placeholder, given) in &given {
            values.give(*placeholder, &given.told(self.lang));
        }
        for (placeholder, value) in &self.typed {
            values.give(*placeholder, value);
        }
        Some(values)
    }

    /// Whether nothing is missing in the text.
    pub(super) fn is_whole(&self) -> bool {
        self.letter().is_some_and(|letter| letter.is_whole())
    }

    /// What is wrong with the template itself, or with what was made of its text.
    pub(super) fn mistake(&self) -> Option<Mistake> {
        let template = self.template()?;
        match self.by_hand() {
            // What only offers something is asked about by the gate.
            Some(text) => crate::message::check(template.made_for, text)
                .err()
                .filter(|mistake| !matches!(mistake, Mistake::Tempts(_) | Mistake::Offers(_))),
            None => template.check().err(),
        }
    }

    /// What the message is: what its template was made for, or a promotion where it offers something.
    pub(super) fn meant(&self) -> Option<Meant> {
        let template = self.template()?;
        let text = self.letter()?.text(self.lang);
        let card = &self.known.value.as_ref()?.card;
        Some(template.meant((self.by_hand(), &text), card, self.sender()?))
    }

    /// The words that make a promotion of the message though its template was made for something else.
    pub(super) fn offered(&self) -> Option<String> {
        self.meant()?.offer().map(str::to_owned)
    }

    /// Whether the customer lets us.
    pub(super) fn gate(&self) -> Option<Gate> {
        let known = self.known.value.as_ref()?;
        let template = self.template()?;
        let wishes = Greetings::kept(&known.card.customer.as_ref()?.facts.fields);
        let meant = self.meant()?;
        Some(meant.gate(&template.key, &known.card.consents, &wishes))
    }

    /// What today is to the message.
    pub(super) fn now<'a>(&self, known: &'a ToWrite) -> Now<'a> {
        Now {
            today: self.today,
            leap: self.leap,
            far: &known.far,
            until: self.begin.until,
            gathering: self.begin.gathering.as_ref().map(|facts| facts.day),
            listed: self.begin.campaign.is_some(),
        }
    }

    /// Why the chosen template does not fit today; `None` where it does.
    pub(super) fn unfit(&self) -> Option<Unfit> {
        let known = self.known.value.as_ref()?;
        let to = To::of(&known.card, self.today)?;
        self.template()?.unfit(to, self.now(known))
    }

    /// Whether the customer wants no such message, whatever is filled in.
    pub(super) fn is_shut(&self) -> bool {
        let gate = self.gate();
        matches!(gate, Some(Gate::DoNotContact | Gate::Refused(_)))
    }

    /// Whether the chosen template was sent before, and that was said.
    pub(super) fn is_again(&self) -> bool {
        let key = self.template().map(|template| template.key.as_str());
        key.is_some() && key == self.again.as_deref()
    }

    /// The whole text as it goes.
    pub(super) fn body(&self) -> Option<String> {
        let text = self.letter()?.text(self.lang);
        let purpose = self.meant()?.purpose();
        Some(self.templates.ended(purpose, self.lang, &text))
    }

    /// Where the message goes: digits of a chat, or an address.
    pub(super) fn address(&self) -> Option<&str> {
        let facts = &self.customer()?.facts;
        match self.way() {
            MessageChannel::WhatsApp => link::chat_number(facts),
            MessageChannel::Email => Some(facts.email.as_str()).filter(|email| !email.is_empty()),
            MessageChannel::Clipboard => None,
        }
    }

    /// Why it goes nowhere by this way; `None` where it does.
    pub(super) fn nowhere(&self) -> Option<Say> {
        match self.way() {
            MessageChannel::WhatsApp if self.address().is_none() => {
                Some(Say::MessageBlockedNoPhone)
            }
            MessageChannel::Email if self.address().is_none() => Some(Say::MessageBlockedNoEmail),
            _ => None,
        }
    }

    /// The message as the book keeps it.
    pub(super) fn sent(&self) -> Option<SentMessage> {
        let template = self.template()?;
        Some(SentMessage {
            customer: self.customer()?.id,
            day: self.today,
            template: template.key.clone(),
            purpose: self.meant()?.purpose(),
            channel: self.way(),
            language: self.lang.code().to_owned(),
            body: self.body()?,
            campaign: self.begin.campaign,
            about: self.about(),
        })
    }

    /// The feast that is done with this message: it goes from the list of that, with a text of the shop's own
    /// that is for such a day. What ships for other things says something else.
    fn about(&self) -> Option<Occasion> {
        let (template, feast) = (self.template()?, self.begin.template.as_deref()?);
        let usual = self.templates.named(feast);
        let usual = usual.map_or(MessagePurpose::Greeting, |usual| usual.made_for);
        let fits = [usual, MessagePurpose::Promotion].contains(&template.made_for);
        self.begin.about.clone().filter(|_| !template.ships && fits)
    }
}
