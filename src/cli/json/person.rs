//! A customer in JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::some;
use crate::domain::trade::Trade;
use crate::domain::{self, Birthday, Consent, CustomerKind, Day, FIELD_BUYING, Purpose};

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
    referred_by: Option<String>,
    stage: Option<&'static str>,
    tier: Option<String>,
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

/// Who stands beside a customer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// The name of the company that they belong to.
    pub company: Option<&'a str>,
    /// The ID of who brought them.
    pub referred_by: Option<&'a str>,
}

impl Customer {
    /// A customer with the newest consents and those who stand beside it.
    /// `stage` is how far they have come with the shop, `tier` where they stand in its programme.
    /// Sensitive fields that the shop or the
    /// customer does not want shown are left out.
    pub fn new(
        customer: &domain::Customer,
        consents: &[Consent],
        beside: Beside<'_>,
        trade: &Trade,
        (stage, tier): (&'static str, Option<&str>),
    ) -> Customer {
        let facts = &customer.facts;
        let agreed = Purpose::Sensitive.agreed(consents);
        let shown = |(key, _): &(&String, &String)| trade.may_show(key, agreed);
        let fields = facts.fields.iter().filter(shown);
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
            company: beside.company.map(ToOwned::to_owned),
            referred_by: beside.referred_by.map(ToOwned::to_owned),
            stage: Some(stage),
            tier: tier.map(ToOwned::to_owned),
            buying_type: facts.fields.get(FIELD_BUYING).cloned(),
            alert: some(&facts.alert),
            notes: some(&facts.note),
            consent: PURPOSES
                .map(|purpose| (purpose, answer(purpose, consents)))
                .into(),
            fields: fields
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::trade::DEFAULT_TRADE;
    use crate::domain::{CustomerFacts, CustomerId};

    fn budi() -> domain::Customer {
        let fields = [("religion", "any"), ("oil", "HX7"), ("rack", "B3")];
        domain::Customer {
            id: CustomerId(1),
            code: "C-00001".to_owned(),
            aliases: Vec::new(),
            rowver: 1,
            facts: CustomerFacts {
                name: "Budi".to_owned(),
                fields: fields.map(|(k, v)| (k.to_owned(), v.to_owned())).into(),
                ..CustomerFacts::default()
            },
        }
    }

    #[test]
    fn sensitive_fields_are_told_only_where_the_shop_keeps_them_and_the_customer_agreed() {
        let agreed = Consent {
            purpose: "sensitive".to_owned(),
            yes: true,
            day: Day::default(),
            channel: String::new(),
            by: String::new(),
        };
        for (kept, consents, shown) in [
            (false, vec![agreed.clone()], false),
            (true, Vec::new(), false),
            (true, vec![agreed], true),
        ] {
            let trade = Trade::of_shop(DEFAULT_TRADE, "", kept);
            let told = Customer::new(
                &budi(),
                &consents,
                Beside::default(),
                &trade,
                ("loyal", None),
            );
            assert_eq!(told.fields.contains_key("religion"), shown, "{kept}");
            // What is not sensitive is told, whether the trade knows it or not.
            assert!(told.fields.contains_key("oil") && told.fields.contains_key("rack"));
        }
    }
}
