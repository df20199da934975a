//! A cell as people read it.

use super::Cell;
use crate::text::{self, Lang};

/// What a page shows for a cell; amounts in that currency (ISO 4217 code).
pub fn shown(cell: &Cell, lang: Lang, currency: &str) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Refused => "–".to_owned(),
        Cell::Text(text) | Cell::Said(text) => text.clone(),
        Cell::Word(_, said) => (*said).to_owned(),
        Cell::Told(_, said) => said.clone(),
        Cell::Whole(number) if *number < 0 => {
            format!("−{}", text::count(lang, number.unsigned_abs()))
        }
        Cell::Whole(number) => text::count(lang, number.unsigned_abs()),
        Cell::Thousandths(number) => decimal(*number, lang),
        Cell::Share(share) => text::share(lang, *share),
        Cell::Money(minor) => text::money(lang, *minor, currency),
        Cell::Day(day) => text::full_date(lang, *day),
    }
}

/// One decimal is enough for people.
fn decimal(thousandths: i64, lang: Lang) -> String {
    let tenths = thousandths.unsigned_abs().saturating_add(50) / 100;
    let point = match lang {
        Lang::En => '.',
        Lang::Id => ',',
    };
    let sign = if thousandths < 0 && tenths > 0 {
        "−"
    } else {
        ""
    };
    format!(
        "{sign}{}{point}{}",
        text::count(lang, tenths / 10),
        tenths % 10
    )
}
