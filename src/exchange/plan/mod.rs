//! What an import is going to write, in plain data: customers, vehicles and visits, in an order in
//! which everything that a record refers to came before it. Whoever holds the book receives them
//! through [`Sink`]; nothing here knows how a book is kept.

mod finding;
mod report;

pub use finding::{Finding, Level, Reason};
pub use report::{Counts, FileReport, Headers, Report};

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::{Answered, EarlierPlate};
use crate::points::Kind;

/// A customer of this plan: 0, 1, 2 … in the order of first sight, across all files of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CustomerKey(pub u32);

/// A vehicle of this plan: 0, 1, 2 … in the order of first sight, across all files of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VehicleKey(pub u32);

/// What makes a row the same row when the file comes again: the first 16 bytes of a SHA-256 over
/// what identifies it, with a word for its kind. Holds nothing that could be read back.
pub type Identity = [u8; 16];

/// Where a record comes from, and how to know it again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Which file of the plan, 0-based.
    pub file: usize,
    /// Which sheet of it, 0-based; 0 for text files.
    pub sheet: usize,
    /// Physical lines (sheet rows) that the record was made of, 1-based, at least one.
    pub lines: Vec<u64>,
    /// Ways to know the record again, the surest first. A record whose identity was imported
    /// before is that record; remember all of them with the row that was written.
    pub identities: Vec<Identity>,
    /// Fingerprint of everything the record says. The same identity with a fingerprint that was
    /// imported before is *unchanged*; with a new one it *updates* the row: fields for which the
    /// record holds a value take it, the others stay.
    pub fingerprint: Identity,
}

/// A phone as the file writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlannedPhone {
    /// Exactly as written, without white space at the ends.
    pub raw: String,
    /// E.164 with `+`, or `None` when it is no usable number.
    pub e164: Option<String>,
    /// Whose or what for; only our own exports say that.
    pub label: String,
}

/// What only our own exports say of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlannedOwn {
    /// Whether it is a firm, if the row says so.
    pub is_company: Option<bool>,
    /// The honorific, which does not stand in the name then.
    pub honorific: String,
    /// Whether the table has a column for it.
    pub has_honorific: bool,
    /// Name of the household; may be empty.
    pub household: String,
    /// How the customer came to the shop; may be empty.
    pub source: String,
    /// Pinned alert; may be empty.
    pub alert: String,
    /// Earlier and foreign IDs.
    pub other_ids: Vec<String>,
    /// Fields of the trade's own: keys and values, none of them empty.
    pub fields: Vec<(String, String)>,
}

/// A birthday as far as the file tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedBirthday {
    /// 1 to 31.
    pub day: u32,
    /// 1 to 12.
    pub month: u32,
    /// Missing when only day and month are written.
    pub year: Option<i32>,
}

/// A customer to write. The same key may come again with more facts: fill what is still empty,
/// add phones that are new. No text is longer than 10,000 characters, names end at 200.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlannedCustomer {
    /// Which customer of this plan.
    pub key: CustomerKey,
    /// Where it comes from.
    pub origin: Origin,
    /// As written, cleaned; empty when the file knows only a phone.
    pub name: String,
    /// The key by which names are compared.
    pub name_key: String,
    /// A firm by its name (PT, CV, UD, Toko, Dinas …) or by a column of its own.
    pub is_company: bool,
    /// The company of a contact person as written; may be empty.
    pub company: String,
    /// That company, if the text names one. It came before.
    pub works_for: Option<CustomerKey>,
    /// Who brought the customer, as written: a customer ID, a phone or a name; may be empty.
    pub referred_by: String,
    /// A company of which a row of somebody else tells the name and nothing more. Look it up by
    /// [`Origin::identities`], else among the companies by its name; never change it.
    pub named_only: bool,
    /// Key of the plate on the same row; may be empty.
    pub plate_key: String,
    /// Phones in their order.
    pub phones: Vec<PlannedPhone>,
    /// May be empty.
    pub email: String,
    /// May be empty.
    pub address: String,
    /// May be empty.
    pub city: String,
    /// Birthday.
    pub birthday: Option<PlannedBirthday>,
    /// Points brought along, for the opening balance.
    pub points: Option<i64>,
    /// Money spent before, minor units.
    pub spent: Option<i64>,
    /// The shop's own number for the customer: an alias that finds it. May be empty.
    pub member_no: String,
    /// The book whose number that is, where a list that went out of one says so; else empty.
    pub book: String,
    /// Customer since.
    pub member_since: Option<NaiveDate>,
    /// Free notes; may be empty and may hold line breaks.
    pub note: String,
    /// What the customer answered to being written to.
    pub answers: Vec<Answered>,
    /// What a row of our own says beside that.
    pub own: Option<Box<PlannedOwn>>,
}

