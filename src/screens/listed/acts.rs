//! What the commands of one list do that are not those of all lists.

use super::{ListScreen, Looks, Source};
use crate::kit::Canvas;
use crate::protocol::{Applies, Command, Context, Event, Scope, Step};
use crate::text::Say;

/// The first phone of whoever a row is about; empty without any.
pub type Phone<S> = for<'a> fn(<S as Source>::Row<'a>) -> String;

/// What a list does beyond what all lists do.
pub trait Acts: Looks {
    /// Which commands belong to it.
    const SCOPE: Scope = Scope::Lists;

    /// What the help says of it.
    const EXPLAINS: Say;

    /// The phone that one key copies, where rows are about people.
    const PHONE: Option<Phone<Self>> = None;

    /// Whether a command of its own can be done now; it may also block one of all lists.
    fn can(list: &ListScreen<Self>, command: Command) -> Applies;

    /// Does a command of its own, [`Command::OpenRow`] among them.
    fn does(list: &mut ListScreen<Self>, command: Command, context: &Context) -> Vec<Step>;

    /// What a command is called here where it does something else than its name says.
    fn calls(_: &ListScreen<Self>, _: Command) -> Option<(Say, Say)> {
        None
    }

    /// What can be done while something of its own lies over the list; `None` while nothing does.
    fn covers(_: &ListScreen<Self>, _: Command) -> Option<Applies> {
        None
    }

    /// Draws that.
    fn draws_over(_: &ListScreen<Self>, _: &mut Canvas<'_, '_>) {}

    /// Takes an event before the list does; `None` leaves it to the list.
    fn hears(_: &mut ListScreen<Self>, _: &Event<'_>, _: &Context) -> Option<Vec<Step>> {
        None
    }
}
