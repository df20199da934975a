//! A customer: the person or company the shop serves.

use std::collections::BTreeMap;

use super::{Birthday, CustomerId, Day, HouseholdId, Phone};

/// Whether the customer is a human being or a firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CustomerKind {
    /// A human being.
    #[default]
    Person,
    /// A firm, office or institution, often with a fleet.
    Company,
}

/// A phone as it stands in the customer's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneEntry {
    /// The number as written and as understood.
    pub phone: Phone,
    /// Whose or what for: "office", "wife". Often empty.
    pub label: String,
}

/// A key of [`CustomerFacts::fields`]: preferences, profile and the trade's own fields.
/// Well-known keys are the constants of this module; a trade profile may add more.
pub type FieldKey = String;

/// Preferred oil, as the shop writes it.
pub const FIELD_OIL: &str = "oil";
/// Preferred mechanic's name.
pub const FIELD_MECHANIC: &str = "mechanic";
/// Tyre size.
pub const FIELD_TYRE: &str = "tyre";
/// `waits` or `leaves`: what the customer does while the work is done.
pub const FIELD_WAITS: &str = "waits";
/// Preferred channel of contact: `counter`, `phone`, `whatsapp`, `email`, `social`.
pub const FIELD_CHANNEL: &str = "channel";
/// In which language the customer is written to: `id` or `en`.
pub const FIELD_LANGUAGE: &str = "language";
/// How the customer buys: `passive`, `emotional`, `economical`, `cognitive`.
pub const FIELD_BUYING: &str = "buying";
/// What the customer likes: "coffee without sugar".
pub const FIELD_LIKES: &str = "likes";

/// Everything a person may edit about a customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomerFacts {
    /// Person or company.
    pub kind: CustomerKind,
    /// "Pak", "Bu", "dr." as the shop addresses the customer; may be empty.
    pub honorific: String,
    /// The name without the honorific, 1 to 200 characters.
    pub name: String,
    /// Phones, the preferred one first.
    pub phones: Vec<PhoneEntry>,
    /// E-mail address; may be empty.
    pub email: String,
    /// Postal address; may be empty.
    pub address: String,
    /// City; may be empty.
    pub city: String,
    /// Birthday, as far as it is known.
    pub birthday: Option<Birthday>,
    /// A warning nobody at the counter may overlook; empty when there is none.
    pub alert: String,
    /// Free notes.
    pub note: String,
    /// How the customer came to the shop; may be empty.
    pub source: String,
    /// Customer since.
    pub member_since: Option<Day>,
    /// The household the customer lives in.
    pub household: Option<Household>,
    /// The company whose contact person or driver this customer is.
    pub company: Option<CustomerId>,
    /// Who brought this customer to the shop. Nobody is brought by whom they brought.
    pub referred_by: Option<CustomerId>,
    /// Preferences, profile and custom fields by key; no value is empty.
    pub fields: BTreeMap<FieldKey, String>,
}

/// A household: customers who live together and often share a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    /// The row, or `None` for a household that is made when the customer is saved.
    pub id: Option<HouseholdId>,
    /// What the shop calls it: "Keluarga Santoso".
    pub name: String,
}

/// A customer as the book holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// Row number.
    pub id: CustomerId,
    /// The customer ID that people see and say, such as `C-00042`.
    pub code: String,
    /// Earlier and foreign IDs that still find this customer.
    pub aliases: Vec<String>,
    /// Grows with every change; guards against lost updates.
    pub rowver: i64,
    /// What is known.
    pub facts: CustomerFacts,
}
