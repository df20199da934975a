//! Every kind of write that a person can ask for.

use super::{
    BatchId, CampaignFacts, CampaignId, ChangeId, CustomerFacts, CustomerId, Day, Doubt,
    GatheringFacts, GatheringId, GuestState, LostTo, Mark, Occasion, Plate, SegmentFacts,
    SegmentId, SegmentKept, SentMessage, ShopEdit, StaffEdit, StaffId, Taken, TemplateFacts, Terms,
    VehicleFacts, VehicleId, VisitFacts, VisitId,
};

/// Who asks, and from which terminal: undo takes back only what was done from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The person at the desk.
    pub staff: Option<StaffId>,
    /// The name, kept with the change even when the person leaves.
    pub name: String,
    /// Stable name of the terminal, `cli` for scripts.
    pub terminal: String,
}

/// Who owns a vehicle that is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// Somebody in the book.
    Known(CustomerId),
    /// Somebody new, made in the same transaction.
    New(Box<CustomerFacts>),
    /// Not known yet.
    Unknown,
}

/// One thing to write, all of it or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A new customer, with the first vehicle if one is known.
    AddCustomer {
        /// What is known.
        facts: Box<CustomerFacts>,
        /// An ID of the person's own choosing; `None` takes the next number.
        code: Option<String>,
        /// The first vehicle.
        vehicle: Option<Box<VehicleFacts>>,
    },
    /// New facts about a customer. `base` is what the person saw when the form opened: whatever
    /// others changed since then is a conflict, to be seen before anything is written. A form
    /// that has shown it writes again, with what it showed as its `base`.
    EditCustomer {
        /// Whom.
        id: CustomerId,
        /// As seen when the form opened.
        base: Box<CustomerFacts>,
        /// As it shall be.
        facts: Box<CustomerFacts>,
    },
    /// Two records that are one person: everything of `other` goes to `keep`, and its ID finds that one for ever.
    /// Whatever others changed since the person saw both is a conflict, as with [`Change::EditCustomer`].
    MergeCustomers {
        /// Who stays.
        keep: CustomerId,
        /// Who is the same person.
        other: CustomerId,
        /// Both as seen: who stays, and the other.
        base: Box<[CustomerFacts; 2]>,
        /// The fields of which the other's value is taken.
        taken: Taken,
    },
    /// A new vehicle.
    AddVehicle {
        /// What is known.
        facts: Box<VehicleFacts>,
        /// Whose.
        owner: Owner,
        /// First day of ownership, if known.
        since: Option<Day>,
    },
    /// New facts about a vehicle; a plate that differs goes through [`Change::ChangePlate`].
    EditVehicle {
        /// Which.
        id: VehicleId,
        /// As seen when the form opened.
        base: Box<VehicleFacts>,
        /// As it shall be.
        facts: Box<VehicleFacts>,
    },
    /// The vehicle was sold: same plate, new owner; the visits stay with whom they were made.
    ChangeOwner {
        /// Which.
        vehicle: VehicleId,
        /// To whom.
        owner: Owner,
        /// First day of the new ownership.
        day: Day,
    },
    /// The vehicle has a new plate; the old one keeps finding it.
    ChangePlate {
        /// Which.
        vehicle: VehicleId,
        /// The new plate.
        plate: Plate,
        /// Last day of the old plate.
        day: Day,
    },
    /// A visit.
    AddVisit {
        /// What happened.
        facts: Box<VisitFacts>,
    },
    /// The first visit of somebody who was brought: the visit, and who brought them.
    AddFirstVisit {
        /// What happened; of a customer of the book.
        facts: Box<VisitFacts>,
        /// Who brought them.
        referred_by: CustomerId,
    },
    /// New facts about a visit.
    EditVisit {
        /// Which.
        id: VisitId,
        /// As seen when the form opened.
        base: Box<VisitFacts>,
        /// As it shall be.
        facts: Box<VisitFacts>,
    },
    /// Records what a customer answered about one purpose.
    SetConsent {
        /// Who.
        customer: CustomerId,
        /// Which purpose.
        purpose: String,
        /// The answer.
        yes: bool,
        /// When.
        day: Day,
        /// How it was said.
        channel: String,
    },
    /// Somebody new at the desk or in the workshop.
    AddStaff {
        /// The name.
        name: String,
        /// Works at the desk.
        at_desk: bool,
        /// Works on the vehicles.
        is_mechanic: bool,
    },
    /// Facts of the shop, by key, and of those who work there.
    SetShop {
        /// What shall be otherwise.
        facts: Vec<ShopEdit>,
        /// Who is called otherwise, left, or came back.
        staff: Vec<StaffEdit>,
    },
    /// Points put right by hand.
    AdjustPoints {
        /// Whose.
        customer: CustomerId,
        /// How many come, or, below zero, go; never zero.
        points: i64,
        /// Whether points that go were redeemed for something other than a part of a visit.
        redeemed: bool,
        /// Why; never empty.
        reason: String,
    },
    /// Another version of the rules of the points programme.
    SetPointsRule {
        /// The first day on which it is in force; no version may be younger.
        since: Day,
        /// The rules, as `points::Rule::to_json` writes them.
        rule: String,
    },
    /// A tier that somebody here gives.
    GiveTier {
        /// To whom.
        customer: CustomerId,
        /// Its name and its last day; `None` takes it away.
        tier: Option<(String, Day)>,
        /// Why; may be empty.
        reason: String,
    },
    /// A message was sent. Refused where what the customer agreed to forbids it, and where the same
    /// was sent already.
    MarkSent(Box<SentMessage>),
    /// The same, of a message that is known to have been sent before.
    MarkSentAgain(Box<SentMessage>),
    /// All messages of a list were sent. Refused as a whole where one of them is, or was sent already.
    MarkListSent(Vec<SentMessage>),
    /// The same, of a list of which some are known to have been sent before.
    MarkListSentAgain(Vec<SentMessage>),
    /// Another text of a message, or a message of the shop's own.
    SetTemplate {
        /// Which.
        key: String,
        /// As seen when it was opened; `None` where the shop had written nothing.
        base: Option<Box<TemplateFacts>>,
        /// As it shall be; `None` for what ships, or for none.
        facts: Option<Box<TemplateFacts>>,
    },
    /// Somebody was thanked for bringing another.
    Thank {
        /// Who was thanked.
        referrer: CustomerId,
        /// For whom.
        friend: CustomerId,
        /// When.
        day: Day,
    },
    /// A customer went to somebody else, until they come again.
    MarkLost {
        /// Who.
        customer: CustomerId,
        /// As seen when the form opened; `None` when it was not so, or they have come since.
        base: Option<LostTo>,
        /// What is known of it; `None` when it is not so.
        lost: Option<LostTo>,
    },
    /// What was agreed with a company.
    SetTerms {
        /// Which.
        customer: CustomerId,
        /// As seen when the form opened.
        base: Option<Box<Terms>>,
        /// As it shall be; `None` when nothing is agreed any more.
        terms: Option<Box<Terms>>,
    },
    /// A new campaign.
    AddCampaign {
        /// What is said of it.
        facts: Box<CampaignFacts>,
        /// Whom it means.
        targets: Vec<CustomerId>,
    },
    /// Another name, template or period of a campaign.
    EditCampaign {
        /// Which.
        id: CampaignId,
        /// As seen when the form opened.
        base: Box<CampaignFacts>,
        /// As it shall be.
        facts: Box<CampaignFacts>,
    },
    /// A campaign is kept no longer; what was sent stays.
    RemoveCampaign {
        /// Which.
        id: CampaignId,
    },
    /// A new gathering.
    AddGathering {
        /// What is said of it.
        facts: Box<GatheringFacts>,
        /// Who is invited.
        guests: Vec<CustomerId>,
    },
    /// Another name, day or place of a gathering, and more guests.
    EditGathering {
        /// Which.
        id: GatheringId,
        /// As seen when the form opened.
        base: Box<GatheringFacts>,
        /// As it shall be.
        facts: Box<GatheringFacts>,
        /// Who is invited too.
        guests: Vec<CustomerId>,
    },
    /// A gathering is kept no longer.
    RemoveGathering {
        /// Which.
        id: GatheringId,
    },
    /// More guests; whoever is one already stays as they are.
    Invite {
        /// To which gathering.
        gathering: GatheringId,
        /// Who.
        guests: Vec<CustomerId>,
    },
    /// How a guest stands to a gathering; whoever was not invited is a guest from now on.
    MarkGuest {
        /// To which gathering.
        gathering: GatheringId,
        /// Who.
        customer: CustomerId,
        /// How; `None` for whoever is no guest after all.
        state: Option<GuestState>,
    },
    /// A new segment.
    AddSegment {
        /// Name and filter.
        facts: Box<SegmentFacts>,
    },
    /// Another name or filter of a segment.
    EditSegment {
        /// Which.
        id: SegmentId,
        /// As seen when it was opened.
        base: Box<SegmentKept>,
        /// As it shall be.
        facts: Box<SegmentFacts>,
    },
    /// A segment is kept no longer.
    RemoveSegment {
        /// Which.
        id: SegmentId,
        /// As seen by whoever takes it away; one that was changed since stays.
        base: Box<SegmentKept>,
    },
    /// Something that looked wrong is right as it stands: nobody is asked again.
    Settle(Doubt),
    /// Occasions of a day are done, or put off.
    MarkOccasions {
        /// Whose; `None` for those of the whole shop.
        customer: Option<CustomerId>,
        /// Which; never empty.
        occasions: Vec<Occasion>,
        /// What became of them.
        mark: Mark,
    },
    /// A list left the book as a file. Nothing in it is otherwise; the audit says so for ever.
    Export {
        /// Which list: `customers`, `visits`, `matches`.
        what: String,
        /// How many rows.
        rows: u64,
        /// Where to; `-` for whoever read the output.
        place: String,
    },
    /// Takes back a change: the newest of this author from this terminal, or the named one.
    Undo {
        /// Which; `None` for the newest.
        change: Option<ChangeId>,
    },
    /// Takes back a whole import.
    UndoImport {
        /// Which.
        batch: BatchId,
    },
}

