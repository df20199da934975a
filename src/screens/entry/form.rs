//! A form: its fields, and what it does with an event.

use super::proposals::completes;
use super::{Advice, Field, Kind, Proposals};
use crate::domain::{Change, Draft, OpId};
use crate::protocol::{Context, Failure, Go, Mouse, Query, Slot, Step, Suggestion};
use crate::text::Say;
use std::cell::{Cell, RefCell};

/// How far a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// What it starts with has been asked for; `slow` once that takes long enough to say so.
    Loading {
        /// Whether the screen says that it is loading.
        slow: bool,
    },
    /// It can be filled in.
    Ready,
    /// It is being written; a second save is ignored.
    Saving,
}

/// What an event meant to a form, for the form's own screen to act upon.
#[derive(Debug)]
pub enum Act<Id> {
    /// Nothing more to do than these steps.
    Steps(Vec<Step>),
    /// The content of a field changed.
    Typed(Id),
    /// A proposal was taken over into a field.
    Took(Id, Suggestion),
    /// Save what the fields say.
    Save,
    /// Somebody else changed something too: read again what the form opened with, then call
    /// [`Form::show`].
    Reload,
    /// The book refused these fields, by their stable names, for these reasons.
    Refused(Vec<(String, String)>),
}

/// A form over fields named by `Id`.
#[derive(Debug, Clone)]
pub struct Form<Id> {
    /// The fields in their order.
    pub fields: Vec<Field<Id>>,
    /// Which one is typed into.
    pub focus: usize,
    /// How far it is.
    pub state: State,
    /// Proposals under the field that is typed into.
    pub proposals: Proposals,
    /// Why what it starts with could not be loaded.
    pub failed: Option<Failure>,
    /// The first row that is seen.
    pub(super) first_row: Cell<u16>,
    /// What the mouse can hit.
    pub(super) places: RefCell<Vec<Place>>,
    /// Names every attempt to write of this form, from the first thing typed on.
    pub(super) op: Option<OpId>,
    /// A draft whose text is put in as soon as the form is filled.
    pub pending: Option<Box<Draft>>,
    pub(super) asking: Option<Go>,
}

/// One row's stretch of the screen that the mouse can hit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) target: Target,
    pub(super) left: u16,
    pub(super) top: u16,
    pub(super) width: u16,
}

/// What is hit there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Field(usize),
    Proposal(usize),
}

impl<Id: Copy + Eq> Form<Id> {
    /// A form that waits for what it starts with.
    pub fn loading() -> Self {
        Self {
            fields: Vec::new(),
            focus: 0,
            state: State::Loading { slow: false },
            proposals: Proposals::default(),
            failed: None,
            first_row: Cell::new(0),
            places: RefCell::default(),
            op: None,
            pending: None,
            asking: None,
        }
    }

    /// Puts the fields in.
    pub fn fill(&mut self, fields: Vec<Field<Id>>, focus: Id) {
        self.fields = fields;
        self.state = State::Ready;
        self.failed = None;
        self.go_to(focus);
    }

    /// Shows what the book says: puts the fields in the first time; later somebody else left it so,
    /// and it goes under what this person typed ([`Form::rebase`]).
    pub fn show(&mut self, fresh: Vec<Field<Id>>, focus: Id) {
        if matches!(self.state, State::Loading { .. }) {
            return self.fill(fresh, focus);
        }
        let texts = fresh.into_iter().map(|field| (field.id, field.original));
        self.rebase(&texts.collect::<Vec<_>>());
    }

    /// The field of that name.
    pub fn field(&self, id: Id) -> Option<&Field<Id>> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The field of that name, to change.
    pub fn field_mut(&mut self, id: Id) -> Option<&mut Field<Id>> {
        self.fields.iter_mut().find(|field| field.id == id)
    }

    /// What a field holds; empty for one that the form does not have.
    pub fn value(&self, id: Id) -> &str {
        self.field(id).map_or("", Field::value)
    }

    /// Whether a field says something else than when it was filled. What nobody touched keeps
    /// its fact exactly, even one that no field could spell: a note of several lines, an odd date.
    pub fn is_touched(&self, id: Id) -> bool {
        self.field(id).is_some_and(Field::is_changed)
    }

    /// Puts a field's text into a fact, if somebody touched it.
    pub fn write(&self, id: Id, fact: &mut String) {
        if self.is_touched(id) {
            self.value(id).clone_into(fact);
        }
    }

    /// Which field is typed into.
    pub fn focused(&self) -> Option<&Field<Id>> {
        self.fields.get(self.focus)
    }

