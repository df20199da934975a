//! Two records that are one person: what stays of each.

use std::collections::BTreeSet;

use super::{Birthday, Consent, Customer, CustomerFacts, Named, OPENING_POINTS, PhoneEntry, Terms};

/// What was agreed with a company, as a field of which one side's stays.
pub const FIELD_TERMS: &str = "terms";

/// Stable names of the fields of which the value of the record that goes is taken: `name`, `email`, `field.oil`. Of all
/// others the value of the record that stays is kept, or the only one there is.
pub type Taken = BTreeSet<String>;

/// What makes two records likely to be one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Likeness {
    /// A plate that both own or owned in the same time.
    Plate(String),
    /// A phone, under names that go together.
    Phone(String),
    /// Name and birthday.
    Birthday(Birthday),
    /// The name alone: weak.
    Name,
}

/// Somebody who may be the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    /// Who.
    pub who: Named,
    /// Plate of today and phone, as far as there are any.
    pub known_by: String,
    /// Why.
    pub by: Likeness,
}

/// One of two records side by side, and what goes along with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The record.
    pub customer: Customer,
    /// The company that they belong to.
    pub company: Option<Named>,
    /// Who brought them.
    pub referred_by: Option<Named>,
    /// What was agreed with a company.
    pub terms: Option<Terms>,
    /// The newest answer about each purpose.
    pub consents: Vec<Consent>,
    /// Visits of any kind.
    pub visits: i64,
    /// Vehicles that they own or owned.
    pub vehicles: i64,
    /// Points.
    pub points: i64,
}

/// The fields of which either record says something else: one of both values stays. Phones, notes and warnings are no
/// such fields, for they are kept from both; nor is since when somebody is a customer, for the earlier day is true.
pub fn differing(keep: &CustomerFacts, other: &CustomerFacts) -> Vec<String> {
    let texts = [
        ("honorific", &keep.honorific, &other.honorific),
        ("name", &keep.name, &other.name),
        ("email", &keep.email, &other.email),
        ("address", &keep.address, &other.address),
        ("city", &keep.city, &other.city),
        ("source", &keep.source, &other.source),
    ];
    let texts = texts.into_iter();
    let texts = texts.filter(|(_, keep, other)| both_say(keep, other));
    let mut fields: Vec<String> = texts.map(|(field, ..)| field.to_owned()).collect();
    let mut either = |field: &str, differ: bool| {
        if differ {
            fields.push(field.to_owned());
        }
    };
    let born = keep.birthday.zip(other.birthday);
    either(
        "birthday",
        born.is_some_and(|(one, two)| fuller(one, two).is_none()),
    );
    let homes = keep.household.as_ref().zip(other.household.as_ref());
    either("household", homes.is_some_and(|(one, two)| one != two));
    either("company", differ(keep.company, other.company));
    either("referred_by", differ(keep.referred_by, other.referred_by));
    for (key, value) in &keep.fields {
        let theirs = other.fields.get(key);
        if key != OPENING_POINTS && theirs.is_some_and(|theirs| theirs != value) {
            either(&format!("field.{key}"), true);
        }
    }
    fields
}

/// The facts of the one person.
pub fn joined(keep: &CustomerFacts, other: &CustomerFacts, taken: &Taken) -> CustomerFacts {
    let text = |field: &str, keep: &String, other: &String| {
        let theirs = keep.is_empty() || (taken.contains(field) && !other.is_empty());
        if theirs { other } else { keep }.clone()
    };
    CustomerFacts {
        kind: keep.kind,
        honorific: text("honorific", &keep.honorific, &other.honorific),
        name: text("name", &keep.name, &other.name),
        phones: phones(&keep.phones, &other.phones),
        email: text("email", &keep.email, &other.email),
        address: text("address", &keep.address, &other.address),
        city: text("city", &keep.city, &other.city),
        birthday: match keep.birthday.zip(other.birthday) {
            Some((one, two)) => fuller(one, two)
                .or_else(|| either("birthday", keep.birthday, other.birthday, taken)),
            None => keep.birthday.or(other.birthday),
        },
        alert: both(&keep.alert, &other.alert, " · "),
        note: both(&keep.note, &other.note, "\n"),
        source: text("source", &keep.source, &other.source),
        member_since: keep
            .member_since
            .into_iter()
            .chain(other.member_since)
            .min(),
        household: either(
            "household",
            keep.household.clone(),
            other.household.clone(),
            taken,
        ),
        company: either("company", keep.company, other.company, taken),
        referred_by: either("referred_by", keep.referred_by, other.referred_by, taken),
        fields: fields(keep, other, taken),
    }
}

fn both_say(keep: &str, other: &str) -> bool {
    !keep.is_empty() && !other.is_empty() && keep != other
}

fn differ<T: PartialEq>(keep: Option<T>, other: Option<T>) -> bool {
    keep.zip(other).is_some_and(|(keep, other)| keep != other)
}

fn either<T>(field: &str, keep: Option<T>, other: Option<T>, taken: &Taken) -> Option<T> {
    if taken.contains(field) {
        other.or(keep)
    } else {
        keep.or(other)
    }
}

