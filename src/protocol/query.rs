//! What the shell may ask of the book, and what comes back.

use super::export::Reviewed;
use crate::calendar::{FarFeast, FeastPeople, Today};
use crate::domain::filter::{Filter, Silence};
use crate::domain::trade::Trade;
use crate::domain::{
    Attended, CampaignId, Card, CustomerId, Day, DraftText, Fleet, Found, GatheringId, KeptDraft,
    LeapDay, Likely, Member, MessageEntry, NextService, Phone, Plate, ReferralTree, Segment,
    SegmentHeld, SegmentSort, ShopSign, Side, Subject, TemplateFacts, Terms, ThanksList,
    ThanksOwed, Usual, VehicleId, Visit, VisitFacts, VisitId,
};
use crate::insight::review::{Backing, Behind, Loyalty, Narrowed, Weekly};
use crate::insight::{
    CampaignPeople, CampaignTold, GatheringGuests, GatheringTold, Offers, Recovery,
};
use crate::points::{Moved, Outcome, Rule, RuleError};
use crate::store::PointsEntry;

/// A question. It reads, never writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// What the search line finds, best first; an empty line finds the latest visitors.
    Find {
        /// As typed.
        text: String,
        /// How many hits at the most.
        limit: usize,
        /// Who stands there whatever the line finds: whoever was just written down.
        also: Option<Subject>,
    },
    /// The counter card.
    Card(Subject),
    /// Visits, newest first.
    History {
        /// Of whom or what.
        subject: Subject,
        /// How many to leave out.
        skip: usize,
        /// How many at the most.
        limit: usize,
    },
    /// One visit, to correct it.
    Visit(VisitId),
    /// What a visit form starts with.
    Prefill(Subject, Option<VisitId>),
    /// What the shop has written before, most used first.
    Suggest {
        /// In which field.
        kind: SuggestKind,
        /// What is typed so far.
        text: String,
    },
    /// Whether a plate is known, and which known plates read like it.
    CheckPlate(Plate),
    /// Who has this phone already.
    CheckPhone(Phone),
    /// Who works here.
    Staff,
    /// Facts of the shop.
    Shop,
    /// The same, with what decides which of them may be changed. In a book without any amount
    /// that reads every visit.
    ShopToEdit,
    /// What is kept of forms that were not saved, and that nobody has open.
    Drafts,
    /// What a message to somebody begins with.
    ToWrite(Subject),
    /// What a customer was sent, the newest first.
    Messages(CustomerId),
    /// The weekly review, read on a day.
    Review {
        /// The shop's today.
        today: Day,
        /// A day of the week under review; `None` for the last one that is over.
        week: Option<Day>,
    },
    /// What a day asks for.
    Today {
        /// The shop's today.
        today: Day,
        /// How many days it looks ahead.
        ahead: u16,
    },
    /// Everybody who is greeted at a feast.
    Feast {
        /// Its key.
        key: String,
        /// The shop's today.
        today: Day,
    },
    /// The points of a customer.
    Points(CustomerId),
    /// The rules of the points programme that hold on a day.
    Rules(Day),
    /// What the last years would have come to under other rules.
    Play {
        /// The others.
        rule: Box<Rule>,
        /// The shop's today.
        today: Day,
        /// How many years up to it.
        years: u32,
    },
    /// Files of rules whose paths begin so.
    RulesFiles(String),
    /// The rules in this file.
    RulesFile(String),
    /// Who stayed, by when and through whom they came, as of a day.
    Loyalty(Day),
    /// Who stands behind a number of the review.
    Behind {
        /// Which.
        what: Behind,
        /// The day of the review.
        as_of: Day,
        /// The shop's today.
        today: Day,
    },
    /// The first rows of a list of the review that holds more than a screen, of all who belong to
    /// it: those with the words, in the order asked for.
    Narrowed {
        /// Which, and how.
        asked: Reviewed,
        /// The shop's today.
        today: Day,
    },
    /// Who brought a customer, and whom they brought.
    Referrals(CustomerId),
    /// Who may be the same person as a customer.
    Likely(CustomerId),
    /// Two records side by side: who stays, and the other.
    SideBySide(CustomerId, CustomerId),
    /// What is worth offering to a customer.
    Offers {
        /// To whom.
        customer: CustomerId,
        /// The shop's today.
        today: Day,
    },
    /// Whom to win back on a day.
    Recovery(Day),
    /// The vehicles of a company or a household, as of a day.
    Fleet(CustomerId, Day),
    /// The campaigns, with what came of them up to a day.
    Campaigns(Day),
    /// Everybody whom a campaign means, with what they did up to a day.
    Campaign(CampaignId, Day),
    /// What the shop wrote for messages.
    Templates,
    /// The gatherings, with what they did up to a day.
    Gatherings(Day),
    /// To whom thanks are owed on a day for bringing somebody.
    Thanks(Day),
    /// The guests of a gathering, with what it did up to a day.
    Guests(GatheringId, Day),
    /// The segments, with how many each holds on a day.
    Segments(Day),
    /// Whom the segment of that name holds on a day.
    Holds(String, Day),
    /// Whom a filter means on a day.
    Meant {
        /// The filter.
        filter: Box<Filter>,
        /// The shop's today.
        today: Day,
        /// In which order the first of them are wanted.
        sort: SegmentSort,
        /// How many of them at the most.
        limit: usize,
    },
}