    /// Whether anything differs from what the form opened with.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(Field::is_changed)
    }

    /// Moves the focus to a field, as [`Form::focus_on`].
    pub fn go_to(&mut self, id: Id) {
        let at = self.fields.iter().position(|field| field.id == id);
        self.focus_on(at.unwrap_or(0));
    }

    /// Moves the focus to the field with this place and selects what it holds, unless that may be
    /// several lines.
    pub fn focus_on(&mut self, at: usize) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.line.deselect();
        }
        self.focus = at.min(self.fields.len().saturating_sub(1));
        // A short entry is typed anew; what may have several lines goes on at its end.
        let field = self.fields.get_mut(self.focus);
        if let Some(field) = field.filter(|field| !field.line.has_breaks()) {
            field.line.select();
        }
        self.proposals.clear();
    }

    /// Puts errors to their fields and the focus on the first of them. Answers whether there
    /// were any.
    pub fn refuse(&mut self, errors: Vec<(Id, Advice)>) -> bool {
        for field in &mut self.fields {
            field.error.clear();
        }
        for (id, error) in errors {
            if let Some(field) = self.field_mut(id) {
                field.error = error;
                field.warning.clear();
            }
        }
        let first = self.fields.iter().position(|field| !field.error.is_empty());
        if let Some(at) = first {
            self.focus_on(at);
            // What is wrong is mended; only what was prefilled is replaced.
            self.fields[at].line.deselect();
        }
        first.is_some()
    }

    /// Writes, under the one name that every attempt of this form has.
    pub fn submit(&mut self, change: Change, context: &Context) -> Vec<Step> {
        self.state = State::Saving;
        self.proposals.clear();
        let op = *self.op.get_or_insert(context.op);
        vec![Step::Write(op, Box::new(change))]
    }

    /// Makes the next attempt to write one of its own: what this one wrote is in the book.
    pub fn begin_anew(&mut self) {
        self.op = None;
    }

    /// The name of the attempts so far.
    pub fn op(&self) -> Option<OpId> {
        self.op
    }

    /// Puts what somebody else made of the record under what this person typed: untouched
    /// fields follow the others and say so, and a field that both changed shows both.
    pub fn rebase(&mut self, fresh: &[(Id, String)]) {
        for field in &mut self.fields {
            let Some((_, theirs)) = fresh.iter().find(|(id, _)| *id == field.id) else {
                continue;
            };
            let (theirs, mine) = (theirs.trim(), field.value().to_owned());
            let (was, touched) = (field.original.trim().to_owned(), field.is_changed());
            theirs.clone_into(&mut field.original);
            if !touched {
                field.line.set(theirs);
                field.before = (theirs != was).then_some(was);
            } else if theirs != was && theirs != mine {
                field.theirs = Some(theirs.to_owned());
            }
        }
        self.state = State::Ready;
        let choice = self.fields.iter().position(|field| field.theirs.is_some());
        let followed = self.fields.iter().position(|field| field.before.is_some());
        if let Some(at) = choice.or(followed) {
            self.focus_on(at);
        }
    }

    /// Whether somebody else changed something while the form was open.
    pub fn is_beside_others(&self) -> bool {
        self.has_conflict() || self.fields.iter().any(|field| field.before.is_some())
    }

    /// Whether a field waits for a choice between two people's entries.
    pub fn has_conflict(&self) -> bool {
        self.fields.iter().any(|field| field.theirs.is_some())
    }

    /// The proposal that is offered behind the cursor, with the rest that is drawn there.
    pub fn completion(&self) -> Option<(&Suggestion, &str)> {
        let field = self.focused().filter(|field| field.completes())?;
        self.proposals.completion(field.last_as_typed())
    }

    /// What the help says about this form: how to go on, how a choice is made where it has one,
    /// how an offer is taken or not where it makes any.
    pub fn explains(&self) -> Vec<Say> {
        let chooses = |field: &Field<Id>| matches!(field.kind, Kind::Choice(_));
        let offers = |field: &Field<Id>| field.suggest.is_some_and(completes);
        let all = [
            (Say::HelpForm, true),
            (Say::HelpChoice, self.fields.iter().any(chooses)),
            (Say::HelpOffer, self.fields.iter().any(offers)),
        ];
        let said = all.into_iter().filter(|(_, applies)| *applies);
        said.map(|(text, _)| text).collect()
    }

    /// Asks for proposals for the field that is typed into.
    pub fn suggest(&self) -> Option<Step> {
        let field = self.focused()?;
        let (kind, text) = (field.suggest?, field.last_entry());
        let query = Query::Suggest {
            kind,
            text: text.to_owned(),
        };
        (!text.is_empty()).then_some(Step::Read(Slot::Suggest, query))
    }
}

impl Place {
    pub(super) fn holds(&self, mouse: Mouse) -> bool {
        mouse.row == self.top && (self.left..self.left + self.width).contains(&mouse.column)
    }
}