/// Of two birthdays that do not contradict each other the one that says more; `None` where they do.
fn fuller(one: Birthday, two: Birthday) -> Option<Birthday> {
    let same =
        |one: Option<u32>, two: Option<u32>| one.zip(two).is_none_or(|(one, two)| one == two);
    let years = one.year.zip(two.year).is_none_or(|(one, two)| one == two);
    (same(one.day, two.day) && same(one.month, two.month) && years).then(|| Birthday {
        day: one.day.or(two.day),
        month: one.month.or(two.month),
        year: one.year.or(two.year),
    })
}

/// Both texts, where one does not say already what the other says.
fn both(keep: &str, other: &str, between: &str) -> String {
    if other.is_empty() || keep.contains(other) {
        keep.to_owned()
    } else if keep.is_empty() || other.contains(keep) {
        other.to_owned()
    } else {
        format!("{keep}{between}{other}")
    }
}

/// All phones, each once: the same usable number, or the same spelling where there is none.
fn phones(keep: &[PhoneEntry], other: &[PhoneEntry]) -> Vec<PhoneEntry> {
    let mut all: Vec<PhoneEntry> = keep.to_vec();
    for entry in other {
        let same = all
            .iter_mut()
            .find(|known| match (&known.phone.e164, &entry.phone.e164) {
                (Some(known), Some(new)) => known == new,
                (None, None) => known.phone.raw == entry.phone.raw,
                _ => false,
            });
        match same {
            Some(known) if known.label.is_empty() => known.label.clone_from(&entry.label),
            Some(_) => {}
            None => all.push(entry.clone()),
        }
    }
    all
}

/// Points from before this book are the sum of both, for both ledgers go on.
fn fields(
    keep: &CustomerFacts,
    other: &CustomerFacts,
    taken: &Taken,
) -> std::collections::BTreeMap<String, String> {
    let mut fields = keep.fields.clone();
    for (key, theirs) in &other.fields {
        let mine = fields.get(key);
        let number = |text: &String| text.trim().parse::<i64>().ok();
        let sum = mine.and_then(number).zip(number(theirs));
        let value = match (mine, sum) {
            (Some(_), Some((mine, theirs))) if key == OPENING_POINTS => {
                mine.saturating_add(theirs).to_string()
            }
            (Some(_), _) if !taken.contains(&format!("field.{key}")) => continue,
            _ => theirs.clone(),
        };
        fields.insert(key.clone(), value);
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{INDONESIA, Phone};

    fn facts(name: &str, phones: &[&str]) -> CustomerFacts {
        let entry = |raw: &&str| PhoneEntry {
            phone: Phone::parse(raw, INDONESIA),
            label: String::new(),
        };
        CustomerFacts {
            name: name.to_owned(),
            phones: phones.iter().map(entry).collect(),
            ..CustomerFacts::default()
        }
    }

    #[test]
    fn every_phone_is_kept_and_one_in_two_spellings_once() {
        let keep = facts("Budi", &["0812 1111 2222", "kantor"]);
        let other = facts("Budi S", &["+62 812-1111-2222", "0812 3333 4444", "kantor"]);
        let one = joined(&keep, &other, &Taken::new());
        let raw: Vec<_> = one
            .phones
            .iter()
            .map(|entry| entry.phone.raw.as_str())
            .collect();
        assert_eq!(raw, ["0812 1111 2222", "kantor", "0812 3333 4444"]);
    }

    #[test]
    fn where_both_say_something_else_one_is_chosen_and_nothing_is_chosen_for_what_one_says_alone() {
        let mut keep = facts("Budi", &[]);
        let mut other = facts("Budi Santoso", &[]);
        keep.city = "Malang".to_owned();
        other.email = "budi@example.com".to_owned();
        keep.birthday = Birthday::new(3, 5, None);
        other.birthday = Birthday::new(3, 5, Some(1980));
        keep.fields.insert("oil".to_owned(), "HX7".to_owned());
        other.fields.insert("oil".to_owned(), "Helix".to_owned());
        assert_eq!(differing(&keep, &other), ["name", "field.oil"]);
        let one = joined(&keep, &other, &Taken::from(["name".to_owned()]));
        assert_eq!(
            (one.name.as_str(), one.city.as_str()),
            ("Budi Santoso", "Malang")
        );
        assert_eq!(
            (one.email.as_str(), one.birthday),
            ("budi@example.com", other.birthday)
        );
        assert_eq!(one.fields["oil"], "HX7");
    }

    #[test]
    fn notes_and_warnings_of_both_stay_and_points_from_before_are_added_up() {
        let mut keep = facts("Budi", &[]);
        let mut other = keep.clone();
        (keep.note, other.note) = ("Suka kopi".to_owned(), "Anaknya dua".to_owned());
        (keep.alert, other.alert) = ("Rem".to_owned(), "Rem".to_owned());
        keep.fields
            .insert(OPENING_POINTS.to_owned(), "300".to_owned());
        other
            .fields
            .insert(OPENING_POINTS.to_owned(), "200".to_owned());
        let one = joined(&keep, &other, &Taken::new());
        assert_eq!(one.note, "Suka kopi\nAnaknya dua");
        assert_eq!(one.alert, "Rem");
        assert_eq!(one.fields[OPENING_POINTS], "500");
    }
}
