//! Ways to write days, money, phones and plates.

use chrono::{Datelike, NaiveDate};

pub const MONTHS: &[&str] = &[
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

pub fn day(day: NaiveDate, style: usize) -> String {
    let month = MONTHS[usize::try_from(day.month0()).expect("small")];
    match style {
        0 => day.format("%d/%m/%Y").to_string(),
        1 => day.format("%d-%m-%y").to_string(),
        2 => day.format("%Y-%m-%d").to_string(),
        3 => format!("{} {month} {}", day.day(), day.year()),
        4 => format!("{:02} {} {}", day.day(), &month[..3], day.format("%y")),
        5 => format!("{}.{}.{}", day.day(), day.month(), day.year()),
        _ => day.format("%Y-%m-%d 10:15:00").to_string(),
    }
}

pub fn grouped(number: u32, mark: char) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

pub fn money(amount: u32, style: usize) -> String {
    match style {
        0 => amount.to_string(),
        1 => grouped(amount, '.'),
        2 => format!("Rp {}", grouped(amount, '.')),
        3 => format!("Rp{},-", grouped(amount, '.')),
        4 => format!("Rp. {},00", grouped(amount, '.')),
        _ => grouped(amount, ','),
    }
}

pub fn phone(national: &str, style: usize) -> String {
    let (a, rest) = national.split_at(3);
    let (b, c) = rest.split_at(4);
    match style {
        0 => format!("0{national}"),
        1 => format!("0{a}-{b}-{c}"),
        2 => format!("+62 {a} {b} {c}"),
        3 => format!("62{national}"),
        4 => format!("0{a}.{b}.{c}"),
        5 => format!("0{a} {b} {c}"),
        _ => national.to_owned(),
    }
}

pub fn plate([region, number, suffix]: &[String; 3], style: usize) -> String {
    match style {
        0 => format!("{region} {number} {suffix}"),
        1 => format!("{region}{number}{suffix}"),
        2 => format!("{region}-{number}-{suffix}"),
        3 => format!("{region}.{number}.{suffix}"),
        4 => format!("{region} {number} {suffix}").to_lowercase(),
        _ => format!(" {region}  {number} {suffix} "),
    }
}
