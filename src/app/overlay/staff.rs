//! Who is at the desk: choose among those who work here, or type a new name.

use crate::domain::Member;
use crate::kit::line::{Edited, Line};
use crate::kit::list::{List, ListIntent};
use crate::protocol::{Code, Key, Mouse};

use super::{Intent, position};

/// The most characters of a name, as the book holds it.
const LONGEST: usize = 200;

/// Somebody to put at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) enum Person {
    /// In the book already.
    Known(String),
    /// To be written down.
    New(String),
}

/// Whom to propose to a desk where nobody is yet: the computer's user under the name that the
/// book knows, and nobody who has left.
pub(in crate::app) fn proposal(user: &str, members: &[Member]) -> String {
    let wanted = user.trim().to_lowercase();
    let called = |member: &&Member, whole: bool| {
        let name = member.facts.name.to_lowercase();
        let first = name.split_whitespace().next().unwrap_or_default();
        name == wanted || !whole && first == wanted
    };
    let exact = members.iter().find(|member| called(member, true));
    let mut first = members
        .iter()
        .filter(|member| member.at_desk && member.facts.active && called(member, false));
    match (exact, first.next(), first.next()) {
        (Some(member), ..) if member.facts.active => member.facts.name.clone(),
        (Some(_), ..) => String::new(),
        (None, Some(only), None) => only.facts.name.clone(),
        // One of several with that first name, or somebody new.
        _ => user.trim().to_owned(),
    }
}

/// The picker: a line that filters, and below it those who fit.
#[derive(Debug)]
pub(in crate::app) struct StaffPicker {
    /// `None` until the book has answered.
    names: Option<Vec<String>>,
    now: String,
    pub(super) line: Line,
    /// What the line holds is our proposal; the first letter typed replaces it.
    pub(super) proposed: bool,
    pub(super) list: List,
}

impl StaffPicker {
    /// A picker while `now` is at the desk. `proposal` is offered when nobody is.
    pub(in crate::app) fn new(now: &str, proposal: &str) -> StaffPicker {
        let proposed = now.is_empty() && !proposal.is_empty();
        let line = Line::new(if proposed { proposal } else { "" });
        let mut picker = StaffPicker {
            names: None,
            now: now.to_owned(),
            line,
            proposed,
            list: List::default(),
        };
        picker.refresh();
        picker
    }

    /// The book says who works here.
    pub(in crate::app) fn set_names(&mut self, names: Vec<String>) {
        self.names = Some(names);
        self.refresh();
    }

    /// Those who fit what is typed, and the typed name itself if it is a new one. A proposal
    /// hides nobody.
    pub(super) fn people(&self) -> Vec<Person> {
        let typed = self.line.value().trim();
        let names = self.names.as_deref().unwrap_or_default();
        let wanted = typed.to_lowercase();
        let fits = |name: &&String| self.proposed || name.to_lowercase().contains(&wanted);
        let mut people: Vec<Person> = names
            .iter()
            .filter(fits)
            .cloned()
            .map(Person::Known)
            .collect();
        if !typed.is_empty() && !names.iter().any(|name| name.to_lowercase() == wanted) {
            people.push(Person::New(typed.chars().take(LONGEST).collect()));
        }
        people
    }

    /// Filters, moves, chooses. A digit chooses at once while nothing is typed.
    pub(super) fn press(&mut self, key: Key) -> Intent {
        match key.code {
            Code::Esc => return Intent::Close,
            Code::Enter | Code::Up | Code::Down | Code::PageUp | Code::PageDown => {
                return self.listed(|list| list.press(key));
            }
            _ => {}
        }
        if let Some(nth) = self.nth(key) {
            return self.choose(nth);
        }
        if self.proposed && key.typed().is_some() {
            self.line.set("");
        }
        match self.line.press(key) {
            Edited::No => return Intent::Pass,
            Edited::Moved if !self.proposed => {}
            Edited::Full => {}
            // Moving about in a proposal makes it one's own, and then it filters.
            Edited::Moved | Edited::Changed => {
                self.proposed = false;
                self.refresh();
            }
        }
        Intent::Stay
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.line.paste(text);
        self.proposed = false;
        self.refresh();
    }

    pub(super) fn click(&mut self, mouse: Mouse) -> Intent {
        match self.list.hit(position(mouse)) {
            Some(at) => self.choose(at),
            None => Intent::Stay,
        }
    }

    fn nth(&self, key: Key) -> Option<usize> {
        let digit = key.typed()?.to_digit(10)? as usize;
        let nth = digit.checked_sub(1)?;
        (self.line.is_empty() && nth < self.list.len()).then_some(nth)
    }

    fn listed(&mut self, act: impl FnOnce(&mut List) -> ListIntent) -> Intent {
        match act(&mut self.list) {
            ListIntent::Chosen(at) => self.choose(at),
            ListIntent::Moved | ListIntent::Ignored => Intent::Stay,
        }
    }

    fn choose(&self, at: usize) -> Intent {
        self.people()
            .into_iter()
            .nth(at)
            .map_or(Intent::Stay, Intent::AtDesk)
    }

