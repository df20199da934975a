//! What stands under a field that proposes earlier entries, and the one that is offered behind
//! the cursor.
//!
//! The rule for the clerk: *Tab or Enter takes the dim rest, Backspace or Esc takes it away.* A
//! new mechanic "Jo" beside "Joko" is `Jo`, Backspace, Tab. Saving keeps what was typed: an offer
//! is no content.

use crate::domain::name::fold;
use crate::protocol::{SuggestKind, Suggestion};

/// Proposals that are shown at once.
pub const SHOWN: usize = 5;

/// Proposals for the field that is typed into. None is chosen until the person goes down
/// to one; without an offer Enter and Tab keep what was typed.
#[derive(Debug, Clone, Default)]
pub struct Proposals {
    /// Best first.
    pub items: Vec<Suggestion>,
    /// The chosen one.
    pub chosen: Option<usize>,
    /// Whether the last edit was a letter typed: only then is one offered behind the cursor.
    pub(super) after_letter: bool,
    /// The offered one.
    offered: Option<usize>,
}

impl Proposals {
    /// Whether there is nothing to propose.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Takes new proposals for the entry `typed`, a space at its end included, without the one
    /// that says the same. After a letter the first that begins with `typed` is offered, unless
    /// what is typed is an entry already or `completes` forbids it.
    pub fn set(&mut self, items: &[Suggestion], typed: &str, completes: bool) {
        let entry = typed.trim();
        let news = |item: &&Suggestion| item.text != entry || item.customer.is_some();
        self.items = items.iter().filter(news).take(SHOWN).cloned().collect();
        self.chosen = None;
        let known = items.iter().any(|item| fold(&item.text) == fold(entry));
        let offers = completes && self.after_letter && !known;
        let goes_on = |item: &Suggestion| rest(&item.text, typed).is_some();
        self.offered = self.items.iter().position(goes_on).filter(|_| offers);
    }

    /// Closes the proposals.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Goes one down, to the first one when none is chosen yet.
    pub fn down(&mut self) {
        let last = self.items.len().saturating_sub(1);
        self.chosen = Some(self.chosen.map_or(0, |at| (at + 1).min(last)));
    }

    /// Goes one up; from the first one back to what was typed.
    pub fn up(&mut self) {
        self.chosen = self.chosen.and_then(|at| at.checked_sub(1));
    }

    /// The chosen proposal.
    pub fn chosen(&self) -> Option<&Suggestion> {
        self.items.get(self.chosen?)
    }

    /// The proposal that is offered behind the cursor, while none is chosen from the list, with
    /// what it has more than `typed`.
    pub fn completion<'a>(&'a self, typed: &str) -> Option<(&'a Suggestion, &'a str)> {
        let offered = self.items.get(self.offered?)?;
        let rest = rest(&offered.text, typed)?;
        self.chosen.is_none().then_some((offered, rest))
    }

    /// Takes the offer away; the list stays.
    pub fn refuse(&mut self) {
        self.offered = None;
    }
}

/// Whether a field of this kind offers to complete what is typed. Never for people outside the
/// shop: who belongs to whom is chosen, not completed.
pub fn completes(kind: SuggestKind) -> bool {
    use SuggestKind as K;
    match kind {
        K::Mechanic | K::Oil | K::Line | K::Make | K::Model | K::City | K::Greeting => true,
        K::Household | K::Customer | K::Company => false,
    }
}

/// What `text` has behind `typed`, upper and lower case alike; `None` when it does not begin with
/// that or has nothing more.
fn rest<'a>(text: &'a str, typed: &str) -> Option<&'a str> {
    let mut left = text.chars();
    for letter in typed.chars() {
        if !left.next()?.to_lowercase().eq(letter.to_lowercase()) {
            return None;
        }
    }
    Some(left.as_str()).filter(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// What is offered behind `typed` among `items`.
    fn offered(items: &[&str], typed: &str) -> Option<String> {
        let items: Vec<Suggestion> = items.iter().map(|text| proposal(text)).collect();
        let mut proposals = Proposals {
            after_letter: true,
            ..Proposals::default()
        };
        proposals.set(&items, typed, true);
        let (_, rest) = proposals.completion(typed)?;
        Some(rest.to_owned())
    }

    fn proposal(text: &str) -> Suggestion {
        Suggestion {
            text: text.to_owned(),
            detail: String::new(),
            amount: None,
            customer: None,
        }
    }

    #[rstest]
    #[case(&["Joko", "Jono"], "Jo", Some("ko"))]
    #[case(&["Pak Joko", "Jono"], "jO", Some("no"))]
    #[case(&["oil filter", "oil change"], "oil c", Some("hange"))]
    #[case(&["Joko"], "Jo ", None)]
    #[case(&["Jo Ann"], "Jo ", Some("Ann"))]
    #[case(&["Jonny", "Jo"], "Jo", None)]
    #[case(&["Jonny", "JO"], "jo", None)]
    #[case(&["José María", "José"], "Jose", None)]
    #[case(&["Émile"], "é", Some("mile"))]
    #[case(&["Joko"], "Joko", None)]
    #[case(&["Joko"], "Jx", None)]
    #[case(&[], "Jo", None)]
    fn the_first_that_begins_with_what_is_typed_is_offered(
        #[case] items: &[&str],
        #[case] typed: &str,
        #[case] rest: Option<&str>,
    ) {
        assert_eq!(offered(items, typed).as_deref(), rest);
    }

    #[test]
    fn an_entry_that_is_typed_whole_is_known_however_many_go_on_from_it() {
        let mut items = vec!["oil change"; 2 * SHOWN];
        items.push("oil");
        assert_eq!(offered(&items, "oil"), None);
    }

    #[test]
    fn a_proposal_that_is_chosen_takes_the_place_of_the_offer() {
        let mut proposals = Proposals {
            after_letter: true,
            ..Proposals::default()
        };
        proposals.set(&[proposal("Joko"), proposal("Jono")], "Jo", true);
        proposals.down();
        assert_eq!(proposals.completion("Jo"), None);
        proposals.up();
        assert!(proposals.completion("Jo").is_some());
    }

    #[test]
    fn people_outside_the_shop_are_never_completed() {
        assert!(!completes(SuggestKind::Customer));
        assert!(!completes(SuggestKind::Company));
        assert!(!completes(SuggestKind::Household));
        assert!(completes(SuggestKind::Mechanic));
    }
}