impl Change {
    /// Whom it is written for, wherever it names them. Not whom it edits or merges: what was seen of a record that is gone
    /// says nothing about another.
    pub fn customers(&mut self) -> Vec<&mut CustomerId> {
        let of_owner = |owner| match owner {
            &mut Owner::Known(ref mut id) => Some(id),
            _ => None,
        };
        match self {
            Self::AddVisit { facts } => facts.customer.iter_mut().collect(),
            Self::AddFirstVisit { facts, referred_by } => {
                facts.customer.iter_mut().chain([referred_by]).collect()
            }
            Self::EditVisit { base, facts, .. } => base
                .customer
                .iter_mut()
                .chain(&mut facts.customer)
                .collect(),
            Self::AddVehicle { owner, .. } | Self::ChangeOwner { owner, .. } => {
                of_owner(owner).into_iter().collect()
            }
            Self::AddCustomer { facts, .. } => facts
                .company
                .iter_mut()
                .chain(&mut facts.referred_by)
                .collect(),
            Self::EditCustomer { base, facts, .. } => {
                let both = [base, facts].into_iter();
                both.flat_map(|facts| facts.company.iter_mut().chain(&mut facts.referred_by))
                    .collect()
            }
            Self::SetConsent { customer, .. }
            | Self::AdjustPoints { customer, .. }
            | Self::GiveTier { customer, .. }
            | Self::MarkLost { customer, .. }
            | Self::SetTerms { customer, .. }
            | Self::MarkGuest { customer, .. } => vec![customer],
            Self::MarkOccasions { customer, .. } => customer.iter_mut().collect(),
            Self::MarkSent(sent) | Self::MarkSentAgain(sent) => vec![&mut sent.customer],
            Self::MarkListSent(all) | Self::MarkListSentAgain(all) => {
                all.iter_mut().map(|sent| &mut sent.customer).collect()
            }
            Self::Thank {
                referrer, friend, ..
            } => vec![referrer, friend],
            Self::AddCampaign { targets: many, .. }
            | Self::AddGathering { guests: many, .. }
            | Self::EditGathering { guests: many, .. }
            | Self::Invite { guests: many, .. } => many.iter_mut().collect(),
            _ => Vec::new(),
        }
    }
}

/// One field that somebody else changed meanwhile; `mine` is `base` where this person left it
/// alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldConflict {
    /// The field's stable name, such as `phone`.
    pub field: String,
    /// What it was when the form opened.
    pub base: String,
    /// What somebody else made of it.
    pub theirs: String,
    /// What this person wants.
    pub mine: String,
}
