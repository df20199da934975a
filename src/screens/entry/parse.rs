//! What people type into fields, read as facts, and facts as they stand in a field. Every text
//! that a field is filled with is read back as the same fact.

use crate::domain::date::{DateOrder, Written, typed_date};
use crate::domain::{
    Amount, AmountError, Birthday, BirthdayError, Currency, Day, DecimalMark, Hours, HoursMistake,
    INDONESIA, Money, Phone, PhoneEntry, Plate, Terms, odometer, parse_percent,
};
use crate::protocol::Context;
use crate::text::{Lang, Say, count, kilometres};
use chrono::{Datelike, Months};

/// A fact, nothing for an empty field, or why the text is none.
pub type Read<T> = Result<Option<T>, Say>;

/// Reads with `read` unless the text is empty.
fn unless_empty<T>(text: &str, why: Say, read: impl FnOnce(&str) -> Option<T>) -> Read<T> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    read(text).map(Some).ok_or(why)
}

/// A day: `22/11/2026`, `22 Nov`, `today`, `+7`.
pub fn day(text: &str, today: Day) -> Read<Day> {
    unless_empty(text, Say::FormBadDate, |text| {
        typed_date(text, DateOrder::DayFirst, today)
    })
}

/// A day on which something has happened: never ahead of today. Where no year is written, the
/// last such day is meant: `28 Dec` in January.
pub fn past_day(text: &str, today: Day) -> Read<Day> {
    let Some(read) = day(text, today)? else {
        return Ok(None);
    };
    if read <= today {
        return Ok(Some(read));
    }
    let without_year = Written::parse(text.trim()).is_some_and(|written| !written.has_year());
    let last = without_year.then(|| read.checked_sub_months(Months::new(12)));
    last.flatten().map(Some).ok_or(Say::VisitFutureDate)
}

/// When the shop is open.
pub fn hours(text: &str) -> Read<Hours> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|mistake| match mistake {
        HoursMistake::Unclear => Say::ShopHoursUnclear,
        HoursMistake::NoTime => Say::ShopHoursNoTime,
        HoursMistake::Backwards => Say::ShopHoursBackwards,
        HoursMistake::Twice => Say::ShopHoursTwice,
        HoursMistake::NeverOpen => Say::ShopHoursNever,
    })
}

/// Why a text is no such fact; nothing when it is one, or empty.
pub mod mistake {
    use super::{Context, Say};

    /// In a day.
    pub fn day(text: &str, context: &Context) -> Option<Say> {
        super::day(text, context.today).err()
    }

    /// In when the shop is open.
    pub fn hours(text: &str, _: &Context) -> Option<Say> {
        super::hours(text).err()
    }

    /// In a day on which something has happened.
    pub fn past_day(text: &str, context: &Context) -> Option<Say> {
        super::past_day(text, context.today).err()
    }

    /// In a birthday.
    pub fn birthday(text: &str, context: &Context) -> Option<Say> {
        super::birthday(text, context.today).err()
    }

    /// In a model year.
    pub fn year(text: &str, context: &Context) -> Option<Say> {
        super::year(text, context.today).err()
    }

    /// In an odometer reading or another whole number.
    pub fn km(text: &str, _: &Context) -> Option<Say> {
        super::km(text).err()
    }

    /// In a number of points.
    pub fn points(text: &str, _: &Context) -> Option<Say> {
        super::points(text).err()
    }

    /// In a share.
    pub fn percent(text: &str, _: &Context) -> Option<Say> {
        super::percent(text).err()
    }

    /// In the days within which a bill is paid.
    pub fn payment_days(text: &str, _: &Context) -> Option<Say> {
        super::payment_days(text).err()
    }

    /// In an amount.
    pub fn money(text: &str, context: &Context) -> Option<Say> {
        super::money(text, &context.currency).err()
    }

    /// In a phone number.
    pub fn phone(text: &str, _: &Context) -> Option<Say> {
        super::phone(text).err()
    }
}

/// A day as it stands in a field: `22/11/2026`.
pub fn shown_day(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| {
        format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
    })
}

/// Digits of the largest odometer reading.
const DIGITS_OF_KM: usize = 7;

/// An odometer reading: `45210`, `45.210 km`, `45rb`.
pub fn km(text: &str) -> Read<i64> {
    let mistake = if text.chars().filter(char::is_ascii_digit).count() > DIGITS_OF_KM
        && !text.chars().any(char::is_alphabetic)
    {
        Say::FormTooLarge
    } else {
        Say::FormBadNumber
    };
    unless_empty(text, mistake, odometer::parse)
}

/// A number of points: `1240`, `1.240`; none for zero.
pub fn points(text: &str) -> Read<i64> {
    let points = unless_empty(text, Say::FormBadNumber, odometer::parse)?;
    Ok(points.filter(|points| *points > 0))
}