impl PlannedCustomer {
    /// What the customer is called by number; a number of another book is another one. Empty without one.
    pub fn numbered(&self) -> Cow<'_, str> {
        if self.book.is_empty() || self.member_no.is_empty() {
            Cow::Borrowed(&self.member_no)
        } else {
            Cow::Owned(format!("{}\u{1f}{}", self.book, self.member_no))
        }
    }
}

/// A vehicle to write. The same key may come again with more facts, or with its owner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlannedVehicle {
    /// Which vehicle of this plan.
    pub key: VehicleKey,
    /// Where it comes from.
    pub origin: Origin,
    /// Whose, if the plan knows; a vehicle may wait for its owner.
    pub owner: Option<CustomerKey>,
    /// The plate as written, cleaned; empty while the vehicle has none.
    pub plate: String,
    /// The key by which plates are compared; empty when there is no plate.
    pub plate_key: String,
    /// May be empty.
    pub make: String,
    /// May be empty.
    pub model: String,
    /// 1900 to next year.
    pub year: Option<i32>,
    /// May be empty.
    pub color: String,
    /// Chassis number; may be empty.
    pub vin: String,
    /// Engine number; may be empty.
    pub engine_no: String,
    /// Cubic centimetres.
    pub engine_cc: Option<i64>,
    /// Free notes; may be empty.
    pub note: String,
    /// First day of the owner, if known.
    pub owned_since: Option<NaiveDate>,
    /// Plates of before, newest first.
    pub earlier_plates: Vec<EarlierPlate>,
    /// Fields of the trade's own: keys and values, none of them empty.
    pub fields: Vec<(String, String)>,
}

/// How far a visit has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlannedStatus {
    /// The work goes on, or nobody paid yet.
    Open,
    /// Finished.
    #[default]
    Done,
    /// Called off.
    Cancelled,
}

/// One line of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlannedLine {
    /// What was done or sold.
    pub text: String,
    /// In thousandths; 1000 is one.
    pub quantity: i64,
    /// What it cost the customer, minor units, if known.
    pub amount: Option<i64>,
    /// What it cost the shop, minor units, for the whole quantity, if known.
    pub cost: Option<i64>,
}

/// A visit to write, all its lines together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlannedVisit {
    /// Where it comes from.
    pub origin: Origin,
    /// Who came, if the plan knows; else the owner of the vehicle, now or when he arrives.
    pub customer: Option<CustomerKey>,
    /// With which vehicle.
    pub vehicle: Option<VehicleKey>,
    /// The calendar day.
    pub day: NaiveDate,
    /// Open, done or cancelled.
    pub status: PlannedStatus,
    /// The number that it had in the book from which it went out; empty elsewhere.
    pub no: String,
    /// Which book that was, where the list says so; else empty.
    pub book: String,
    /// What it is known by beside whose it is, where nothing but the customer tells that: the receiver
    /// knows it again by the customer's row, however that was found.
    pub of_somebody: Option<Identity>,
    /// Number of the work order or receipt; may be empty.
    pub doc_no: String,
    /// Odometer in km, above 0.
    pub odometer: Option<i64>,
    /// Oil that went in; may be empty.
    pub oil: String,
    /// Who worked on it, each once.
    pub mechanics: Vec<String>,
    /// In the order of the file.
    pub lines: Vec<PlannedLine>,
    /// What the customer said, verbatim; may be empty and may hold line breaks.
    pub complaint: String,
    /// Free notes; may be empty.
    pub note: String,
    /// What the customer paid or owes, minor units.
    pub total: Option<i64>,
    /// What it cost the shop, minor units.
    pub cost: Option<i64>,
    /// Discount on the whole, minor units.
    pub discount: Option<i64>,
    /// Points that paid a part of it, above 0.
    pub redeemed: Option<i64>,
    /// Cash, transfer … as written; may be empty.
    pub payment: String,
    /// Promised day of the next service.
    pub next_day: Option<NaiveDate>,
    /// Promised odometer reading of the next service.
    pub next_odometer: Option<i64>,
}

/// A line of a ledger of points, as it stood in the book from which it went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedPoints {
    /// Where it comes from; its identity holds what must agree for it to be the same line.
    pub origin: Origin,
    /// Whose; nobody's where the book knows the line already.
    pub customer: Option<CustomerKey>,
    /// The customer ID there; empty where the customer was gone.
    pub code: String,
    /// Which book that was, where the list says so; else empty.
    pub book: String,
    /// Its number there.
    pub no: i64,
    /// The day that it counts from.
    pub day: NaiveDate,
    /// Why.
    pub kind: Kind,
    /// How many came, or, below zero, went; never 0.
    pub points: i64,
    /// The last day on which what came is valid; `None` for ever.
    pub expires: Option<NaiveDate>,
    /// The number of the visit there that brought or took them.
    pub visit: Option<i64>,
    /// The number of the line that it takes back.
    pub takes_back: Option<i64>,
    /// Lines that it draws on, by their numbers, and how many points of each; below zero what it
    /// gives back.
    pub draws: Vec<(i64, i64)>,
    /// What was said about it.
    pub reason: String,
    /// Who wrote it there; may be empty.
    pub staff: String,
}

