//! A customer in JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{NotYet, some};
use crate::domain::{self, Birthday, Consent, CustomerKind, Day, FIELD_BUYING};

/// What a consent may be about. No line at all means "not asked yet": `null`.
const PURPOSES: [&str; 5] = [
    "service_reminders",
    "promotions",
    "birthday",
    "sensitive",
    "contact",
];

/// A customer.
#[derive(Debug, Serialize)]
pub struct Customer {
    id: String,
    aliases: Vec<String>,
    name: String,
    honorific: Option<String>,
    kind: &'static str,
    phones: Vec<String>,
    email: Option<String>,
    address: Option<String>,
    city: Option<String>,
    birthday: Option<Born>,
    member_since: Option<Day>,
    household: Option<String>,
    company: Option<String>,
    stage: NotYet,
    tier: NotYet,
    buying_type: Option<String>,
    alert: Option<String>,
    notes: Option<String>,
    consent: BTreeMap<&'static str, Option<Answer>>,
    fields: BTreeMap<String, String>,
}

/// A birthday as far as it is known.
#[derive(Debug, Serialize)]
struct Born {
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
}

/// What a customer answered.
#[derive(Debug, Serialize)]
struct Answer {
    #[serde(rename = "answer")]
    word: &'static str,
    date: Day,
    channel: Option<String>,
    by: Option<String>,
}

impl Customer {
    /// A customer with the newest consents and the name of the company that it belongs to.
    pub fn new(
        customer: &domain::Customer,
        consents: &[Consent],
        company: Option<&str>,
    ) -> Customer {
        let facts = &customer.facts;
        Customer {
            id: customer.code.clone(),
            aliases: customer.aliases.clone(),
            name: facts.name.clone(),
            honorific: some(&facts.honorific),
            kind: match facts.kind {
                CustomerKind::Person => "person",
                CustomerKind::Company => "company",
            },
            phones: facts.phones.iter().map(number).collect(),
            email: some(&facts.email),
            address: some(&facts.address),
            city: some(&facts.city),
            birthday: facts.birthday.map(Born::from),
            member_since: facts.member_since,
            household: facts.household.as_ref().map(|home| home.name.clone()),
            company: company.map(ToOwned::to_owned),
            stage: None,
            tier: None,
            buying_type: facts.fields.get(FIELD_BUYING).cloned(),
            alert: some(&facts.alert),
            notes: some(&facts.note),
            consent: PURPOSES
                .map(|purpose| (purpose, answer(purpose, consents)))
                .into(),
            fields: facts.fields.clone(),
        }
    }
}

/// The usable number, else what was written.
fn number(entry: &domain::PhoneEntry) -> String {
    entry
        .phone
        .e164
        .as_ref()
        .unwrap_or(&entry.phone.raw)
        .clone()
}

fn answer(purpose: &str, consents: &[Consent]) -> Option<Answer> {
    let line = consents.iter().find(|line| line.purpose == purpose)?;
    Some(Answer {
        word: if line.yes { "yes" } else { "no" },
        date: line.day,
        channel: some(&line.channel),
        by: some(&line.by),
    })
}

impl From<Birthday> for Born {
    fn from(born: Birthday) -> Born {
        Born {
            day: born.day,
            month: born.month,
            year: born.year,
        }
    }
}