/// A share in hundredths of a per cent: `10`, `7,5 %`; none for zero.
pub fn percent(text: &str) -> Read<i64> {
    let share = unless_empty(text, Say::TermsBadPercent, |text| {
        parse_percent(text).filter(|share| *share <= Terms::ALL)
    })?;
    Ok(share.filter(|share| *share > 0))
}

/// Days within which a bill is paid: `30`; 0 is at once.
pub fn payment_days(text: &str) -> Read<i64> {
    unless_empty(text, Say::TermsBadDays, |text| {
        let days: i64 = text.parse().ok()?;
        (0..=Terms::MOST_DAYS).contains(&days).then_some(days)
    })
}

/// An odometer reading as it stands in a field: `45,210 km`.
pub fn shown_km(km: Option<i64>, lang: Lang) -> String {
    km.map_or_else(String::new, |km| kilometres(lang, km.unsigned_abs()))
}

/// A model year.
pub fn year(text: &str, today: Day) -> Read<i32> {
    unless_empty(text, Say::FormBadYear, |text| {
        let year: i32 = text.parse().ok()?;
        (1900..=today.year() + 1).contains(&year).then_some(year)
    })
}

/// An amount: `650000`, `650.000`, `1,250,000`, `650rb`, `1,2jt`; never rounded.
pub fn money(text: &str, currency: &str) -> Read<Money> {
    let currency = Currency::of(currency).unwrap_or(Currency::IDR);
    match Amount::typed(text, currency) {
        Ok(amount) => Ok(amount.map(|amount| amount.money)),
        Err(AmountError::TooLarge) => Err(Say::FormTooLarge),
        Err(AmountError::TooFine) => Err(Say::FormTooFine),
        Err(_) => Err(Say::FormBadMoney),
    }
}

/// An amount as it stands in a field: `650.000`, with the currency's own marks.
pub fn shown_money(amount: Option<Money>, currency: &str) -> String {
    let Some(Money(minor)) = amount else {
        return String::new();
    };
    let currency = Currency::of(currency).unwrap_or(Currency::IDR);
    let (lang, mark) = match currency.usual_mark() {
        DecimalMark::Comma => (Lang::Id, ','),
        DecimalMark::Point => (Lang::En, '.'),
    };
    let unit = 10_u64.pow(u32::from(currency.decimals));
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    let whole = count(lang, whole);
    if currency.decimals == 0 {
        return format!("{sign}{whole}");
    }
    let width = usize::from(currency.decimals);
    format!("{sign}{whole}{mark}{rest:0width$}")
}

/// A birthday, with or without its year: `26/11/1974`, `26 Nov`, `1974`.
pub fn birthday(text: &str, today: Day) -> Read<Birthday> {
    Birthday::parse(text, DateOrder::DayFirst, today).map_err(|error| match error {
        BirthdayError::Future => Say::VisitFutureDate,
        BirthdayError::NotADate | BirthdayError::Zoned => Say::FormBadBirthday,
    })
}

/// A birthday as it stands in a field.
pub fn shown_birthday(birthday: Option<Birthday>) -> String {
    let Some(birthday) = birthday else {
        return String::new();
    };
    let year = birthday.year.map(|year| year.to_string());
    match (birthday.day, birthday.month, year) {
        (Some(day), Some(month), Some(year)) => format!("{day:02}/{month:02}/{year}"),
        (Some(day), Some(month), None) => format!("{day:02}/{month:02}"),
        (_, _, year) => year.unwrap_or_default(),
    }
}

/// A phone number, and whose it is beside it: `0812 3456 7890 (office)`.
pub fn phone(text: &str) -> Read<PhoneEntry> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (phone, label) = Phone::parse_labelled(text, INDONESIA);
    if phone.e164.is_none() {
        return Err(match phone.flag.map(crate::domain::PhoneFlag::code) {
            Some("phone_scientific") => Say::FormBadPhoneExponent,
            _ => Say::FormBadPhone,
        });
    }
    Ok(Some(PhoneEntry { phone, label }))
}

/// A plate, `None` for an empty field and for words that say that there is none yet.
pub fn plate(text: &str) -> Option<Plate> {
    Plate::parse(text).filter(|_| !text.trim().is_empty())
}

/// What somebody typed into the search line before asking for a new customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Nothing to take over.
    Nothing,
    /// A plate, or a piece of one.
    Plate(String),
    /// A phone number.
    Phone(String),
    /// A name.
    Name(String),
}