impl Query {
    /// Whom a filter means on a day, without their rows.
    pub fn held(filter: Filter, today: Day) -> Self {
        Self::Meant {
            filter: Box::new(filter),
            today,
            sort: SegmentSort::default(),
            limit: 0,
        }
    }

    /// The customer whom it is about, where it names one.
    pub fn customer(&mut self) -> Option<&mut CustomerId> {
        match self {
            Self::Card(subject)
            | Self::History { subject, .. }
            | Self::Prefill(subject, _)
            | Self::ToWrite(subject) => match subject {
                Subject::Customer(id, _) => Some(id),
                Subject::Vehicle(_) => None,
            },
            Self::Messages(id)
            | Self::Points(id)
            | Self::Referrals(id)
            | Self::Likely(id)
            | Self::Fleet(id, _)
            | Self::Offers { customer: id, .. } => Some(id),
            _ => None,
        }
    }
}

/// A field that proposes what the shop has written before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SuggestKind {
    /// Mechanics.
    Mechanic,
    /// Oils.
    Oil,
    /// Lines of work and parts, with the price last taken.
    Line,
    /// Makes.
    Make,
    /// Models.
    Model,
    /// Cities.
    City,
    /// Households.
    Household,
    /// Customers, for a new owner.
    Customer,
    /// Companies among them.
    Company,
    /// Greetings that a customer may wish.
    Greeting,
}

/// One proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The text to take over.
    pub text: String,
    /// Beside it: a price, a phone.
    pub detail: String,
    /// The last price in minor units, for lines.
    pub amount: Option<i64>,
    /// The customer, for owners.
    pub customer: Option<CustomerId>,
}

/// What a visit form starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefill {
    /// Whom and what the visit is for.
    pub subject: Subject,
    /// Who it is, for the form's title.
    pub title: String,
    /// "Same as last time": lines, oil and mechanics of the last done visit. The form sets its day.
    pub visit: VisitFacts,
    /// The day of that last visit; `None` when nothing was done yet, or only begun.
    pub same_as: Option<Day>,
    /// The last done visit of whoever comes, with its day.
    pub last: Option<(VisitId, Day)>,
    /// Earlier readings with their days, newest first, to judge a new one.
    pub readings: Vec<(Day, i64)>,
    /// What is usually taken.
    pub usual: Usual,
    /// The pinned alert.
    pub alert: String,
    /// What was promised as the next service.
    pub next_service: NextService,
    /// What was agreed with the company that comes.
    pub terms: Option<Terms>,
    /// Points that can be redeemed, and the rule that says how; `None` where there are none.
    pub points: Option<(i64, Box<Rule>)>,
    /// Whether this may be the first visit of somebody of whom it is not known who brought them.
    pub asks_referrer: bool,
}

