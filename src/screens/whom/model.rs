//! Who is found, and who of them is chosen.

use crate::domain::{CustomerId, Found, Likely, Likeness};
use crate::kit::line::Edited;
use crate::kit::search::SearchBox;
use crate::kit::{List, ListIntent};
use crate::protocol::{Command, Key, Mouse, Query, Slot, Step};
use crate::screens::sheet::wording;
use crate::screens::shown::Shown;

/// Hits that are looked at.
const HITS: usize = 30;

/// Somebody of the book who may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: CustomerId,
    /// The customer ID.
    pub code: String,
    /// The name with the honorific.
    pub name: String,
    /// Plate and phone.
    pub known_by: String,
    /// Why they are proposed; nothing for one who was sought.
    pub by: Option<Likeness>,
}

impl From<&Likely> for Person {
    fn from(likely: &Likely) -> Self {
        Self {
            id: likely.who.id,
            code: likely.who.code.clone(),
            name: likely.who.name.clone(),
            known_by: likely.known_by.clone(),
            by: Some(likely.by.clone()),
        }
    }
}

/// A line to find somebody by, and who is found.
#[derive(Debug)]
pub struct Whom {
    /// Where the answers go.
    slot: Slot,
    /// What is typed.
    pub search: SearchBox,
    /// Who is found, best first.
    pub people: Shown<Vec<Person>>,
    /// The line found nobody but whom it leaves out.
    pub only_left_out: bool,
    /// Which of them is chosen.
    pub list: List,
    /// Whether something else is typed since they were found: then the best hit is chosen.
    other_text: bool,
}

impl Whom {
    /// Nobody is known yet; `typed` stands in the line.
    pub fn new(slot: Slot, typed: &str) -> Self {
        let mut search = SearchBox::default();
        search.set(typed);
        Self {
            slot,
            search,
            people: Shown::default(),
            only_left_out: false,
            list: List::default(),
            other_text: false,
        }
    }

    /// Whether something is typed.
    pub fn is_typed(&self) -> bool {
        !self.search.query().trim().is_empty()
    }

    /// Asks who is meant by what is typed; nothing where nothing is.
    pub fn find(&mut self) -> Option<Step> {
        let text = self.search.query().trim().to_owned();
        if text.is_empty() {
            return None;
        }
        let (limit, also) = (HITS, None);
        Some(self.ask(Query::Find { text, limit, also }))
    }

    /// Asks something else about people.
    pub fn ask(&mut self, query: Query) -> Step {
        self.people.ask();
        Step::Read(self.slot, query)
    }

    /// Takes who is found; of several vehicles of one customer the best hit stands for all.
    pub fn found(&mut self, found: &Found, leaves_out: Option<CustomerId>) {
        let mut people: Vec<Person> = Vec::new();
        for hit in &found.hits {
            let Some(id) = hit.customer else { continue };
            if Some(id) != leaves_out && people.iter().all(|known| known.id != id) {
                people.push(Person {
                    id,
                    code: hit.code.clone(),
                    name: hit.name.clone(),
                    known_by: wording::joined(&[&hit.plate, &hit.phone], "  "),
                    by: None,
                });
            }
        }
        let is_left_out = found.hits.iter().any(|hit| {
            let found = hit.customer;
            found.is_some() && found == leaves_out
        });
        let only = people.is_empty() && is_left_out;
        self.put(people);
        self.only_left_out = only;
    }

    /// Shows these; the chosen one stays chosen where the same is asked again.
    pub fn put(&mut self, people: Vec<Person>) {
        let before = self.chosen().map(|person| person.id);
        let now_at = people.iter().position(|person| Some(person.id) == before);
        if std::mem::take(&mut self.other_text) {
            self.list.reset(people.len());
        } else {
            self.list.replace(people.len(), now_at.or(Some(0)));
        }
        self.people.put(Some(people));
        self.only_left_out = false;
    }

    /// The chosen one.
    pub fn chosen(&self) -> Option<&Person> {
        let people = self.people.value.as_ref()?;
        people.get(self.list.selected()?)
    }

    /// Types into the line; whether that is another text now.
    pub fn key(&mut self, key: Key) -> bool {
        let edited = self.search.press(key);
        self.is_other(edited)
    }

    /// Pastes into the line; whether that is another text now.
    pub fn paste(&mut self, text: &str) -> bool {
        let edited = self.search.paste(text);
        self.is_other(edited)
    }

    /// Types nothing any more.
    pub fn clear(&mut self) {
        self.search.set("");
        self.other_text = true;
    }

    fn is_other(&mut self, edited: Edited) -> bool {
        let other = matches!(edited, Edited::Changed);
        self.other_text |= other;
        other
    }

    /// Moves among who is found.
    pub fn moves(&mut self, command: Command) {
        if let Some(key) = command.row_key().map(Key::plain) {
            self.list.press(key);
        }
    }

    /// Whether the mouse chose somebody.
    pub fn mouse(&mut self, mouse: Mouse) -> bool {
        matches!(self.list.mouse(mouse), ListIntent::Chosen(_))
    }
}
