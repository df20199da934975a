//! Keys and the mouse in the form of a filter.

use super::SegmentForm;
use super::model::{Cell, Spot};
use super::offers::SHOWN;
use super::row::Row;
use super::verb::Verb;
use crate::domain::filter::Join;
use crate::kit::{Edited, ListIntent};
use crate::protocol::{Code, Context, Go, Key, Mouse, MouseKind, Step};
use crate::screens::sheet::Wording;

impl SegmentForm {
    /// A key that is no command.
    pub(super) fn key(&mut self, key: Key, wording: Wording<'_>) {
        if key.code == Code::Enter && self.spot != Spot::People {
            return self.turn(true, wording);
        }
        match self.spot {
            Spot::Name => {
                if self.name.press(key) == Edited::Changed {
                    self.refused.clear();
                }
            }
            Spot::Join => {
                if matches!(key.code, Code::Left | Code::Right) || key.typed().is_some() {
                    self.turn_join();
                }
            }
            Spot::Row(at, Cell::Field) => {
                let Some(row) = self.rows.get_mut(at) else {
                    return;
                };
                if row.typed.press(key) == Edited::Changed {
                    row.field = None;
                    (self.offer, self.offering) = (0, !row.typed.is_empty());
                }
            }
            Spot::Row(at, Cell::Verb) => match (key.code, key.typed()) {
                (Code::Right, _) | (_, Some(' ')) => self.turn_verb(at, 1, wording),
                (Code::Left, _) => self.turn_verb(at, -1, wording),
                // A number is none of the words, and means the value.
                (_, Some('0'..='9')) => {
                    self.turn(true, wording);
                    if matches!(self.spot, Spot::Row(_, Cell::Value)) {
                        self.key(key, wording);
                    }
                }
                (_, Some(letter)) => self.verb_of(at, letter, wording),
                _ => {}
            },
            Spot::Row(at, Cell::Value) => {
                let Some(row) = self.rows.get_mut(at) else {
                    return;
                };
                if row.value.press(key) == Edited::Changed {
                    (self.offer, self.offering) = (0, !row.value.is_empty());
                }
            }
            Spot::People => {
                self.people.press(key);
            }
        }
    }

    /// Pasted text goes where one types.
    pub(super) fn paste(&mut self, text: &str) {
        match self.spot {
            Spot::Name => {
                self.name.paste(text);
            }
            Spot::Row(at, Cell::Field) => {
                let Some(row) = self.rows.get_mut(at) else {
                    return;
                };
                row.typed.paste(text);
                row.field = None;
                (self.offer, self.offering) = (0, true);
            }
            Spot::Row(at, Cell::Value) => {
                let Some(row) = self.rows.get_mut(at) else {
                    return;
                };
                row.value.paste(text);
            }
            _ => {}
        }
    }

    fn turn_join(&mut self) {
        self.join = match self.join {
            Join::All => Join::Any,
            Join::Any => Join::All,
        };
    }

    fn turn_verb(&mut self, at: usize, by: isize, wording: Wording<'_>) {
        let Some(row) = self.rows.get_mut(at) else {
            return;
        };
        let count = Verb::of(row.kind(wording)).len();
        row.verb = row.verb.min(count - 1);
        row.verb = match by {
            1 => (row.verb + 1) % count,
            _ => (row.verb + count - 1) % count,
        };
        row.not = false;
    }

    /// The next verb that begins with a letter.
    fn verb_of(&mut self, at: usize, letter: char, wording: Wording<'_>) {
        let Some(row) = self.rows.get_mut(at) else {
            return;
        };
        let kind = row.kind(wording);
        let verbs = Verb::of(kind);
        let begins = |verb: Verb| {
            let word = wording.say(verb.word(kind)).to_lowercase();
            word.starts_with(letter.to_ascii_lowercase())
        };
        let after = (1..=verbs.len()).map(|by| (row.verb + by) % verbs.len());
        if let Some(found) = after.into_iter().find(|at| begins(verbs[*at])) {
            (row.verb, row.not) = (found, false);
        }
    }

    /// Up and down: among what is offered, else through rows, else through people.
    pub(super) fn moved(&mut self, code: Code, wording: Wording<'_>) {
        let offers = self.offers(wording).len().min(SHOWN);
        let down = code == Code::Down;
        match (self.spot, code) {
            (Spot::Row(..), Code::Down | Code::Up) if offers > 0 => {
                let last = offers - 1;
                self.offer = if down {
                    (self.offer + 1).min(last)
                } else {
                    self.offer.saturating_sub(1)
                };
            }
            (Spot::Row(at, Cell::Field), Code::Down) if self.rows[at].is_empty() => {
                (self.offer, self.offering) = (0, true);
            }
            (Spot::Row(at, Cell::Value), Code::Down) if self.rows[at].value.is_empty() => {
                (self.offer, self.offering) = (0, true);
                if self.offers(wording).is_empty() {
                    self.close_offers();
                    self.vertical(true, wording);
                }
            }
            (Spot::People, _) => {
                let first = self.people.selected().unwrap_or(0) == 0;
                if code == Code::Up && first {
                    self.vertical(false, wording);
                } else {
                    self.people.press(Key::plain(code));
                }
            }
            (_, Code::Down | Code::Up) => self.vertical(down, wording),
            _ => {}
        }
    }

