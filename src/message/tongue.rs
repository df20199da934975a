//! In which language somebody is written to.

use crate::domain::{CustomerFacts, FIELD_LANGUAGE, ShopSign};
use crate::text::Lang;

/// What every Indonesian number begins with.
const HERE: &str = "+62";

/// The customer's language where the book knows it, else the shop's. Where both say nothing, whoever has an
/// Indonesian phone is written to in Indonesian, and anybody else in the language of whoever writes.
pub fn language(to: &CustomerFacts, sign: &ShopSign, writes: Lang) -> Lang {
    let theirs = to.fields.get(FIELD_LANGUAGE);
    let theirs = theirs.and_then(|code| Lang::of(code));
    let shops = || Lang::of(&sign.language);
    let here = || is_reached_here(to).then_some(Lang::Id);
    theirs.or_else(shops).or_else(here).unwrap_or(writes)
}

/// Whether the first phone that can be dialled is Indonesian.
fn is_reached_here(to: &CustomerFacts) -> bool {
    let mut numbers = to
        .phones
        .iter()
        .filter_map(|entry| entry.phone.e164.as_deref());
    let first = numbers.next();
    first.is_some_and(|number| number.starts_with(HERE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{INDONESIA, Phone, PhoneEntry};

    #[test]
    fn the_customers_language_beats_the_shops_and_that_of_the_screen() {
        let told = |theirs: &str, shops: &str, writes| {
            let mut to = CustomerFacts::default();
            if !theirs.is_empty() {
                let key = FIELD_LANGUAGE.to_owned();
                to.fields.insert(key, theirs.to_owned());
            }
            let sign = ShopSign {
                language: shops.to_owned(),
                ..ShopSign::default()
            };
            language(&to, &sign, writes)
        };
        assert_eq!(told("", "", Lang::En), Lang::En);
        assert_eq!(told("", "id", Lang::En), Lang::Id);
        assert_eq!(told("en", "id", Lang::Id), Lang::En);
        let phoned = |number: &str, shops: &str| {
            let phone = Phone::parse(number, INDONESIA);
            let to = CustomerFacts {
                phones: vec![PhoneEntry {
                    phone,
                    label: String::new(),
                }],
                ..CustomerFacts::default()
            };
            let sign = ShopSign {
                language: shops.to_owned(),
                ..ShopSign::default()
            };
            language(&to, &sign, Lang::En)
        };
        assert_eq!(phoned("0812-3456-7890", ""), Lang::Id);
        assert_eq!(phoned("0812-3456-7890", "en"), Lang::En);
        assert_eq!(phoned("+65 8123 4567", ""), Lang::En);
        assert_eq!(told("klingon", "", Lang::Id), Lang::Id);
    }
}