/// What a message begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToWrite {
    /// To whom, with all that stands for placeholders.
    pub card: Card,
    /// What the shop wrote for messages.
    pub templates: Vec<TemplateFacts>,
    /// The shop's name; may be empty.
    pub shop: String,
    /// What the shop tells its customers of itself.
    pub sign: ShopSign,
    /// What the customer was sent lately, the newest first.
    pub sent: Vec<MessageEntry>,
    /// What somebody wrote to the customer and put aside without sending it, the newest first.
    pub drafts: Vec<(KeptDraft, DraftText)>,
    /// The feasts that are not near: their messages wait.
    pub far: Vec<FarFeast>,
    /// For which friends thanks are owed to the customer.
    pub owed: Vec<ThanksOwed>,
}

/// The points of a customer.
#[derive(Debug, Clone)]
pub struct PointsSheet {
    /// Who it is, and what there is.
    pub card: Card,
    /// The lines of the ledger, oldest first.
    pub lines: Vec<PointsEntry>,
    /// The rule of today; `None` without a programme.
    pub rule: Option<Rule>,
}

/// The same days under the rules of today and under others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlayedRules {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// The rules of today, and what they come to.
    pub now: (Rule, Outcome),
    /// The others.
    pub other: (Rule, Outcome),
    /// Who would get most more, and who most less, with their names.
    pub moved: [Vec<(String, Moved)>; 2],
}

