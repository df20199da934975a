//! Fields of the audit, as people read them: the book keeps what stood in its columns.

use crate::domain::{Day, GuestState, MessageChannel, MessagePurpose, Money, VisitStatus};
use crate::screens::sheet::Wording;
use crate::screens::sheet::wording::joined;
use crate::screens::sheet::{gathering, message};
use crate::store::{AuditField, AuditLine};
use crate::text::{self, Say, count, field_name, percent_exact, say};

/// One, in thousandths.
const ONE: i64 = 1000;

/// What a field is called.
pub fn name(field: &str, wording: Wording<'_>) -> String {
    let own = field
        .strip_prefix("field.")
        .or_else(|| field.strip_prefix("shop."));
    if let Some(word) = wording.asset_field(field) {
        return text::heading(word);
    }
    if let Some(brought) = wording.assets().filter(|_| field == "vehicles") {
        return text::heading(&brought);
    }
    let of_trade = wording.trade.field(own.unwrap_or_default());
    if let Some(kept) = of_trade {
        return wording.word(&kept.label).to_owned();
    }
    let known = field_name(own.unwrap_or(field));
    known.map_or_else(
        || own.unwrap_or(field).to_owned(),
        |say| wording.say(say).to_owned(),
    )
}

/// What stood in a field; a dash for nothing, and anything unexpected as it is.
pub fn value(field: &str, value: &str, wording: Wording<'_>) -> String {
    if value.is_empty() {
        return "–".to_owned();
    }
    let worded = |say: Say| wording.say(say).to_owned();
    let told = match field {
        "total" | "cost" | "discount" => value.parse().ok().map(|n| wording.money(Money(n))),
        "odometer" => value.parse().ok().map(|km| wording.km(km)),
        "discount_percent" => value.parse().ok().map(|n| percent_exact(wording.lang, n)),
        "guests" | "customers" => value.parse().ok().map(|n| count(wording.lang, n)),
        "template" => Some(message::called(value, wording.lang)),
        "event_guest" => GuestState::of(value).map(|state| worded(gathering::state(state, false))),
        "sent_through" => MessageChannel::of(value).map(|way| worded(message::way(way))),
        "purpose" => MessagePurpose::of(value).map(|one| worded(message::purpose(one))),
        "day" | "owned_since" | "owned_until" | "member_since" | "since" | "until"
        | "contract_until" | "done_on" | "snoozed_until" => days(value, wording),
        "birthday" => Some(value.replace(' ', "/")),
        "next_service" => Some(promise(value, wording)),
        "lines" => Some(lines(value, wording)),
        "status" => status(value).map(|say| wording.say(say).to_owned()),
        "kind" => kind(value).map(|say| wording.say(say).to_owned()),
        "at_desk" | "is_mechanic" | "active" => switch(value, wording),
        _ => None,
    };
    told.unwrap_or_else(|| value.to_owned())
}

/// What lines of the ledger of points came to; nothing where it is another field. The ledger only
/// grows: what counts no longer is taken away by a line of its own.
pub fn points(field: &AuditField, wording: Wording<'_>) -> Option<String> {
    let lines: Result<Vec<i64>, _> = match (field.name.as_str(), field.new.as_str()) {
        ("points", new) if field.old.is_empty() => new.split(", ").map(str::parse).collect(),
        _ => return None,
    };
    let lines = lines.ok()?;
    let sum = |taken: bool| {
        let lines = lines.iter().filter(|line| (**line < 0) == taken);
        lines.map(|line| line.unsigned_abs()).sum::<u64>()
    };
    let lang = wording.lang;
    Some(match (sum(false), sum(true)) {
        (added, 0) => say::cli_audit_points_added(lang, added),
        (0, taken) => say::cli_audit_points_taken(lang, taken),
        (added, taken) => {
            let taken = count(lang, taken);
            say::cli_audit_points_both(lang, added, taken)
        }
    })
}

/// What a change was about where that is no customer, in quotes.
pub fn about(line: &AuditLine, wording: Wording<'_>) -> Option<String> {
    let about = line.about.as_ref()?;
    let called = value(about.field, &about.value, wording);
    Some(match about.field {
        "since" => say::cli_audit_since(wording.lang, called),
        _ => format!("“{called}”"),
    })
}

/// `2026-11-22, 2026-11-22`: of several rows, each day once.
fn days(value: &str, wording: Wording<'_>) -> Option<String> {
    let days: Result<Vec<Day>, _> = value.split(", ").map(str::parse).collect();
    let mut days = days.ok()?;
    days.dedup();
    let told = days
        .into_iter()
        .map(|day| text::full_date(wording.lang, day));
    Some(told.collect::<Vec<_>>().join(", "))
}

/// `Ganti oli 1000 150000, …`: text, quantity in thousandths, amount, cost. The last two may be
/// missing, and a text may hold commas of its own.
fn lines(value: &str, wording: Wording<'_>) -> String {
    let line = |part: &str| {
        let (mut text, mut numbers) = (part, Vec::new());
        while let Some((rest, last)) = number_at_end(text).filter(|_| numbers.len() < 3) {
            numbers.insert(0, last);
            text = rest;
        }
        let amount = numbers.get(1).map(|amount| wording.money(Money(*amount)));
        let counted = times(text, *numbers.first()?);
        Some(joined(&[&counted, &amount.unwrap_or_default()], " "))
    };
    let parts = value.split(", ");
    let worded = parts.map(|part| line(part).unwrap_or_else(|| part.to_owned()));
    worded.collect::<Vec<_>>().join(", ")
}

