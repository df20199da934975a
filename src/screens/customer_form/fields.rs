//! The fields of a customer.

use super::CustomerForm;
use crate::domain::hygiene::{ALERT_CHARS, EMAIL_CHARS, HONORIFIC_CHARS, NAME_CHARS, PLATE_CHARS};
use crate::domain::trade::{Asset, FieldKind, TradeField, Word};
use crate::domain::{CustomerFacts, CustomerKind, FIELD_ROLE};
use crate::protocol::SuggestKind;
use crate::screens::entry::parse::{self, Typed, mistake};
use crate::screens::entry::{Field, Label};
use crate::screens::sheet::wording;
use crate::text::Say;

/// Which field of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustomerField {
    /// Honorific and name.
    Name,
    /// The phone with this place in the list.
    Phone(usize),
    /// Plate of the first vehicle.
    Plate,
    /// Its make.
    Make,
    /// Its model.
    Model,
    /// Its model year.
    Year,
    /// Person or company.
    Kind,
    /// A warning nobody at the counter may overlook.
    Alert,
    /// Free notes.
    Note,
    /// Birthday.
    Birthday,
    /// E-mail address.
    Email,
    /// Postal address.
    Address,
    /// City.
    City,
    /// The household.
    Household,
    /// The company whose contact person or driver this is.
    Company,
    /// Who brought them.
    Brought,
    /// What they do there.
    Role,
    /// How they found the shop.
    Source,
    /// Customer since.
    Since,
    /// The trade's field with this place in the profile.
    Trade(usize),
}

use CustomerField as F;

/// The value of a choice for a company.
pub(super) const COMPANY: &str = "company";
/// The value of a choice for a human being.
const PERSON: &str = "person";

impl CustomerForm {
    /// Fills the form for a new customer with what was typed.
    pub(super) fn fill_new(&mut self) {
        let typed = parse::recognise(&self.typed);
        let (name, phone, plate) = match &typed {
            Typed::Nothing => ("", "", ""),
            Typed::Name(name) => (name.as_str(), "", ""),
            Typed::Phone(phone) => ("", phone.as_str(), ""),
            Typed::Plate(_) if self.asset.is_none() => (self.typed.trim(), "", ""),
            Typed::Plate(plate) => ("", "", plate.as_str()),
        };
        let mut fields = vec![name_field(name), phone_field(0, phone)];
        fields.extend(
            self.asset
                .iter()
                .flat_map(|asset| asset_fields(asset, plate)),
        );
        fields.extend(self.rest(&CustomerFacts::default()));
        let focus = if name.is_empty() {
            F::Name
        } else {
            F::Phone(0)
        };
        self.form.fill(fields, focus);
    }

    /// The fields for a customer in the book, the one that changes most with the focus.
    pub(super) fn edit_fields(&self, facts: &CustomerFacts) -> Vec<Field<F>> {
        let mut fields = vec![name_field(&wording::person(facts))];
        for (at, entry) in facts.phones.iter().enumerate() {
            fields.push(phone_field(at, &wording::phone(entry)));
        }
        fields.push(phone_field(facts.phones.len(), ""));
        fields.extend(self.rest(facts));
        fields
    }

    fn rest(&self, facts: &CustomerFacts) -> Vec<Field<F>> {
        let household = facts
            .household
            .as_ref()
            .map_or("", |household| household.name.as_str());
        let company = self.company.as_ref().map_or("", |(_, name)| name.as_str());
        let referrer = self.referrer.as_ref().map_or("", |(_, name)| name.as_str());
        let birthday = parse::shown_birthday(facts.birthday);
        let mut fields = vec![
            Field::choice(F::Kind, Say::FormKind, kind_value(facts.kind), kinds()),
            Field::note(F::Alert, Say::FormAlert, &facts.alert).at_most(ALERT_CHARS),
            Field::note(F::Note, Say::FormNote, &facts.note),
            Field::text(F::Birthday, Say::FormBirthday, &birthday)
                .example(Say::EntryBirthday)
                .read_by(mistake::birthday),
            Field::text(F::Email, Say::FormEmail, &facts.email).at_most(EMAIL_CHARS),
            Field::note(F::Address, Say::FormAddress, &facts.address),
            Field::text(F::City, Say::FormCity, &facts.city).suggesting(SuggestKind::City),
            Field::text(F::Household, Say::FormHousehold, household)
                .example(Say::EntryHouseholdExample)
                .suggesting(SuggestKind::Household),
            Field::text(F::Company, Say::FormCompany, company)
                .example(Say::EntryCompanyExample)
                .suggesting(SuggestKind::Company),
            Field::text(F::Brought, Say::ReferralBy, referrer)
                .example(Say::ReferralExample)
                .suggesting(SuggestKind::Customer),
        ];
        if self.company.is_some() {
            let role = facts.fields.get(FIELD_ROLE).map_or("", String::as_str);
            let role = Field::text(F::Role, Say::TermsRole, role).example(Say::TermsRoleExample);
            fields.push(role);
        }
        fields.extend([
            Field::text(F::Source, Say::FormSource, &facts.source),
            Field::text(
                F::Since,
                Say::FormMemberSince,
                &parse::shown_day(facts.member_since),
            )
            .read_by(mistake::day),
        ]);
        let of_trade = self.trade.iter().enumerate();
        fields.extend(of_trade.map(|(at, field)| trade_field(at, field, facts)));
        fields
    }
}

