//! A message to one customer, or why there is none. Nothing of a message that may not go is told.

use crate::calendar::FarFeast;
use crate::domain::{
    CampaignFacts, Card, Customer, Day, Gate, GatheringFacts, Greetings, Meant, MessageChannel,
    Occasion, Purpose, SentMessage,
};
use crate::insight::CampaignPeople;
use crate::message::{
    Hole, Letter, Now, Placeholder, Sender, Template, Templates, To, Unfit, Values, language, link,
    names_a_hole,
};
use crate::screens::sheet::message as words;
use crate::store::Shop;
use crate::text::{Lang, Say, say};

/// What all messages of a command have in common.
pub(super) struct Writing<'a> {
    pub(super) templates: &'a Templates,
    pub(super) template: &'a Template,
    pub(super) given: &'a [(Placeholder, String)],
    pub(super) shop: &'a Shop,
    pub(super) today: Day,
    /// The feasts that are not near.
    pub(super) far: &'a [FarFeast],
    /// In which language; `None` for that in which the customer is written to.
    pub(super) said: Option<Lang>,
    /// The language of whoever writes.
    pub(super) screen: Lang,
    /// By which way; `None` for that by which the customer is reached best.
    pub(super) channel: Option<MessageChannel>,
    /// In whose name it goes, with everybody whom it means.
    pub(super) campaign: Option<&'a CampaignPeople>,
    /// To which gathering it invites.
    pub(super) gathering: Option<&'a GatheringFacts>,
    /// The feast of whose list it is.
    pub(super) about: Option<Occasion>,
    /// Whether there is nobody at hand to give it to: without a phone or an address it goes nowhere.
    pub(super) by_itself: bool,
}

/// A message that may go.
pub(super) struct Written {
    pub(super) sent: SentMessage,
    /// Digits or an address; empty for what is only copied.
    pub(super) to: String,
    /// What opens it; empty likewise.
    pub(super) link: String,
    /// What opens the chat without the text.
    pub(super) bare: String,
}

/// Whether somebody may say what stands there: what is known stays, but for how one is addressed.
fn may_be_set(placeholder: Placeholder, values: &Values) -> bool {
    let addresses = matches!(placeholder, Placeholder::Honorific | Placeholder::Address);
    let says = |value: &str| !value.is_empty() && !names_a_hole(value);
    addresses || !values.get(placeholder).is_some_and(says)
}

/// Why a message does not go.
pub(super) enum Not {
    /// The customer does not let us.
    Forbidden(Gate),
    /// These words offer something, and the customer does not let us.
    Offers(String, Gate),
    /// It does not fit today.
    Unfit(Unfit),
    /// These placeholders have no value, in words.
    Holes(Vec<Hole>),
    /// Nowhere to send it to by this channel, or by any.
    Address(Option<MessageChannel>),
    /// The campaign does not mean this customer.
    OffList,
}

/// What is not known of whom that channel would reach; of whichever: neither.
fn nowhere(channel: Option<MessageChannel>) -> Say {
    match channel {
        Some(MessageChannel::Email) => Say::MessageBlockedNoEmail,
        Some(MessageChannel::WhatsApp) => Say::MessageBlockedNoPhone,
        _ => Say::MessageNowhere,
    }
}

impl Not {
    pub(super) fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Forbidden(gate) => words::forbidden(*gate, lang).unwrap_or_default(),
            Self::Offers(found, gate) => words::offering(found, *gate, lang),
            Self::Unfit(unfit) => words::unfit(unfit, lang),
            Self::Holes(holes) => {
                let words: Vec<_> = holes.iter().map(|hole| hole.words(lang)).collect();
                say::message_missing_plain(lang, words.join(", "))
            }
            Self::Address(channel) => nowhere(*channel).in_(lang).to_owned(),
            Self::OffList => say::message_left_out_not_on_list(lang, 1),
        }
    }

    /// What changes that for a customer: the command and not a key.
    pub(super) fn hint(&self, customer: &Customer, lang: Lang) -> String {
        let who = customer.code.as_str();
        match self {
            Self::Offers(_, gate) => {
                let answer = Self::Forbidden(*gate).hint(customer, lang);
                format!("{} {answer}", Say::MessageTakeOut.in_(lang))
            }
            Self::Forbidden(Gate::DoNotContact) => {
                say::message_hint_changed(lang, who, Purpose::Contact.key())
            }
            Self::Forbidden(Gate::Refused(purpose)) => {
                say::message_hint_changed(lang, who, purpose.key())
            }
            Self::Forbidden(Gate::NotAsked(purpose)) => {
                say::message_hint_asked(lang, who, purpose.key())
            }
            Self::Forbidden(Gate::NotWished(feast)) => {
                let mut wishes = Greetings::kept(&customer.facts.fields);
                wishes.0.insert(*feast);
                let wishes: Vec<&str> = wishes.0.iter().map(|one| one.key()).collect();
                say::message_hint_wished(lang, who, wishes.join(","))
            }
            Self::Holes(holes) => {
                let first = holes.first().map_or("gift", |hole| hole.name());
                say::message_hint_fill(lang, first)
            }
            Self::Address(_) => say::message_hint_address(lang, who),
            _ => Say::MessageNotSentHint.in_(lang).to_owned(),
        }
    }
}