/// `2027-01-17 129000`: the day, the reading, or both.
fn promise(value: &str, wording: Wording<'_>) -> String {
    let word = |part: &str| {
        let day = part.parse::<Day>().ok();
        let day = day.map(|day| text::full_date(wording.lang, day));
        day.or_else(|| part.parse().ok().map(|km| wording.km(km)))
            .unwrap_or_else(|| part.to_owned())
    };
    value.split(' ').map(word).collect::<Vec<_>>().join(", ")
}

fn times(text: &str, quantity: i64) -> String {
    match quantity {
        ONE => text.to_owned(),
        whole if whole % ONE == 0 => format!("{} × {text}", whole / ONE),
        _ => format!("{quantity}/{ONE} × {text}"),
    }
}

fn number_at_end(text: &str) -> Option<(&str, i64)> {
    let (rest, last) = text.rsplit_once(' ')?;
    Some((rest, last.parse().ok()?))
}

fn status(value: &str) -> Option<Say> {
    [VisitStatus::Open, VisitStatus::Done, VisitStatus::Cancelled]
        .into_iter()
        .map(|status| match status {
            VisitStatus::Open => ("open", Say::VisitOpen),
            VisitStatus::Done => ("done", Say::VisitDone),
            VisitStatus::Cancelled => ("cancelled", Say::VisitCancelled),
        })
        .find_map(|(word, say)| (word == value).then_some(say))
}

fn kind(value: &str) -> Option<Say> {
    match value {
        "person" => Some(Say::WordPerson),
        "company" => Some(Say::WordCompany),
        _ => None,
    }
}

fn switch(value: &str, wording: Wording<'_>) -> Option<String> {
    let say = match value {
        "1" => Say::WordYes,
        "0" => Say::WordNo,
        _ => return None,
    };
    Some(wording.say(say).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::trade::Trade;
    use crate::text::Lang;
    use rstest::rstest;
    use std::sync::LazyLock;

    static TRADE: LazyLock<Trade> = LazyLock::new(Trade::default);

    fn english() -> Wording<'static> {
        Wording {
            lang: Lang::En,
            today: "2026-11-22".parse().unwrap(),
            currency: "IDR",
            trade: &TRADE,
        }
    }

    #[rstest]
    #[case("56, 56", Some("112 points were added"))]
    #[case("1", Some("1 point was added"))]
    #[case("-56, -56", Some("112 points were taken away"))]
    #[case("50, -20", Some("50 points were added, 20 taken away"))]
    #[case("many", None)]
    fn lines_of_the_ledger_are_one_sentence(#[case] new: &str, #[case] said: Option<&str>) {
        let field = AuditField {
            name: "points".to_owned(),
            old: String::new(),
            new: new.to_owned(),
        };
        assert_eq!(points(&field, english()).as_deref(), said);
    }

    #[rstest]
    #[case("total", "650000", "Rp 650.000")]
    #[case("odometer", "45210", "45,210 km")]
    #[case("day", "2026-08-12", "12 Aug 2026")]
    #[case("birthday", "17 5", "17/5")]
    #[case("status", "open", "open")]
    #[case("kind", "company", "Company")]
    #[case("active", "1", "Yes")]
    #[case("name", "Budi", "Budi")]
    #[case("total", "?", "?")]
    #[case("name", "", "–")]
    #[case("discount_percent", "750", "7.5 %")]
    #[case("event_guest", "absent", "not there")]
    #[case("sent_through", "whatsapp", "WhatsApp")]
    #[case("guests", "1234", "1,234")]
    #[case("since", "2026-12-01", "1 Dec 2026")]
    #[case("done_on", "2026-11-22, 2026-11-22", "22 Nov 2026")]
    #[case("since", "2026-11-22, 2026-12-01", "22 Nov 2026, 1 Dec 2026")]
    #[case("template", "birthday", "Birthday")]
    #[case(
        "lines",
        "Ganti oli 1000 150000, Oli 4000 498000",
        "Ganti oli Rp 150.000, 4 × Oli Rp 498.000"
    )]
    #[case("next_service", "2027-01-17 129000", "17 Jan 2027, 129,000 km")]
    #[case("lines", "Busi 4000 219000 150000", "4 × Busi Rp 219.000")]
    #[case("lines", "Cek 1000, a, b 1500 7", "Cek, a, 1500/1000 × b Rp 7")]
    fn values_are_worded(#[case] field: &str, #[case] held: &str, #[case] shown: &str) {
        assert_eq!(value(field, held, english()), shown);
    }

    #[test]
    fn fields_have_names_and_those_of_the_trade_their_key() {
        assert_eq!(name("phone", english()), "Phone");
        assert_eq!(name("field.oil", english()), "Preferred oil");
        assert_eq!(name("field.hobby", english()), "hobby");
        assert_eq!(name("shop.currency", english()), "Currency");
        assert_eq!(name("plate", english()), "Plate");
        let pets = Trade::named("pets").unwrap();
        let wording = Wording {
            trade: &pets,
            ..english()
        };
        assert_eq!(super::name("make", wording), "Name");
        assert_eq!(super::name("plate", wording), "Tag or chip number");
        assert_eq!(super::name("vehicle", wording), "Pet");
        assert_eq!(super::name("field.food", wording), "Usual food");
        assert_eq!(name("shop.address", english()), "Address");
    }
}
