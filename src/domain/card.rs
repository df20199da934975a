//! What the counter needs to know at once, and what one search line finds.

use super::{
    BatchId, ChangeId, Customer, CustomerId, Day, Greetings, LostTo, Money, Named, NearFeast,
    PointsBrief, Purpose, Terms, Vehicle, VehicleId, Visit, VisitId,
};

/// How a hit matches the search line; earlier is better and is listed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchClass {
    /// All of it. Four digits are exact for the digit group of a plate.
    Exact,
    /// The beginning.
    Prefix,
    /// The end.
    Tail,
    /// Somewhere inside.
    Inside,
    /// Only with a typing error forgiven.
    Forgiven,
}

/// What a hit matches by; within one class earlier is listed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchField {
    /// A plate, of today or of earlier.
    Plate,
    /// The customer ID or an alias.
    Code,
    /// A phone number.
    Phone,
    /// The name, the company's name included.
    Name,
}

/// One line of the matches: a customer, with the vehicle that matched or the one seen last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The customer; `None` for a vehicle whose owner is not known.
    pub customer: Option<CustomerId>,
    /// The vehicle shown beside the name.
    pub vehicle: Option<VehicleId>,
    /// Customer ID, empty without a customer.
    pub code: String,
    /// Name with honorific, empty without a customer.
    pub name: String,
    /// Today's plate as displayed, empty without one.
    pub plate: String,
    /// An earlier plate, where that is what matched; empty otherwise.
    pub earlier_plate: String,
    /// Make, model and year.
    pub vehicle_text: String,
    /// First usable phone, as people write it.
    pub phone: String,
    /// Newest visit.
    pub last_day: Option<Day>,
    /// Whether a pinned alert stands on the customer.
    pub alert: bool,
    /// The tier of today and its place, 0 the lowest; `None` without tiers, and where many are
    /// listed one after the other.
    pub tier: Option<(String, usize)>,
    /// How it matches.
    pub class: MatchClass,
    /// What it matches by.
    pub field: MatchField,
    /// Character positions to highlight in the plate (the earlier one, if that matched), name, code
    /// or phone, whichever `field` says.
    pub marks: Vec<usize>,
}

impl Hit {
    /// Whom this line means; `None` only for a line of nothing.
    pub fn subject(&self) -> Option<Subject> {
        match (self.customer, self.vehicle) {
            (Some(customer), vehicle) => Some(Subject::Customer(customer, vehicle)),
            (None, Some(vehicle)) => Some(Subject::Vehicle(vehicle)),
            (None, None) => None,
        }
    }

    /// Whether this is the line of that customer, with that vehicle if one is meant, or of that
    /// vehicle of nobody.
    pub fn is_of(&self, who: Subject) -> bool {
        match who {
            Subject::Customer(id, vehicle) => {
                self.customer == Some(id) && (vehicle.is_none() || self.vehicle == vehicle)
            }
            Subject::Vehicle(id) => self.customer.is_none() && self.vehicle == Some(id),
        }
    }
}

/// The answer to one search line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Best first, at most as many as were asked for.
    pub hits: Vec<Hit>,
    /// How many there are; exact unless `more`.
    pub total: usize,
    /// Customers among those: one with two such plates is found twice, and a vehicle whose owner
    /// is not known is none.
    pub people: usize,
    /// Whether counting stopped at `total`.
    pub more: bool,
    /// Whether the index was still being built, so that only beginnings and whole numbers were sought.
    pub partial: bool,
    /// Customers in the book.
    pub customers: usize,
    /// The card of the first hit, where somebody looks at both: one answer instead of two.
    pub first: Option<Box<Card>>,
}

/// Whom a person or a script means: a customer or a vehicle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A customer, looked at through one of the vehicles if given.
    Customer(CustomerId, Option<VehicleId>),
    /// A vehicle whose owner is not known.
    Vehicle(VehicleId),
}

/// The counter card: everything the clerk says before the customer reaches the counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The owner; `None` while it is not known.
    pub customer: Option<Customer>,
    /// The vehicle in question; `None` for a customer without one.
    pub vehicle: Option<Vehicle>,
    /// The customer's other vehicles of today, most recent visitor first.
    pub other_vehicles: Vec<Vehicle>,
    /// Vehicles the customer owned before.
    pub former_vehicles: Vec<Vehicle>,
    /// Last visit that was not cancelled, of the vehicle in question if there is one.
    pub last_visit: Option<Visit>,
    /// Some visits before that one, newest first.
    pub earlier_visits: Vec<Visit>,
    /// The newest sale over the counter, when it is no older than that visit: a card that shows a
    /// vehicle would not tell of it.
    pub last_sale: Option<Visit>,
    /// What this customer usually takes.
    pub usual: Usual,
    /// Visits: of a customer days with a done receipt, as everywhere (`docs/insight.md`); of a
    /// vehicle alone, done receipts.
    pub visits: u32,
    /// Money of the done visits.
    pub spent: Money,
    /// The days on which the customer came; `None` for somebody who never came, or is not known.
    pub attendance: Option<Attendance>,
    /// Names of the others in the household.
    pub household: Vec<(CustomerId, String)>,
    /// The company this customer belongs to, or the contact persons of a company.
    pub company: Vec<(CustomerId, String)>,
    /// What was agreed with the customer, a company, or with the company that they belong to.
    pub terms: Option<Terms>,
    /// Consents, newest line of each purpose.
    pub consents: Vec<Consent>,
    /// Who brought this customer.
    pub referred_by: Option<Named>,
    /// How many this customer brought who came.
    pub brought: u32,
    /// That this customer went to somebody else and has not come since.
    pub lost_to: Option<LostTo>,
    /// What an import was unsure of about this customer and nobody has settled.
    pub remarks: Vec<Remark>,
    /// Points and tier of today; `None` without a programme.
    pub points: Option<PointsBrief>,
    /// Feasts that are near at which the customer wishes to be greeted, the next one first. The book
    /// does not know when they are: see [`Card::greet_at`].
    pub feasts: Vec<NearFeast>,
}