    /// The spot below or above.
    fn vertical(&mut self, down: bool, wording: Wording<'_>) {
        let spot = match (self.spot, down) {
            (Spot::Name, true) | (Spot::Row(0, _), false) => Spot::Join,
            (Spot::Name, false) => return,
            (Spot::Join, true) => Spot::Row(0, Cell::Field),
            (Spot::Join, false) => Spot::Name,
            (Spot::Row(at, cell), true) if at + 1 < self.rows.len() => Spot::Row(at + 1, cell),
            (Spot::Row(..), true) => Spot::People,
            (Spot::Row(at, cell), false) => Spot::Row(at - 1, cell),
            (Spot::People, _) => Spot::Row(self.rows.len() - 1, Cell::Field),
        };
        self.go_to(spot, wording);
    }

    /// The next or the previous spot of all.
    pub(super) fn turn(&mut self, on: bool, wording: Wording<'_>) {
        if on {
            self.take(wording);
        }
        let spots = self.spots(wording);
        let here = spots
            .iter()
            .position(|spot| *spot == self.spot)
            .unwrap_or(0);
        let count = spots.len();
        let next = if on { here + 1 } else { here + count - 1 } % count;
        self.go_to(spots[next], wording);
    }

    fn spots(&self, wording: Wording<'_>) -> Vec<Spot> {
        let mut spots = vec![Spot::Name, Spot::Join];
        for (at, row) in self.rows.iter().enumerate() {
            spots.push(Spot::Row(at, Cell::Field));
            if row.field.is_some() {
                spots.push(Spot::Row(at, Cell::Verb));
            }
            if row.takes_value(wording) {
                spots.push(Spot::Row(at, Cell::Value));
            }
        }
        spots.push(Spot::People);
        spots
    }

    /// Goes somewhere; a row that was emptied goes away behind one.
    pub(super) fn go_to(&mut self, spot: Spot, wording: Wording<'_>) {
        self.close_offers();
        self.spot = match spot {
            Spot::Row(at, _) if self.rows.get(at).is_some_and(|row| row.field.is_none()) => {
                Spot::Row(at, Cell::Field)
            }
            Spot::Row(at, Cell::Value) if !self.rows[at].takes_value(wording) => {
                Spot::Row(at, Cell::Verb)
            }
            spot => spot,
        };
        self.tidy();
    }

    /// No empty row but the last, which is always there.
    pub(super) fn tidy(&mut self) {
        let here = match self.spot {
            Spot::Row(at, _) => Some(at),
            _ => None,
        };
        let mut at = 0;
        while at + 1 < self.rows.len() {
            if self.rows[at].is_empty() && Some(at) != here {
                self.rows.remove(at);
                if let Spot::Row(mine, _) = &mut self.spot
                    && *mine > at
                {
                    *mine -= 1;
                    return self.tidy();
                }
            } else {
                at += 1;
            }
        }
        if !self.rows.last().is_some_and(Row::is_empty) {
            self.rows.push(Row::default());
        }
    }

    /// The card of whoever is chosen.
    pub(super) fn open(&self) -> Vec<Step> {
        let held = self.held.value.as_ref();
        let row = held.and_then(|held| held.rows.get(self.people.selected()?));
        let card = row.map(|row| crate::domain::Subject::Customer(row.customer, None));
        card.map(|subject| Step::Go(Go::Card(subject)))
            .into_iter()
            .collect()
    }

    pub(super) fn mouse(&mut self, mouse: Mouse, context: &Context) -> Vec<Step> {
        let wording = Wording::of(context);
        let (x, y) = (mouse.column, mouse.row);
        let intent = match mouse.kind {
            MouseKind::WheelUp => self.people.wheel((x, y).into(), false),
            MouseKind::WheelDown => self.people.wheel((x, y).into(), true),
            MouseKind::Press | MouseKind::Double => self.people.click((x, y).into()),
        };
        match intent {
            ListIntent::Chosen(_) if self.spot == Spot::People => return self.open(),
            ListIntent::Chosen(_) | ListIntent::Moved => {
                self.go_to(Spot::People, wording);
                return Vec::new();
            }
            ListIntent::Ignored => {}
        }
        if self.places[0].has(x, y) {
            self.go_to(Spot::Name, wording);
            self.name.click((x, y).into());
        } else if self.places[1].has(x, y) {
            if self.spot == Spot::Join {
                self.turn_join();
            }
            self.go_to(Spot::Join, wording);
        } else {
            self.press_row(x, y, wording);
        }
        Vec::new()
    }

    fn press_row(&mut self, x: u16, y: u16, wording: Wording<'_>) {
        let cells = [Cell::Field, Cell::Verb, Cell::Value];
        let mut hit = None;
        for (seen, places) in self.row_places.iter().enumerate() {
            for (place, cell) in places.iter().zip(cells) {
                if place.has(x, y) {
                    hit = Some((self.first.get() + seen, cell));
                }
            }
        }
        let Some((at, cell)) = hit.filter(|(at, _)| *at < self.rows.len()) else {
            return;
        };
        if self.spot == Spot::Row(at, Cell::Verb) && cell == Cell::Verb {
            self.turn_verb(at, 1, wording);
        }
        self.go_to(Spot::Row(at, cell), wording);
    }
}
