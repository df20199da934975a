//! How the shell and a screen talk: events in, steps out. Screens never meet; whatever one
//! wants of another it says as a [`Go`], and the shell opens it.

use super::message::Fate;
use super::{Answer, Command, Failure, Key, Mouse, Query, Slot};
use crate::domain::filter::Shipped;
use crate::domain::{
    Campaign, CampaignId, CampaignOffer, Change, CustomerId, Day, Draft, Gathering, GatheringFacts,
    GatheringId, Occasion, OpId, Receipt, Segment, Subject, VehicleId, VisitId,
};
use crate::message::{Given, Placeholder};
use crate::text::Say;

/// Something that concerns the screen on top.
#[derive(Debug, Clone)]
pub enum Event<'a> {
    /// The screen has just come to the top, for the first time or again.
    Shown,
    /// A command of the table that applies here.
    Command(Command),
    /// A key that is no command: it types.
    Key(Key),
    /// Pasted text; it never confirms anything.
    Paste(&'a str),
    /// The mouse, anywhere on the screen.
    Mouse(Mouse),
    /// The newest read of a slot answered.
    Answer(Slot, &'a Answer),
    /// The newest read of a slot failed.
    Failed(Slot, &'a Failure),
    /// The newest read of a slot has taken longer than 150 ms.
    Slow(Slot),
    /// The newest read of a slot takes long and has come so far, in per cent.
    Come(Slot, u8),
    /// This screen's write is durable.
    Saved(&'a Receipt),
    /// A screen over the front desk has written this: the desk shows whom it is about.
    SavedAbove(&'a Receipt),
    /// This screen's write did not happen; what was typed stays.
    NotSaved(&'a Failure),
    /// Somebody at this terminal has taken a change back.
    Undone,
    /// The book changed, here or in another terminal: read again what is shown.
    Stale,
    /// The picker that this screen opened was closed with this choice.
    Chosen(&'a Choice),
    /// The draft that this screen asked for is taken for this terminal.
    Taken(&'a Draft),
}

impl Event<'_> {
    /// Whether somebody at this terminal does something here.
    pub fn is_done(&self) -> bool {
        matches!(
            self,
            Self::Command(_) | Self::Key(_) | Self::Paste(_) | Self::Mouse(_)
        )
    }

    /// Whether a list that puts off reading anew, because that takes long, does it now: when
    /// somebody does something here after the book has changed and nothing is awaited, and at once
    /// when something is taken back here.
    pub fn reads_anew(&self, stale: bool, pending: bool) -> bool {
        matches!(self, Self::Undone) || (stale && !pending && self.is_done())
    }
}

/// What a screen wants done.
#[derive(Debug, Clone)]
pub enum Step {
    /// Ask the book; the answer comes to this screen as [`Event::Answer`].
    Read(Slot, Query),
    /// Write; the answer comes as [`Event::Saved`] or [`Event::NotSaved`].
    Write(OpId, Box<Change>),
    /// Keep this text, which is put aside here: anybody may open it from now on.
    LeaveDraft(Box<Draft>),
    /// Nobody fills this draft in any more.
    EndDraft(OpId, Fate),
    /// Open, close or change the screen on top.
    Go(Go),
    /// Say something below.
    Say(Notice),
    /// Put text on the clipboard, and say so below.
    Copy(String),
    /// Put text on the clipboard; the screen itself says so.
    CopyUnsaid(String),
    /// Save the weekly review as files: of the week in which this day lies, else of the last one
    /// that is over.
    SaveReport(Option<Day>),
}

/// Where to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Go {
    /// Close this screen; `said` is shown for a while on the one below.
    Back(Option<Notice>),
    /// The full card.
    Card(Subject),
    /// The full card, with where its numbers come from.
    WhyCard(Subject),
    /// A visit for a customer and vehicle; without a vehicle a counter sale.
    NewVisit(Subject),
    /// A visit of which points pay as much as they may.
    Redeem(Subject),
    /// Correct a visit.
    EditVisit(VisitId, Subject),
    /// A new customer, from what was typed into the search line.
    NewCustomer(String),
    /// What was agreed with a company.
    Terms(CustomerId),
    /// All vehicles of the company or household of a customer.
    Fleet(CustomerId),
    /// The campaigns.
    Campaigns,
    /// The people of a campaign.
    Campaign(CampaignId),
    /// A form for a new campaign, or over one.
    CampaignForm(Box<BeginCampaign>),
    /// The gatherings.
    Gatherings,
    /// To whom thanks are owed.
    Thanks,
    /// The guests of a gathering.
    Guests(GatheringId),
    /// A form for a new gathering, or over one.
    GatheringForm(Option<Box<Gathering>>),
    /// Facts of the shop.
    Shop,
    /// The segments.
    Segments,
    /// Whom to win back.
    Recovery,
    /// That a customer went to another shop.
    MarkLost(CustomerId),
    /// A filter: one that is kept, one to begin with, or a new one.
    Filter(Box<Begin>),
    /// Another record is the same person as this customer.
    SamePerson(CustomerId),
    /// Edit a customer.
    EditCustomer(CustomerId),
    /// Edit a customer, beginning at the note.
    EditNote(CustomerId),
    /// The weekly review.
    Review,
    /// What the day asks for.
    Today,
    /// Everybody who is greeted at the feast of this key.
    Feast(String),
    /// The points of a customer.
    Points(CustomerId),
    /// The rules of the points programme.
    Programme,
    /// Add a vehicle to a customer.
    NewVehicle(CustomerId),
    /// Edit a vehicle.
    EditVehicle(VehicleId, Subject),
    /// The vehicle was sold, or its owner became known.
    NewOwner(VehicleId, Subject),
    /// The vehicle has a new plate.
    NewPlate(VehicleId, Subject),
    /// The form that a draft is of, as soon as this terminal has taken it.
    TakeDraft(OpId),
    /// That form, with the draft's text.
    Resume(Box<Draft>),
    /// A message to a customer.
    Message(Box<Addressed>),
    /// Ask with a dialog of this many choices; answered with [`Event::Chosen`].
    Ask(Question),
    /// Leave the program.
    Quit,
}

/// To whom a message goes, and with what it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressed {
    /// To whom, and about which vehicle.
    pub to: Subject,
    /// Key of the template; `None` proposes one.
    pub template: Option<String>,
    /// What whoever opens it knows of the placeholders, such as the points that were given.
    pub given: Vec<(Placeholder, Given)>,
    /// The campaign from whose list it goes.
    pub campaign: Option<CampaignId>,
    /// What that campaign promises.
    pub offer: Option<CampaignOffer>,
    /// The gathering to which it invites.
    pub gathering: Option<Box<GatheringFacts>>,
    /// The last day on which it may go: of the campaign, and of what that promises.
    pub until: Option<Day>,
    /// The feast from whose list it goes.
    pub about: Option<Occasion>,
}

impl Addressed {
    /// A message for which nothing is chosen yet.
    pub fn to(to: Subject) -> Self {
        Self {
            to,
            template: None,
            given: Vec::new(),
            campaign: None,
            offer: None,
            gathering: None,
            until: None,
            about: None,
        }
    }
}

/// What the form of a campaign begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BeginCampaign {
    /// A new one, for the segment of this name if one was chosen, kept or offered.
    New(Option<String>),
    /// One of the book.
    Known(Campaign),
}

/// What a filter is built from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Begin {
    /// Nothing yet.
    #[default]
    Nothing,
    /// One that is offered.
    Shipped(Shipped),
    /// One that is kept.
    Kept(Segment),
}

/// A question in a dialog. The first choice is the safe one; paste never chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Title.
    pub title: String,
    /// Sentences.
    pub body: Vec<String>,
    /// Choices with the letter that picks each.
    pub choices: Vec<(char, String)>,
}

impl Question {
    /// A choice that the letter picks which it begins with.
    pub fn choice(words: &str) -> (char, String) {
        let letter = words.chars().next().unwrap_or(' ');
        (letter.to_ascii_lowercase(), words.to_owned())
    }
}

/// The answer to a [`Question`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The choice with this place in the list.
    Nth(usize),
    /// Esc.
    None,
}

/// How weighty a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Done.
    Done,
    /// Good to know.
    Info,
    /// Attention.
    Attention,
    /// Something did not happen.
    Problem,
}

/// One line that the program says: what happened, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How weighty.
    pub level: Level,
    /// What happened.
    pub text: String,
    /// What to do next; may be empty.
    pub hint: String,
}

/// Whether a command applies to a screen now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// It does.
    Yes,
    /// It belongs here but cannot be done now; the reason is shown.
    Blocked(Say),
    /// It has no meaning here.
    No,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_anew_when_something_is_done_and_at_once_after_an_undo() {
        let key = Event::Command(Command::Down);
        assert!(key.reads_anew(true, false));
        assert!(!key.reads_anew(false, false) && !key.reads_anew(true, true));
        assert!(!Event::Stale.reads_anew(true, false));
        assert!(Event::Undone.reads_anew(false, false) && Event::Undone.reads_anew(false, true));
    }
}
