//! Why something in the data looks wrong, in a sentence.

use super::{Lang, Say, full_date, import_reason, kilometres, month_name, say};
use crate::domain::odometer::{OdometerWarning, Reading};
use crate::domain::{Birthday, Day, Doubt, Remark};
use crate::insight::review::{QualityItem, Reason, Same, Slip};

/// What an import was unsure of: column and value, and why.
pub fn remark(lang: Lang, remark: &Remark) -> String {
    let why = import_reason(&remark.code);
    let why = why.map_or(remark.code.as_str(), |why| why.in_(lang));
    let value = match remark.value.as_str() {
        "" => String::new(),
        value => format!("“{value}”"),
    };
    let about = joined(&[&remark.column, &value], " ");
    joined(&[&about, why], ": ")
}

/// Why a thing of the data quality inbox is there: which value, which row of which file, which
/// readings, what two records share.
pub fn reason(lang: Lang, item: &QualityItem) -> String {
    match &item.reason {
        Reason::Remark {
            remark: noticed,
            plate,
            visit,
        } => {
            let row = say::doubt_row(lang, noticed.row, &noticed.file);
            let visit = visit.map(|day| say::doubt_visit(lang, full_date(lang, day)));
            let what = remark(lang, noticed);
            joined(&[&what, plate, &visit.unwrap_or_default(), &row], "; ")
        }
        Reason::Same(same) => shared(lang, item, same),
        Reason::Reading {
            plate,
            reading,
            odd,
        } => {
            let read = say::doubt_reading(
                lang,
                kilometres(lang, reading.km.unsigned_abs()),
                full_date(lang, reading.day),
            );
            let odd = odd.map(|odd| beside(lang, odd));
            joined(&[plate, &read, &odd.unwrap_or_default()], ", ")
        }
        Reason::Phone(flag) => {
            let why = flag.and_then(|flag| import_reason(flag.code()));
            joined(&[&item.about, why.map_or("", |why| why.in_(lang))], ": ")
        }
        Reason::Came(days) if item.slip == Slip::NoPhone => {
            say::doubt_no_phone(lang, u64::from(*days))
        }
        Reason::Came(days) => say::doubt_no_birthday(lang, u64::from(*days)),
        Reason::NoPlate => joined(&[&item.about, Say::DoubtNoPlate.in_(lang)], ": "),
    }
}

/// What it says to settle it, beginning with the key that does.
pub fn settles(lang: Lang, item: &QualityItem, key: &str) -> String {
    match item.slip {
        Slip::Import => say::doubt_settle_import(lang, key),
        Slip::Twin if matches!(item.doubt, Doubt::Plate(..)) => {
            say::doubt_settle_own_plate(lang, key)
        }
        Slip::Twin => say::doubt_settle_twin(lang, key),
        Slip::Odometer => say::doubt_settle_odometer(lang, key),
        Slip::DeadPhone => say::doubt_settle_dead_phone(lang, key),
        Slip::NoPhone => say::doubt_settle_no_phone(lang, key),
        Slip::NoBirthday => say::doubt_settle_no_birthday(lang, key),
        Slip::NoPlate => say::doubt_settle_no_plate(lang, key),
    }
}

fn shared(lang: Lang, item: &QualityItem, same: &Same) -> String {
    let other = item.about.as_str();
    match same {
        Same::Birthday(birthday) => say::doubt_birthday(lang, born(lang, *birthday), other),
        Same::Phone(phone) => say::doubt_phone(lang, phone, other),
        Same::Plate(plate) if matches!(item.doubt, Doubt::Plate(..)) => {
            say::doubt_own_plate(lang, plate)
        }
        Same::Plate(plate) => say::doubt_plate(lang, plate, other),
    }
}

/// A reading beside the one that it does not go with.
fn beside(lang: Lang, odd: OdometerWarning) -> String {
    let of = |reading: Reading| {
        (
            kilometres(lang, reading.km.unsigned_abs()),
            full_date(lang, reading.day),
        )
    };
    match odd {
        OdometerWarning::Drop { earlier } => {
            let (km, day) = of(earlier);
            say::doubt_drop(lang, km, day)
        }
        OdometerWarning::AboveLater { later } => {
            let (km, day) = of(later);
            say::doubt_above_later(lang, km, day)
        }
        OdometerWarning::ExtraDigit { likely } => {
            say::doubt_extra_digit(lang, kilometres(lang, likely.unsigned_abs()))
        }
        OdometerWarning::Jump { earlier, per_day } => {
            let (km, day) = of(earlier);
            say::doubt_jump(lang, km, day, kilometres(lang, per_day.unsigned_abs()))
        }
    }
}

/// `17 May 1990`, `17 May`, `1990`.
fn born(lang: Lang, birthday: Birthday) -> String {
    // A leap year has every day.
    let day = birthday.month.zip(birthday.day);
    let day = day.and_then(|(month, day)| Day::from_ymd_opt(2000, month, day));
    let day = day.map(|day| format!("{} {}", day.format("%-d"), month_name(lang, day)));
    let year = birthday.year.map(|year| year.to_string());
    joined(&[&day.unwrap_or_default(), &year.unwrap_or_default()], " ")
}

fn joined(parts: &[&str], between: &str) -> String {
    let parts = parts.iter().copied().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(between)
}