/// A version of the rules of the points, as it held in the book from which it went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRule {
    /// The first day on which it holds.
    pub since: NaiveDate,
    /// The whole of it, as a book keeps it.
    pub rule: String,
}

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Written {
    /// The book knew it and it says nothing new.
    Unchanged,
    /// The book knew it and took what is new.
    Updated,
    /// It is new in the book.
    Created,
}

/// What a receiver was unsure of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// Stable name of the field that it is about (`plate`).
    pub field: &'static str,
    /// Why.
    pub reason: Reason,
}

/// A value of a row that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooseEnd {
    /// Which file of the plan, 0-based.
    pub file: usize,
    /// Which sheet of it, 0-based.
    pub sheet: usize,
    /// The line of the row.
    pub line: u64,
    /// The stable name of the field.
    pub field: &'static str,
    /// The value as written.
    pub value: String,
    /// Why.
    pub reason: Reason,
}

/// What a receiver answers.
pub type SinkResult<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Receives a plan. A record that refers to a key comes after the record of that key.
///
/// Before making a customer, look it up: by [`Origin::identities`], else by member number, else
/// by a usable phone *and* the same name key, else as the owner of the row's plate if he was in
/// the book before and bears the name. A vehicle: by identities, else by plate key.
/// A visit: by its identity only. Work that has no line in common with what the book knows by that
/// identity is one more visit (`group::one_more`), so that nothing is lost.
pub trait Sink {
    /// Takes a customer, new or with more facts.
    ///
    /// # Errors
    /// Whatever keeps the receiver from taking it; the import stops and nothing is kept.
    fn customer(&mut self, customer: &PlannedCustomer) -> SinkResult<Written>;

    /// Takes a vehicle, new or with more facts.
    ///
    /// # Errors
    /// As for [`Sink::customer`].
    fn vehicle(&mut self, vehicle: &PlannedVehicle) -> SinkResult<Written>;

    /// Takes a whole visit.
    ///
    /// # Errors
    /// As for [`Sink::customer`].
    fn visit(&mut self, visit: &PlannedVisit) -> SinkResult<Written>;

    /// Whether the book holds this line of a ledger: because it went out of it, or came in before.
    ///
    /// # Errors
    /// As for [`Sink::customer`].
    fn knows_points(&mut self, line: &PlannedPoints) -> SinkResult<bool> {
        let _ = line;
        Ok(true)
    }

    /// Takes a line of a ledger that the book does not know; its customer came before.
    ///
    /// # Errors
    /// As for [`Sink::customer`].
    fn points(&mut self, line: &PlannedPoints) -> SinkResult<()> {
        let _ = line;
        Ok(())
    }

    /// Takes a version of the rules of the points. A book with rules of its own keeps them and says so among
    /// the doubts.
    ///
    /// # Errors
    /// As for [`Sink::customer`].
    fn rule(&mut self, rule: &PlannedRule) -> SinkResult<Written> {
        let _ = rule;
        Ok(Written::Unchanged)
    }

    /// What the receiver was unsure of when it took the last record; asked once after each.
    fn doubts(&mut self) -> Vec<Doubt> {
        Vec::new()
    }

    /// What could be settled only when every record was there and was not; asked once at the end.
    ///
    /// # Errors
    /// As for [`Sink::customer`].
    fn loose_ends(&mut self) -> SinkResult<Vec<LooseEnd>> {
        Ok(Vec::new())
    }

    /// Whether an earlier import left this very doubt in the book: same file, row and value.
    ///
    /// # Errors
    /// As for [`Sink::customer`].
    fn knows(&mut self, finding: &Finding) -> SinkResult<bool> {
        let _ = finding;
        Ok(false)
    }

    /// Hears of everything that was flagged, rejected or skipped, as it happens and without end;
    /// the report keeps only the first ten thousand of each level.
    ///
    /// # Errors
    /// As for [`Sink::customer`].
    fn finding(&mut self, finding: &Finding) -> SinkResult<()> {
        let _ = finding;
        Ok(())
    }
}

impl Default for CustomerKey {
    fn default() -> Self {
        Self(u32::MAX)
    }
}

impl Default for VehicleKey {
    fn default() -> Self {
        Self(u32::MAX)
    }
}