/// The first thing that a new customer brings, under the trade's labels.
fn asset_fields(asset: &Asset, plate: &str) -> Vec<Field<F>> {
    let field = |id, label: &Word, value: &str| {
        Field::text(id, Say::FormNote, value).called(Label::Trade(label.clone()))
    };
    let make = field(F::Make, &asset.make, "");
    let make = if asset.registered {
        make.suggesting(SuggestKind::Make)
    } else {
        make
    };
    let mut fields = vec![
        field(F::Plate, &asset.plate, plate).at_most(PLATE_CHARS),
        make,
        field(F::Model, &asset.model, "").suggesting(SuggestKind::Model),
    ];
    fields.extend(
        asset
            .year
            .iter()
            .map(|year| field(F::Year, year, "").read_by(mistake::year)),
    );
    fields
}

fn name_field(name: &str) -> Field<F> {
    // Honorific and name are two facts of the book.
    Field::text(F::Name, Say::FormName, name)
        .at_most(NAME_CHARS + 1 + HONORIFIC_CHARS)
        .example(Say::EntryNameExample)
}

/// The field for one phone; several stand under one label.
pub(super) fn phone_field(at: usize, phone: &str) -> Field<F> {
    let label = if at == 0 {
        Label::Say(Say::FormPhone)
    } else {
        Label::None
    };
    // A number and whose it is, in brackets.
    Field::text(F::Phone(at), Say::FormPhone, phone)
        .at_most(2 * NAME_CHARS + 3)
        .read_by(mistake::phone)
        .called(label)
        .example(Say::EntryPhoneExample)
}

fn trade_field(at: usize, field: &TradeField, facts: &CustomerFacts) -> Field<F> {
    let value = facts.fields.get(&field.key).map_or("", String::as_str);
    let day = value.parse().ok().filter(|_| field.kind == FieldKind::Date);
    let day = parse::shown_day(day);
    let value = if day.is_empty() { value } else { &day };
    let label = Label::Trade(field.label.clone());
    let text = Field::note(F::Trade(at), Say::FormNote, value).called(label);
    if field.choices.is_empty() {
        return match field.key.as_str() {
            _ if field.kind == FieldKind::Date => {
                text.example(Say::FormDateHint).read_by(mistake::day)
            }
            _ if field.kind == FieldKind::Greetings => text
                .example(Say::TodayGreetingsExample)
                .suggesting(SuggestKind::Greeting),
            crate::domain::FIELD_OIL => text.suggesting(SuggestKind::Oil),
            crate::domain::FIELD_MECHANIC => text.suggesting(SuggestKind::Mechanic),
            _ => text,
        };
    }
    let mut choices = vec![(String::new(), Label::Say(Say::WordUnknown))];
    choices.extend(
        field
            .choices
            .iter()
            .map(|choice| (choice.value.clone(), Label::Trade(choice.word()))),
    );
    let hints = field.choices.iter().filter_map(|choice| {
        let hint = Label::Trade(choice.hint.clone()?);
        Some((choice.value.clone(), hint))
    });
    Field {
        kind: crate::screens::entry::Kind::Choice(choices),
        hints: hints.collect(),
        ..text
    }
}

fn kinds() -> Vec<(String, Label)> {
    vec![
        (PERSON.to_owned(), Label::Say(Say::WordPerson)),
        (COMPANY.to_owned(), Label::Say(Say::WordCompany)),
    ]
}

/// The value of the choice between person and company.
pub(super) fn kind_value(kind: CustomerKind) -> &'static str {
    match kind {
        CustomerKind::Person => PERSON,
        CustomerKind::Company => COMPANY,
    }
}