    /// Another list. The selection begins on whoever is proposed, else on whoever is not at the
    /// desk yet, so that two people change over with two keys.
    fn refresh(&mut self) {
        let people = self.people();
        self.list.reset(people.len());
        let wanted = self.line.value().trim().to_lowercase();
        let begins = |person: &Person| match person {
            Person::Known(name) if self.proposed => name.to_lowercase() == wanted,
            Person::Known(name) => *name != self.now,
            Person::New(_) => true,
        };
        self.list
            .select(people.iter().position(begins).unwrap_or(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(picker: &mut StaffPicker, keys: &str) -> Intent {
        let keys = Key::sequence(keys).expect("keys");
        keys.into_iter()
            .map(|key| picker.press(key))
            .last()
            .expect("a key")
    }

    fn picker(now: &str, proposal: &str) -> StaffPicker {
        let mut picker = StaffPicker::new(now, proposal);
        picker.set_names(vec![
            "Rina".to_owned(),
            "Joko".to_owned(),
            "Sari".to_owned(),
        ]);
        picker
    }

    #[test]
    fn a_proposal_that_is_moved_about_in_filters_and_lists_whom_it_shows() {
        let mut picker = picker("", "Rina");
        assert_eq!(picker.list.len(), 3);
        press(&mut picker, "<Left>");
        assert_eq!(picker.list.len(), picker.people().len());
        assert_eq!(picker.people(), [Person::Known("Rina".to_owned())]);
    }

    fn known(name: &str) -> Intent {
        Intent::AtDesk(Person::Known(name.to_owned()))
    }

    #[test]
    fn one_enter_changes_over_to_the_other_person() {
        assert_eq!(press(&mut picker("Rina", ""), "<Enter>"), known("Joko"));
        assert_eq!(press(&mut picker("Joko", ""), "<Enter>"), known("Rina"));
    }

    #[test]
    fn a_digit_chooses_at_once() {
        assert_eq!(press(&mut picker("Rina", ""), "3"), known("Sari"));
        assert_eq!(press(&mut picker("Rina", ""), "9"), Intent::Stay);
    }

    #[test]
    fn letters_filter_and_a_new_name_is_added() {
        assert_eq!(press(&mut picker("Rina", ""), "sa<Enter>"), known("Sari"));
        let new = Intent::AtDesk(Person::New("Budi".to_owned()));
        assert_eq!(press(&mut picker("Rina", ""), "Budi<Enter>"), new);
        assert_eq!(press(&mut picker("Rina", ""), "sari<Enter>"), known("Sari"));
    }

    #[test]
    fn the_first_start_proposes_a_name_that_enter_accepts_and_a_letter_replaces() {
        let new = |name: &str| Intent::AtDesk(Person::New(name.to_owned()));
        assert_eq!(
            press(&mut StaffPicker::new("", "wati"), "<Enter>"),
            new("wati")
        );
        assert_eq!(
            press(&mut StaffPicker::new("", "wati"), "Ani<Enter>"),
            new("Ani")
        );
        assert_eq!(
            press(&mut StaffPicker::new("", "wati"), "<Backspace>i<Enter>"),
            new("wati")
        );
    }

    #[test]
    fn enter_accepts_the_proposal_and_nobody_whose_name_only_holds_it() {
        let mut picker = StaffPicker::new("", "Ani");
        picker.set_names(vec!["Yani".to_owned(), "Sari".to_owned()]);
        assert_eq!(press(&mut picker, "<Up>"), Intent::Stay);
        assert_eq!(press(&mut picker, "<Enter>"), known("Sari"));
        assert_eq!(press(&mut picker, "<Down>"), Intent::Stay);
        let new = Intent::AtDesk(Person::New("Ani".to_owned()));
        assert_eq!(press(&mut picker, "<Enter>"), new);
        picker.set_names(vec!["Yani".to_owned(), "ani".to_owned()]);
        assert_eq!(press(&mut picker, "<Enter>"), known("ani"));
    }

    #[test]
    fn the_users_name_is_proposed_as_the_book_knows_it() {
        let member = |(name, active): (&str, bool)| Member {
            id: crate::domain::StaffId(1),
            facts: crate::domain::StaffFacts {
                name: name.to_owned(),
                active,
            },
            at_desk: true,
        };
        let propose = |user: &str, people: &[(&str, bool)]| {
            let members: Vec<Member> = people.iter().copied().map(member).collect();
            proposal(user, &members)
        };
        assert_eq!(propose("rina", &[]), "rina");
        assert_eq!(propose("rina", &[("Joko", true), ("Rina", true)]), "Rina");
        assert_eq!(propose("rina", &[("Rina Wati", true)]), "Rina Wati");
        // Which of them is not ours to say.
        let two = [("Rina Wati", true), ("Rina Sari", true)];
        assert_eq!(propose("rina", &two), "rina");
        assert_eq!(propose("rina", &[("Rina", false)]), "");
        assert_eq!(propose("rina", &[("Rina Wati", false)]), "rina");
        assert_eq!(propose("", &[("Rina", true)]), "");
    }

    #[test]
    fn nothing_typed_and_nobody_known_chooses_nothing() {
        assert_eq!(
            press(&mut StaffPicker::new("", ""), "<Enter>"),
            Intent::Stay
        );
        assert_eq!(press(&mut StaffPicker::new("", ""), "<Esc>"), Intent::Close);
    }
}
