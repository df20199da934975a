//! The table of commands: dispatch, footer, help, palette, the manual's key page and the
//! default keys all come from it.

use crate::text::Say;

/// Everything a person can tell the program to do, apart from typing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Command {
    /// Help on this screen.
    Help,
    /// The palette: every command by name.
    Palette,
    /// Leave the program.
    Quit,
    /// Back, close, clear.
    Back,
    /// Take back the last thing done.
    Undo,
    /// Keep what the form says.
    Save,
    /// Who is at the desk.
    SwitchStaff,
    /// English or Indonesian.
    SwitchLanguage,
    /// Draw everything again.
    Redraw,
    /// Stop in the background.
    Suspend,
    /// Open the full card.
    OpenCard,
    /// Write down a visit.
    NewVisit,
    /// A new customer, from what is typed.
    NewCustomer,
    /// Edit the customer.
    EditCustomer,
    /// The vehicle: edit, new plate, sold, another one.
    Vehicle,
    /// A counter sale without a vehicle.
    CounterSale,
    /// Copy the first phone.
    CopyPhone,
    /// Leave the prefilled lines out and begin with an empty one.
    ClearLines,
    /// Up one row.
    Up,
    /// Down one row.
    Down,
    /// Up one page.
    PageUp,
    /// Down one page.
    PageDown,
    /// The first row.
    First,
    /// The last row.
    Last,
    /// The next field or pane.
    NextField,
    /// The field or pane before.
    PreviousField,
}

/// Where a command is at home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Everywhere.
    Global,
    /// The front desk.
    Desk,
    /// The full card.
    Card,
    /// Any form.
    Form,
    /// Pickers, dialogs, help and palette.
    Overlay,
}

/// How much a command can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Risk {
    /// It only shows.
    Shows,
    /// It writes, and undo takes it back.
    Writes,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct CommandSpec {
    /// Which.
    pub id: Command,
    /// Stable name in the settings file: `new_visit`.
    pub name: &'static str,
    /// Where it applies.
    pub scopes: &'static [Scope],
    /// Default keys, the first one shown: `F2`, `Alt+2`.
    pub keys: &'static [&'static str],
    /// One or two words for the footer and the palette.
    pub label: Say,
    /// One sentence for help and the manual.
    pub help: Say,
    /// Place in the footer, 1 first; 0 is never shown there.
    pub footer: u8,
    /// How much it can do.
    pub risk: Risk,
}
