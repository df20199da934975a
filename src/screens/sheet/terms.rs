//! What was agreed with a company, in one line.

use super::Wording;
use super::wording::joined;
use crate::domain::{Card, Running, Terms};
use crate::kit::Fact;
use crate::look::{Role, Symbols};
use crate::text::{Say, percent_exact, say};

/// The line of the cards; nothing where nothing was agreed.
pub fn fact(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> Option<Fact> {
    let terms = card.terms.as_ref()?;
    let (text, role) = line(terms, wording, symbols);
    Some(
        Fact::new(wording.say(Say::TermsCard), text)
            .role(role)
            .lines(3),
    )
}

/// Days to pay, discount, prices, contract and whatever else: `30 days to pay · 10 % off · list 2026 ·
/// contract until 31 Dec`. What a bill goes by stands before the name of the contract, which is cut
/// first; a contract that has ended, or ends soon, stands before all and is marked.
pub fn line(terms: &Terms, wording: Wording<'_>, symbols: &Symbols) -> (String, Role) {
    let (bill, contract, role) = parts(terms, wording, symbols);
    let [first, last] = match role {
        Role::Attention => [contract, String::new()],
        _ => [String::new(), contract],
    };
    let parts = [&first, &bill, &last, &terms.contract, &terms.note];
    (joined(&parts.map(String::as_str), symbols.dot), role)
}

/// The same where a bill is written: what it goes by stands before all.
pub fn for_bill(terms: &Terms, wording: Wording<'_>, symbols: &Symbols) -> (String, Role) {
    let (bill, contract, role) = parts(terms, wording, symbols);
    let parts = [&bill, &contract, &terms.contract, &terms.note];
    (joined(&parts.map(String::as_str), symbols.dot), role)
}

/// What a bill goes by; the end of the contract, marked where it has come or is near; and how pressing
/// that is.
fn parts(terms: &Terms, wording: Wording<'_>, symbols: &Symbols) -> (String, String, Role) {
    let discount = terms.discount.map(|share| {
        let lang = wording.lang;
        say::terms_off(lang, percent_exact(lang, share))
    });
    let bill = [
        &pays(terms, wording),
        &discount.unwrap_or_default(),
        &terms.price,
    ];
    let bill = joined(&bill.map(String::as_str), symbols.dot);
    let contract = contract(terms, wording);
    match terms.running(wording.today) {
        Some(Running::Ended | Running::EndsSoon) => {
            let marked = format!("{} {contract}", symbols.alert);
            (bill, marked, Role::Attention)
        }
        Some(Running::Long) | None => (bill, contract, Role::Value),
    }
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
        assert_eq!(
            text,
            "30 days to pay · 7.5 % off · contract until 31 Dec 2027"
        );
        assert_eq!(role, Role::Value);
        let (text, _) = told(None, Lang::Id);
        assert_eq!(text, "tempo 30 hari · diskon 7,5 %");
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
    fn what_a_bill_goes_by_stands_before_the_name_of_the_contract() {
        let terms = Terms {
            price: "list 2026".to_owned(),
            discount: Some(1_000),
            contract: "K-12".to_owned(),
            contract_until: Some(day("2027-12-31")),
            ..Terms::default()
        };
        let context = context((80, 24));
        let (text, _) = line(&terms, Wording::of(&context), &Symbols::UNICODE);
        let told = "10 % off · list 2026 · contract until 31 Dec 2027 · K-12";
        assert_eq!(text, told);
        let terms = Terms {
            contract_until: Some(day("2026-12-10")),
            ..terms
        };
        let (text, role) = for_bill(&terms, Wording::of(&context), &Symbols::UNICODE);
        let told = "10 % off · list 2026 · ! contract ends soon: 10 Dec · K-12";
        assert_eq!((&*text, role), (told, Role::Attention));
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