impl Writing<'_> {
    /// The message to a customer.
    pub(super) fn to(&self, card: &Card, customer: &Customer) -> Result<Written, Not> {
        let meant = |all: &CampaignPeople| {
            let mut people = all.people.iter();
            people.any(|one| one.person.customer == customer.id)
        };
        if self.campaign.is_some_and(|all| !meant(all)) {
            return Err(Not::OffList);
        }
        let wishes = Greetings::kept(&customer.facts.fields);
        let asked = |meant: &Meant| meant.gate(&self.template.key, &card.consents, &wishes);
        let shut = |meant: &Meant, gate| match meant.offer() {
            Some(found) => Not::Offers(found.to_owned(), gate),
            None => Not::Forbidden(gate),
        };
        let template = self.template.meant((None, ""), card, self.sender());
        let gate = asked(&template);
        if matches!(gate, Gate::DoNotContact | Gate::Refused(_)) {
            return Err(shut(&template, gate));
        }
        let (now, to) = (self.now(), To::of(card, self.today));
        if let Some(unfit) = to.and_then(|to| self.template.unfit(to, now)) {
            return Err(Not::Unfit(unfit));
        }
        // Nobody is asked about what does not fit anyway.
        if !gate.is_open() {
            return Err(shut(&template, gate));
        }
        let lang = self.language(customer);
        let letter = self.letter(card, lang);
        let text = letter.text(lang);
        let meant = self.template.meant((None, &text), card, self.sender());
        let gate = asked(&meant);
        if !gate.is_open() {
            return Err(shut(&meant, gate));
        }
        if !letter.is_whole() {
            let holes = letter.holes().into_iter().cloned();
            return Err(Not::Holes(holes.collect()));
        }
        let purpose = meant.purpose();
        let body = self.templates.ended(purpose, lang, &text);
        let facts = &customer.facts;
        let (chat, email) = (link::chat_number(facts), facts.email.as_str());
        let channel = self.channel.unwrap_or_else(|| link::preferred(facts));
        let (to, link, bare) = match channel {
            MessageChannel::WhatsApp => {
                let digits = chat.ok_or(Not::Address(Some(channel)))?;
                (digits, link::whatsapp(digits, &body), link::bare(digits))
            }
            MessageChannel::Email if email.is_empty() => {
                return Err(Not::Address(Some(channel)));
            }
            MessageChannel::Email => {
                let link = link::mail(email, &self.shop.name, &body);
                (email, link, link::bare_mail(email))
            }
            MessageChannel::Clipboard if self.by_itself && self.channel.is_none() => {
                return Err(Not::Address(None));
            }
            MessageChannel::Clipboard => ("", String::new(), String::new()),
        };
        Ok(Written {
            to: to.to_owned(),
            link,
            bare,
            sent: SentMessage {
                customer: customer.id,
                day: self.today,
                template: self.template.key.clone(),
                purpose,
                channel,
                language: lang.code().to_owned(),
                body,
                campaign: self.campaign.map(|all| all.told.campaign.id),
                about: self.about.clone(),
            },
        })
    }

    /// The last day of what all of it is about, where that is over.
    pub(super) fn over(&self) -> Option<Day> {
        self.template.over(self.now())
    }

    fn now(&self) -> Now<'_> {
        let campaign = self.campaign.map(|all| &all.told.campaign.facts);
        Now {
            today: self.today,
            leap: self.shop.profile.leap_day,
            far: self.far,
            until: campaign.map(CampaignFacts::last_day),
            gathering: self.gathering.map(|facts| facts.day),
            listed: self.by_itself || campaign.is_some(),
        }
    }

    /// In which language the customer is written to.
    fn language(&self, customer: &Customer) -> Lang {
        let known = || language(&customer.facts, &self.shop.sign, self.screen);
        self.said.unwrap_or_else(known)
    }

    fn sender(&self) -> Sender<'_> {
        Sender {
            shop: &self.shop.name,
            currency: &self.shop.currency,
            today: self.today,
            sign: &self.shop.sign,
        }
    }

    fn letter(&self, card: &Card, lang: Lang) -> Letter {
        let mut values = Values::of(card, self.sender(), self.template.filling, lang);
        let offer = self
            .campaign
            .and_then(|all| all.told.campaign.facts.offer.as_ref());
        if let Some(offer) = offer {
            values.promised(offer, self.template.filling, lang);
        }
        if let Some(gathering) = self.gathering {
            values.gathering(gathering, lang);
        }
        for (placeholder, value) in self.given {
            if may_be_set(*placeholder, &values) {
                values.give(*placeholder, value);
            }
        }
        self.template.fill(lang, &values)
    }
}
