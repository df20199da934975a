//! What was agreed with a company, in one line.

use super::Wording;
use super::wording::joined;
use crate::domain::{Card, Running, Terms};
use crate::kit::Fact;
use crate::look::{Role, Symbols};
use crate::text::{Say, percent_exact, say};

/// The line of the counter card; nothing where nothing was agreed.
pub fn fact(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> Option<Fact> {
    let terms = card.terms.as_ref()?;
    let (text, role) = line(terms, wording, symbols);
    Some(
        Fact::new(wording.say(Say::TermsCard), text)
            .role(role)
            .lines(3),
    )
}

/// Days to pay, discount, contract, prices and whatever else: `30 days · 10 % · contract until
/// 31 Dec`. A contract that has ended, or ends soon, stands first and is marked.
pub fn line(terms: &Terms, wording: Wording<'_>, symbols: &Symbols) -> (String, Role) {
    let contract = contract(terms, wording);
    let (first, last, role) = match terms.running(wording.today) {
        Some(Running::Ended | Running::EndsSoon) => {
            let marked = format!("{} {contract}", symbols.alert);
            (marked, String::new(), Role::Attention)
        }
        Some(Running::Long) | None => (String::new(), contract, Role::Value),
    };
    let discount = terms
        .discount
        .map(|share| percent_exact(wording.lang, share));
    let parts = [
        first,
        pays(terms, wording),
        discount.unwrap_or_default(),
        last,
        terms.contract.clone(),
        terms.price.clone(),
        terms.note.clone(),
    ];
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    (joined(&parts, symbols.dot), role)
}

fn pays(terms: &Terms, wording: Wording<'_>) -> String {
    match terms.payment_days {
        None => String::new(),
        Some(0) => wording.say(Say::TermsAtOnce).to_owned(),
        Some(days) => say::terms_days(wording.lang, days.unsigned_abs()),
    }
}

fn contract(terms: &Terms, wording: Wording<'_>) -> String {
    let Some(until) = terms.contract_until else {
        return String::new();
    };
    let date = wording.date(until);
    match terms.running(wording.today) {
        Some(Running::Ended) => say::terms_ended(wording.lang, date),
        Some(Running::EndsSoon) => say::terms_ends_soon(wording.lang, date),
        _ => say::terms_contract_until(wording.lang, date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::samples::{context, day};
    use crate::text::Lang;

    fn told(until: Option<&str>, lang: Lang) -> (String, Role) {
        let mut context = context((80, 24));
        context.lang = lang;
        let terms = Terms {
            discount: Some(750),
            payment_days: Some(30),
            contract_until: until.map(day),
            ..Terms::default()
        };
        line(&terms, Wording::of(&context), &Symbols::UNICODE)
    }

    #[test]
    fn days_discount_and_contract_stand_in_one_line() {
        let (text, role) = told(Some("2027-12-31"), Lang::En);
        assert_eq!(text, "30 days · 7.5 % · contract until 31 Dec 2027");
        assert_eq!(role, Role::Value);
        let (text, _) = told(None, Lang::Id);
        assert_eq!(text, "30 hari · 7,5 %");
    }

    #[test]
    fn a_contract_that_ends_soon_or_has_ended_stands_first_with_a_sign_and_a_word() {
        // The samples live on 2026-11-22.
        let (text, role) = told(Some("2026-12-10"), Lang::En);
        assert!(text.starts_with("! contract ends soon: 10 Dec"), "{text}");
        assert_eq!(role, Role::Attention);
        let (text, role) = told(Some("2026-11-21"), Lang::Id);
        assert!(text.starts_with("! kontrak habis 21 Nov"), "{text}");
        assert_eq!(role, Role::Attention);
    }

    #[test]
    fn whoever_pays_at_once_and_has_a_price_list_is_told_so() {
        let context = context((80, 24));
        let terms = Terms {
            price: "list 2026".to_owned(),
            payment_days: Some(0),
            ..Terms::default()
        };
        let (text, _) = line(&terms, Wording::of(&context), &Symbols::UNICODE);
        assert_eq!(text, "pays at once · list 2026");
    }
}
