//! Floor 4: one folder per screen, the same file names everywhere: `model.rs` what it knows,
//! `update.rs` what it does with an event, `view.rs` how it looks, `tests.rs`. Screens never meet.

pub mod customer_form;
pub mod desk;
pub mod entry;
pub mod failed;
#[cfg(test)]
pub mod samples;
pub mod sheet;
pub mod shown;
mod vehicle_menu;
pub mod visit_form;

use crate::kit::Canvas;
use crate::protocol::{Applies, Command, Context, Event, Scope, Step};

/// What the shell needs of every screen.
pub trait Screen {
    /// Which commands belong here.
    fn scope(&self) -> Scope;

    /// Whether a command of this scope can be done now, with the reason if not. The shell also
    /// asks about [`Command::Back`], which every screen decides for itself. A key whose command
    /// answers [`Applies::No`] comes as [`Event::Key`].
    fn applies(&self, command: Command) -> Applies;

    /// Takes an event and says what it wants done. Touches no terminal, no file, no clock.
    ///
    /// Every screen is also told of [`Command::Quit`]: one with something unsaved answers with a
    /// question, every other with nothing, and the program ends.
    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step>;

    /// Draws itself. Changes nothing but scroll memory and the places that the mouse can hit.
    fn view(&self, canvas: &mut Canvas<'_, '_>, context: &Context);
}
