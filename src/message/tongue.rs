//! In which language somebody is written to.

use crate::domain::{CustomerFacts, FIELD_LANGUAGE, ShopSign};
use crate::text::Lang;

/// The customer's language where the book knows it, else the shop's, else that of whoever writes.
pub fn language(to: &CustomerFacts, sign: &ShopSign, writes: Lang) -> Lang {
    let theirs = to.fields.get(FIELD_LANGUAGE);
    let theirs = theirs.and_then(|code| Lang::of(code));
    let shops = || Lang::of(&sign.language);
    theirs.or_else(shops).unwrap_or(writes)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(told("klingon", "", Lang::Id), Lang::Id);
    }
}
