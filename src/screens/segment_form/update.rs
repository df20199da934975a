//! What the form of a filter does with an event.

use super::SegmentForm;
use super::model::{Cell, Spot};
use crate::domain::SegmentHeld;
use crate::domain::export::{ExportFilter, ExportKind};
use crate::protocol::{
    Answer, Applies, Choice, Code, Command, Context, Event, ExportList, ExportRows, Go, Key,
    ListColumns, Query, Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::unsaved;
use crate::screens::sheet::Wording;
use crate::screens::why;
use crate::text::Say;

/// Customers that are listed at the most; all of them are counted, and go into a file.
pub(super) const LISTED: usize = 200;

impl Screen for SegmentForm {
    fn scope(&self) -> Scope {
        Scope::Filter
    }

    fn applies(&self, command: Command) -> Applies {
        match command {
            // Above the people Enter goes on.
            Command::OpenCard | Command::Why if self.spot != Spot::People => Applies::No,
            Command::Why if self.chosen().is_none() => Applies::Blocked(Say::FilterNobodyHere),
            Command::ExportList if self.half.is_some() => Applies::Blocked(Say::FilterHalfRow),
            Command::ExportList if self.found().is_none() => {
                Applies::Blocked(Say::FilterNobodyHere)
            }
            Command::OpenCard
            | Command::Why
            | Command::ExportList
            | Command::Save
            | Command::SortSegment
            | Command::Back => Applies::Yes,
            command if command.moves() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn explains(&self) -> Vec<Say> {
        vec![Say::FilterExplainForm]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        let wording = Wording::of(context);
        if self.stale && !self.held.pending && event.is_done() {
            self.asked = None;
        }
        let mut steps = match event {
            Event::Shown | Event::Undone => {
                self.asked = None;
                Vec::new()
            }
            Event::Stale => {
                self.stale = true;
                return Vec::new();
            }
            Event::Command(command) => self.command(command, context),
            Event::Key(key) => {
                match self.why.as_ref().and_then(|why| why.open.as_ref()) {
                    Some(open) => drop(open.scroll.press(key)),
                    None => self.key(key, wording),
                }
                Vec::new()
            }
            Event::Paste(text) => {
                self.paste(text);
                Vec::new()
            }
            Event::Mouse(mouse) if self.why.is_some() => {
                if let Some(why) = &mut self.why {
                    why::mouse(&mut why.open, mouse.kind);
                }
                self.why.take_if(|why| why.open.is_none());
                Vec::new()
            }
            Event::Mouse(mouse) => self.mouse(mouse, context),
            Event::Answer(Slot::Card, Answer::Card(card)) => {
                if let Some(why) = &mut self.why {
                    why.card.put(card.as_deref().cloned());
                }
                Vec::new()
            }
            Event::Answer(Slot::History, Answer::History(visits, total)) => {
                if let Some(why) = &mut self.why {
                    why.visits.put(Some((visits.clone(), *total)));
                }
                Vec::new()
            }
            Event::Answer(Slot::Meant, Answer::Meant(held)) => {
                self.arrived(held);
                Vec::new()
            }
            Event::Failed(Slot::Meant, failure) => {
                self.held.fail(failure);
                Vec::new()
            }
            Event::Slow(Slot::Meant) => {
                self.held.takes_long();
                Vec::new()
            }
            Event::Come(Slot::Meant, percent) => {
                self.held.has_come(percent);
                Vec::new()
            }
            Event::Saved(receipt) => return self.saved(receipt, context),
            Event::NotSaved(failure) => {
                self.not_saved(failure, context);
                Vec::new()
            }
            Event::Chosen(choice) => {
                let to = self.leaving.take().filter(|_| *choice == Choice::Nth(1));
                return to.map(Step::Go).into_iter().collect();
            }
            _ => Vec::new(),
        };
        self.tidy();
        steps.extend(self.ask(context));
        steps
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        let held = self.found()?;
        let name = self.name.value().trim();
        let title = Say::FilterTitle.in_(context.lang);
        let kept = |c: char| if c.is_alphanumeric() { c } else { '-' };
        let file = if name.is_empty() { title } else { name };
        Some(ExportList {
            name: file.chars().map(kept).collect::<String>().to_lowercase(),
            title: file.to_owned(),
            what: "segment",
            rows: ExportRows::Book(
                ExportKind::Members,
                ExportFilter {
                    customers: Some(held.customers.clone()),
                    sort: self.sort,
                    ..ExportFilter::default()
                },
            ),
        })
    }

    fn columns(&self) -> Option<ListColumns> {
        Some(super::view::called())
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl SegmentForm {
    /// Whom the filter means as it stands, where that is known and anybody.
    fn found(&self) -> Option<&SegmentHeld> {
        let held = self.held.value.as_ref().filter(|_| !self.held.pending)?;
        (!held.customers.is_empty()).then_some(held)
    }

    /// Asks whom the filter means, when it is another one than was asked for last.
    fn ask(&mut self, context: &Context) -> Option<Step> {
        self.half = self.unfinished(Wording::of(context));
        let now = (self.filter(Wording::of(context)), self.sort);
        if self.asked.as_ref() == Some(&now) {
            return None;
        }
        self.held.ask();
        let query = Query::Meant {
            filter: Box::new(now.0.clone()),
            today: context.today,
            sort: self.sort,
            limit: LISTED,
        };
        self.asked = Some(now);
        self.stale = false;
        Some(Step::Read(Slot::Meant, query))
    }

    fn arrived(&mut self, held: &SegmentHeld) {
        let rows = |held: Option<&SegmentHeld>, at: Option<usize>| {
            held.and_then(|held| Some(held.rows.get(at?)?.customer))
        };
        let chosen = rows(self.held.value.as_ref(), self.people.selected());
        let now_at = held
            .rows
            .iter()
            .position(|row| Some(row.customer) == chosen);
        let stays = std::mem::replace(&mut self.shown, self.sort) == self.sort;
        match now_at.filter(|_| stays) {
            Some(at) => self.people.replace(held.rows.len(), Some(at)),
            None => self.people.reset(held.rows.len()),
        }
        self.held.put(Some(held.clone()));
    }

    fn command(&mut self, command: Command, context: &Context) -> Vec<Step> {
        let wording = Wording::of(context);
        if let Some(open) = self.why.as_ref().and_then(|why| why.open.as_ref())
            && let Some(code) = command.row_key()
        {
            open.scroll.press(Key::plain(code));
            return Vec::new();
        }
        match command {
            Command::Why => self.explain(),
            Command::Back if self.why.take().is_some() => Vec::new(),
            Command::Back if self.offering => {
                self.close_offers();
                Vec::new()
            }
            Command::Back | Command::Quit => self.leave(command, context),
            Command::Save => self.save(context),
            Command::OpenCard if self.spot == Spot::People => self.open(),
            Command::OpenCard => {
                self.turn(true, wording);
                Vec::new()
            }
            Command::SortSegment => {
                self.sort = self.sort.next();
                Vec::new()
            }
            Command::NextField | Command::PreviousField => {
                self.turn(command == Command::NextField, wording);
                Vec::new()
            }
            moves => {
                let in_people = self.spot == Spot::People;
                if let Some(code) = moving(moves, in_people) {
                    self.moved(code, wording);
                }
                Vec::new()
            }
        }
    }

    /// Asks before something typed is thrown away.
    fn leave(&mut self, command: Command, context: &Context) -> Vec<Step> {
        let to = if command == Command::Quit {
            Go::Quit
        } else {
            Go::Back(None)
        };
        if !self.is_changed(Wording::of(context)) {
            // Nothing stands against leaving the program.
            let back = (to != Go::Quit).then_some(Step::Go(to));
            return back.into_iter().collect();
        }
        self.leaving = Some(to);
        unsaved::ask(context.lang)
    }
}

/// Where a movement goes; the ends of a list only where there is one.
fn moving(command: Command, in_people: bool) -> Option<Code> {
    let everywhere = matches!(command, Command::Up | Command::Down);
    command.row_key().filter(|_| in_people || everywhere)
}

/// The cell of the row that has the keys.
pub(super) fn here(spot: Spot, at: usize) -> Option<Cell> {
    match spot {
        Spot::Row(row, cell) if row == at => Some(cell),
        _ => None,
    }
}
