//! The fields of the shop.

use crate::domain::hygiene::FIELD_CHARS;
use crate::domain::trade::own::{self, OwnField};
use crate::domain::trade::{FieldKind, Trade, Word};
use crate::domain::{LeapDay, Member, ShopSign, StaffId};
use crate::protocol::ShopFacts;
use crate::screens::entry::parse::{mistake, shown_day};
use crate::screens::entry::{Field, Label};
use crate::screens::sheet::message;
use crate::text::{Lang, Say, opening_hours};

/// Which field of the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShopField {
    /// Its name.
    Name,
    /// Its trade.
    Trade,
    /// Its currency.
    Currency,
    /// Minutes east of UTC.
    Offset,
    /// When 29 February is kept in other years.
    LeapDay,
    /// Whether sensitive facts are kept.
    Sensitive,
    /// Where it is.
    Address,
    /// Its phone.
    Phone,
    /// When it is open.
    Hours,
    /// The first day of its holidays.
    ClosedFrom,
    /// The last day of its holidays.
    ClosedUntil,
    /// In which language it writes to customers.
    Language,
    /// The field of its own with this place, and its choices.
    Own(usize),
    /// What is written into it.
    Kind(usize),
    /// The name of somebody who works here.
    Person(StaffId),
    /// Whether still.
    Works(StaffId),
}

use ShopField as F;

/// Where clocks differ from full hours.
const HALF_HOURS: [i32; 8] = [-210, 210, 270, 330, 345, 390, 570, 765];

/// The fields, each with the text of its fact. Amounts keep their currency.
pub(super) fn fields(facts: &ShopFacts, has_amounts: bool, lang: Lang) -> Vec<Field<F>> {
    let sensitive = if facts.sensitive { "1" } else { "0" };
    let off_on = vec![
        ("0".to_owned(), Label::Say(Say::WordNo)),
        ("1".to_owned(), Label::Say(Say::WordYes)),
    ];
    let mut sensitive_field = Field::choice(F::Sensitive, Say::ShopSensitive, sensitive, off_on);
    let hint = |value: &str| (value.to_owned(), Label::Say(Say::ShopSensitiveHint));
    sensitive_field.hints = vec![hint("0"), hint("1")];
    let offset = facts.utc_offset_minutes;
    let mut fields = vec![
        Field::text(F::Name, Say::ShopName, &facts.name),
        Field::choice(F::Trade, Say::ShopTrade, &facts.trade, trades(&facts.trade)),
        currency(&facts.currency, has_amounts),
        Field::choice(
            F::Offset,
            Say::ShopOffset,
            &offset.to_string(),
            offsets(offset),
        ),
        sensitive_field,
        leap_day(facts.leap_day),
    ];
    fields.extend(sign(&facts.sign, lang));
    let own = own::read(&facts.fields);
    for (at, field) in own.iter().enumerate() {
        fields.extend(own_fields(at, Some(field)));
    }
    fields.extend(own_fields(own.len(), None));
    fields.extend(facts.staff.iter().enumerate().flat_map(person));
    fields
}

/// What the shop tells its customers of itself.
fn sign(sign: &ShopSign, lang: Lang) -> [Field<F>; 6] {
    let hours = sign.hours.as_ref();
    let hours = hours.map(|hours| opening_hours(lang, hours));
    let day = |id, say, day| Field::text(id, say, &shown_day(day)).read_by(mistake::day);
    [
        Field::text(F::Address, Say::ShopAddress, &sign.address),
        Field::text(F::Phone, Say::ShopPhone, &sign.phone),
        Field::text(F::Hours, Say::ShopHours, &hours.unwrap_or_default())
            .example(Say::ShopHoursExample)
            .read_by(mistake::hours),
        day(F::ClosedFrom, Say::ShopClosedFrom, sign.closed_from),
        day(F::ClosedUntil, Say::ShopClosedUntil, sign.closed_until),
        language(&sign.language),
    ]
}

/// In which language customers are written to of whom none is known.
fn language(now: &str) -> Field<F> {
    let screen = (String::new(), Label::Say(Say::ShopLanguageScreen));
    let known = [Lang::Id, Lang::En];
    let known = known.map(|one| (one.code().to_owned(), Label::Say(message::tongue(one))));
    let choices = std::iter::once(screen).chain(known).collect();
    let mut field = Field::choice(F::Language, Say::ShopLanguage, now, choices);
    let hint = Label::Say(Say::ShopLanguageScreenHint);
    field.hints = vec![(String::new(), hint)];
    field
}