impl Card {
    /// Takes in the feasts that are near, as far as the customer wishes to be greeted at them and has
    /// not asked to be left alone.
    pub fn greet_at(&mut self, near: &[NearFeast]) {
        let left_alone = self
            .consents
            .iter()
            .any(|one| one.purpose == Purpose::Contact.key() && !one.yes);
        let Some(customer) = self.customer.as_ref().filter(|_| !left_alone) else {
            return;
        };
        let wishes = Greetings::kept(&customer.facts.fields);
        let wished = near.iter().filter(|one| wishes.0.contains(&one.greeting));
        self.feasts = wished.cloned().collect();
    }

    /// The card as it is on that day: a visit of a day that has not come, as a slip of the year in
    /// a spreadsheet makes it, is the last one only while no earlier is known.
    pub fn as_of(&mut self, today: Day) {
        let come = |visit: &Visit| visit.facts.day <= today;
        if self.last_visit.as_ref().is_none_or(come) {
            return;
        }
        if let Some(at) = self.earlier_visits.iter().position(come) {
            let rest = self.earlier_visits.split_off(at + 1);
            self.last_visit = self.earlier_visits.pop();
            self.earlier_visits = rest;
        }
    }
}

/// The days with a done visit of a customer, summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attendance {
    /// How many, at least one.
    pub days: u32,
    /// The first.
    pub first: Day,
    /// The last.
    pub last: Day,
    /// From the fourth on: twice the median of the days between them, and the longest time.
    pub gaps: Option<(u32, u32)>,
}

/// What the customer usually takes, from the last five visits that name one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Usual {
    /// Oil; the stated preference beats the habit.
    pub oil: Option<String>,
    /// Mechanic; the stated preference beats the habit.
    pub mechanic: Option<String>,
}

/// The newest line about one purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// `service_reminders`, `promotions`, `birthday`, `sensitive` or `contact`.
    pub purpose: String,
    /// Yes or no; no line at all means "not asked yet".
    pub yes: bool,
    /// When.
    pub day: Day,
    /// How it was said: counter, whatsapp …
    pub channel: String,
    /// Who wrote it down; empty when nobody knows.
    pub by: String,
}

/// Something an import could not read or was unsure of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which import.
    pub batch: BatchId,
    /// File name.
    pub file: String,
    /// Row in the file, counted from 1.
    pub row: u64,
    /// Column's header, may be empty.
    pub column: String,
    /// The text as it stood there.
    pub value: String,
    /// Reason code, such as `bad_date`.
    pub code: String,
}

/// What a write did, given only after it is safe on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The audit line.
    pub change: ChangeId,
    /// Customer made or changed.
    pub customer: Option<CustomerId>,
    /// That customer's ID.
    pub code: Option<String>,
    /// Vehicle made or changed.
    pub vehicle: Option<VehicleId>,
    /// Visit made or changed.
    pub visit: Option<VisitId>,
    /// Whether it stood in the book before: the operation had been written (a form submitted twice),
    /// or everything was as it wants already. Nothing was added; `change` is 0 in the second case.
    pub already: bool,
    /// Customers who were to be invited and were not: they said no to being contacted.
    pub left_out: u64,
    /// Whether it was asked for a record that had become another's meanwhile: `customer` is who has it now.
    pub landed: bool,
    /// What was taken back, when that was asked for.
    pub undone: Option<Undone>,
    /// Customers whose points this moved and who have fewer than none now.
    pub owing: Vec<Owing>,
}

/// Somebody who spent more points than there were in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owing {
    /// The name with honorific, else the customer ID.
    pub who: String,
    /// The balance, below zero.
    pub points: i64,
}

/// A change that was taken back, as the book told it just before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Undone {
    /// Its kind, such as `add_visit`.
    pub kind: String,
    /// Customer ID; empty when it was about no customer.
    pub code: String,
    /// The customer's name with honorific.
    pub name: String,
    /// The vehicle's plate, else its make and model; empty when it was about none.
    pub vehicle: String,
    /// The day of the visit.
    pub day: Option<Day>,
}