/// Recognises what was typed: letters only are a name, a usable number is a phone, a customer
/// ID is nothing new, the rest is a plate.
pub fn recognise(text: &str) -> Typed {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().any(char::is_alphabetic);
    if text.is_empty() || crate::domain::customer_number(text).is_some() && text.contains('-') {
        Typed::Nothing
    } else if digits == 0 {
        Typed::Name(text.to_owned())
    } else if !letters && digits >= 8 && Phone::parse(text, INDONESIA).e164.is_some() {
        Typed::Phone(text.to_owned())
    } else {
        Typed::Plate(plate(text).map_or_else(|| text.to_owned(), |plate| plate.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> Day {
        Day::from_ymd_opt(2026, 11, 22).unwrap()
    }

    #[test]
    fn an_empty_field_is_no_mistake() {
        assert_eq!(day(" ", today()), Ok(None));
        assert_eq!(km(""), Ok(None));
        assert_eq!(money("", "IDR"), Ok(None));
        assert_eq!(birthday("", today()), Ok(None));
        assert_eq!(phone(""), Ok(None));
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_reason() {
        assert_eq!(day("32/13", today()), Err(Say::FormBadDate));
        assert_eq!(km("lots"), Err(Say::FormBadNumber));
        assert_eq!(km("lots of 12345678"), Err(Say::FormBadNumber));
        assert_eq!(km("10000000"), Err(Say::FormTooLarge));
        assert_eq!(km("9.999.999"), Ok(Some(9_999_999)));
        assert_eq!(year("1899", today()), Err(Say::FormBadYear));
        assert_eq!(money("2x150.000", "IDR"), Err(Say::FormBadMoney));
        assert_eq!(money("1.250.000,50", "IDR"), Err(Say::FormTooFine));
        assert_eq!(money("1,250,000", "IDR"), Ok(Some(Money(1_250_000))));
        assert_eq!(money("1.5jt", "IDR"), Ok(Some(Money(1_500_000))));
        assert_eq!(year("19", today()), Err(Say::FormBadYear));
        assert_eq!(phone("12"), Err(Say::FormBadPhone));
        assert_eq!(phone("6,28E+12"), Err(Say::FormBadPhoneExponent));
    }

    #[test]
    fn what_has_happened_lies_not_ahead() {
        let last = Day::from_ymd_opt(2025, 12, 28);
        assert_eq!(past_day("28 Dec", today()), Ok(last));
        assert_eq!(past_day("today", today()), Ok(Some(today())));
        for ahead in ["01/01/2030", "besok", "+7", "23/11/2026"] {
            assert_eq!(
                past_day(ahead, today()),
                Err(Say::VisitFutureDate),
                "{ahead}"
            );
        }
        assert_eq!(past_day("32/13", today()), Err(Say::FormBadDate));
        assert_eq!(birthday("01/01/2030", today()), Err(Say::VisitFutureDate));
        assert_eq!(birthday("1980-13-45", today()), Err(Say::FormBadBirthday));
    }

    #[test]
    fn brackets_around_digits_belong_to_a_phone() {
        for (text, wanted) in [
            ("(021) 555-1234", "+62215551234"),
            ("+62 (0) 812 3456 7890", "+6281234567890"),
            ("(office) 0812 3456 7890", "+6281234567890"),
        ] {
            let entry = phone(text).unwrap().unwrap();
            assert_eq!(entry.phone.e164.as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_phone_keeps_whose_it_is() {
        let entry = phone("0812 3456 7890 (office)").unwrap().unwrap();
        assert_eq!(entry.label, "office");
        assert_eq!(entry.phone.e164.as_deref(), Some("+6281234567890"));
    }

    #[test]
    fn a_customer_id_is_no_plate() {
        assert_eq!(recognise("C-00042"), Typed::Nothing);
        assert_eq!(recognise("b1234xyz"), Typed::Plate("B 1234 XYZ".to_owned()));
        assert_eq!(
            recognise("081234567890"),
            Typed::Phone("081234567890".to_owned())
        );
    }

    proptest! {
        #[test]
        fn every_amount_is_read_back_as_it_was(minor in -9_007_199_254_740_991_i64..=9_007_199_254_740_991) {
            for currency in ["IDR", "USD", "EUR", "JPY", "KWD"] {
                let shown = shown_money(Some(Money(minor)), currency);
                prop_assert_eq!(money(&shown, currency), Ok(Some(Money(minor))), "{} {}", shown, currency);
            }
        }

        #[test]
        fn every_reading_is_read_back_as_it_was(reading in 1_i64..=odometer::MAX_KM) {
            for lang in [Lang::En, Lang::Id] {
                let shown = shown_km(Some(reading), lang);
                prop_assert_eq!(km(&shown), Ok(Some(reading)), "{}", shown);
            }
        }

        #[test]
        fn every_day_is_read_back_as_it_was(days in -40_000_i64..40_000) {
            let then = today() + chrono::Duration::days(days);
            prop_assume!((1900..=2199).contains(&then.year()));
            prop_assert_eq!(day(&shown_day(Some(then)), today()), Ok(Some(then)));
        }

        #[test]
        fn every_birthday_is_read_back_as_it_was(day in 1_u32..=28, month in 1_u32..=12, year in proptest::option::of(1901_i32..1969)) {
            let born = Birthday::new(day, month, year);
            prop_assert_eq!(birthday(&shown_birthday(born), today()), Ok(born));
        }
    }
}