/// The two fields of somebody who works here, or did.
fn person((at, member): (usize, &Member)) -> [Field<F>; 2] {
    let label = if at == 0 {
        Label::Say(Say::ShopStaff)
    } else {
        Label::None
    };
    let here = if member.at_desk {
        Say::ShopWorksDesk
    } else {
        Say::ShopWorksHere
    };
    let works = vec![
        ("1".to_owned(), Label::Say(here)),
        ("0".to_owned(), Label::Say(Say::ShopHasLeft)),
    ];
    let now = if member.facts.active { "1" } else { "0" };
    let mut works = Field::choice(F::Works(member.id), Say::ShopStaff, now, works).depending();
    works.hints = vec![("0".to_owned(), Label::Say(Say::ShopHasLeftHint))];
    [
        Field::text(F::Person(member.id), Say::ShopStaff, &member.facts.name).called(label),
        works,
    ]
}

/// The two fields of a field of the shop's own.
pub(super) fn own_fields(at: usize, own: Option<&OwnField>) -> [Field<F>; 2] {
    let label = if at == 0 {
        Label::Say(Say::ShopOwnFields)
    } else {
        Label::None
    };
    let spelled = own.map(OwnField::spelled).unwrap_or_default();
    let kind = kind_value(own.map_or(FieldKind::Text, |own| own.kind));
    let kinds = [FieldKind::Text, FieldKind::Number, FieldKind::Date].map(|kind| {
        let say = match kind {
            FieldKind::Text | FieldKind::Greetings => Say::ShopKindText,
            FieldKind::Number => Say::ShopKindNumber,
            FieldKind::Date => Say::ShopKindDate,
        };
        (kind_value(kind).to_owned(), Label::Say(say))
    });
    [
        Field::text(F::Own(at), Say::ShopOwnFields, &spelled)
            .at_most(FIELD_CHARS)
            .called(label)
            .example(Say::ShopOwnExample),
        Field::choice(F::Kind(at), Say::ShopOwnFields, kind, kinds.into()).depending(),
    ]
}

/// Amounts keep their currency: once any is written down, there is nothing to choose.
fn leap_day(now: LeapDay) -> Field<F> {
    let choices = [
        (LeapDay::Before, Say::ShopLeapBefore),
        (LeapDay::After, Say::ShopLeapAfter),
    ];
    let choices = choices.map(|(day, say)| (day.word().to_owned(), Label::Say(say)));
    Field::choice(F::LeapDay, Say::ShopLeapDay, now.word(), choices.into())
}

fn currency(now: &str, has_amounts: bool) -> Field<F> {
    let field = Field::text(F::Currency, Say::ShopCurrency, now);
    if !has_amounts {
        return field.example(Say::ShopCurrencyExample);
    }
    let only = (now.to_owned(), Label::Trade(Word::same(now)));
    let mut field = Field::choice(F::Currency, Say::ShopCurrency, now, vec![only]);
    let why = Label::Say(Say::ShopCurrencyFixed);
    field.hints = vec![(now.to_owned(), why)];
    field
}

fn trades(now: &str) -> Vec<(String, Label)> {
    let known = Trade::names().filter_map(|name| Some((name, Trade::named(name).ok()?.name)));
    let mut choices: Vec<(String, Label)> = known
        .map(|(name, word)| (name.to_owned(), Label::Trade(word)))
        .collect();
    if !choices.iter().any(|(name, _)| name == now) {
        choices.push((now.to_owned(), Label::Trade(Word::same(now))));
    }
    choices
}

/// From west to east, with the names of Indonesia's three.
fn offsets(now: i32) -> Vec<(String, Label)> {
    let hours = (-12..=14).map(|hour| hour * 60);
    let mut all: Vec<i32> = hours.chain(HALF_HOURS).chain([now]).collect();
    all.sort_unstable();
    all.dedup();
    let named = |minutes: i32| {
        (
            minutes.to_string(),
            Label::Trade(Word::same(&zone(minutes))),
        )
    };
    all.into_iter().map(named).collect()
}

/// `WIB (UTC+7)`, `UTC+5:30`.
pub(super) fn zone(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    let utc = if rest == 0 {
        format!("UTC{sign}{hours}")
    } else {
        format!("UTC{sign}{hours}:{rest:02}")
    };
    match minutes {
        420 => format!("WIB ({utc})"),
        480 => format!("WITA ({utc})"),
        540 => format!("WIT ({utc})"),
        _ => utc,
    }
}

fn kind_value(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text | FieldKind::Greetings => "text",
        FieldKind::Number => "number",
        FieldKind::Date => "date",
    }
}

/// The kind of a value of that choice.
pub(super) fn kind(value: &str) -> FieldKind {
    match value {
        "number" => FieldKind::Number,
        "date" => FieldKind::Date,
        _ => FieldKind::Text,
    }
}