/// An answer.
#[derive(Debug, Clone)]
pub enum Answer {
    /// To [`Query::Find`].
    Found(Found),
    /// To [`Query::Card`]; `None` when it is no longer in the book.
    Card(Option<Box<Card>>),
    /// To [`Query::History`]: the page, and how many there are in all.
    History(Vec<Visit>, usize),
    /// To [`Query::Visit`]; `None` when it is no longer in the book.
    Visit(Option<Box<Visit>>),
    /// To [`Query::Prefill`].
    Prefill(Option<Box<Prefill>>),
    /// To [`Query::Suggest`].
    Suggestions(Vec<Suggestion>),
    /// To [`Query::CheckPlate`].
    Plate(PlateCheck),
    /// To [`Query::CheckPhone`]: who has it, with name and ID.
    Phone(Vec<(CustomerId, String, String)>),
    /// To [`Query::Staff`]: names at the desk.
    Staff(Vec<String>),
    /// To [`Query::Shop`].
    Shop(ShopFacts),
    /// To [`Query::ShopToEdit`].
    ShopToEdit {
        /// The facts.
        facts: ShopFacts,
        /// Whether any amount is written down: its currency stays then.
        has_amounts: bool,
    },
    /// To [`Query::Drafts`], the newest first.
    Drafts(Vec<KeptDraft>),
    /// To [`Query::ToWrite`]; `None` when customer and vehicle are not in the book any more.
    ToWrite(Option<Box<ToWrite>>),
    /// To [`Query::Messages`].
    Messages(Vec<MessageEntry>, Vec<Attended>),
    /// To [`Query::Review`].
    Review(Box<Weekly>),
    /// To [`Query::Today`].
    Today(Box<Today>),
    /// To [`Query::Feast`]; `None` when it is no longer in the owner's file.
    Feast(Option<Box<FeastPeople>>),
    /// To [`Query::Points`]; `None` when the customer is no longer in the book.
    Points(Option<Box<PointsSheet>>),
    /// To [`Query::Rules`].
    Rules {
        /// Those in force on that day; `None` before a programme began.
        now: Option<Box<Rule>>,
        /// From which day on others are in force than today, where some are to come.
        later: Option<Day>,
    },
    /// To [`Query::Play`].
    Played(Box<PlayedRules>),
    /// To [`Query::RulesFiles`].
    RulesFiles(Vec<String>),
    /// To [`Query::RulesFile`]; `None` when it cannot be opened.
    RulesFile(Option<Result<Box<Rule>, RuleError>>),
    /// To [`Query::Loyalty`].
    Loyalty(Box<Loyalty>),
    /// To [`Query::Behind`].
    Behind(Box<Backing>),
    /// To [`Query::Narrowed`].
    Narrowed(Box<Narrowed>),
    /// To [`Query::Referrals`].
    Referrals(Box<ReferralTree>),
    /// To [`Query::Likely`].
    Likely(Vec<Likely>),
    /// To [`Query::SideBySide`]; `None` when one is no longer in the book.
    SideBySide(Option<Box<[Side; 2]>>),
    /// To [`Query::Offers`].
    Offers(Box<Offers>),
    /// To [`Query::Recovery`].
    Recovery(Box<Recovery>),
    /// To [`Query::Fleet`]; `None` when the customer is no longer in the book.
    Fleet(Option<Box<Fleet>>),
    /// To [`Query::Campaigns`], the youngest first.
    Campaigns(Vec<CampaignTold>),
    /// To [`Query::Campaign`]; `None` when it is no longer in the book.
    Campaign(Option<Box<CampaignPeople>>),
    /// To [`Query::Templates`].
    Templates(Vec<TemplateFacts>),
    /// To [`Query::Gatherings`].
    Gatherings(Vec<GatheringTold>),
    /// To [`Query::Thanks`], the youngest first.
    Thanks(ThanksList),
    /// To [`Query::Guests`]; `None` when it is no longer in the book.
    Guests(Option<Box<GatheringGuests>>),
    /// To [`Query::Segments`]: each with how many it holds, `None` where its filter cannot be read or
    /// nobody can say it; and what cannot be said of this book.
    Segments(Vec<(Segment, Option<u64>)>, Silence),
    /// To [`Query::Meant`].
    Meant(Box<SegmentHeld>),
    /// To [`Query::Holds`]; `None` where no segment of that name is kept, or its filter cannot be read.
    Holds(Option<Box<SegmentHeld>>),
}

/// What is known about a plate that is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlateCheck {
    /// The vehicle that carries it, with its owner's name.
    pub taken: Option<(VehicleId, Option<CustomerId>, String)>,
    /// Known plates one slip away, with owners' names: a quiet hint.
    pub similar: Vec<(String, String)>,
}

/// Facts of the shop that screens need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopFacts {
    /// The shop's name.
    pub name: String,
    /// ISO 4217 code, such as `IDR`.
    pub currency: String,
    /// Trade profile: `garage` …
    pub trade: String,
    /// Minutes east of UTC; "today" is the shop's.
    pub utc_offset_minutes: i32,
    /// Fields of the shop's own, as [`own::read`](crate::domain::trade::own::read) takes them.
    pub fields: String,
    /// Whether the owner turned on what the law calls sensitive.
    pub sensitive: bool,
    /// When a birthday on 29 February is kept in other years.
    pub leap_day: LeapDay,
    /// What the shop tells its customers of itself.
    pub sign: Box<ShopSign>,
    /// All who work here or did.
    pub staff: Vec<Member>,
    /// The file is damaged, as its last check found.
    pub damage: Option<Damage>,
}

/// A damaged file: it can be looked at, and nothing more is saved into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The newest verified copy, as it is found from the book's folder; `None` without any.
    pub copy: Option<String>,
}

impl ShopFacts {
    /// The trade with the shop's own fields.
    pub fn profile(&self) -> Trade {
        Trade::of_shop(&self.trade, &self.fields, self.sensitive).keeping(self.leap_day)
    }
}
