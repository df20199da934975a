//! Floor 1: what a day brings: feasts and days of the shop's own, from a file that people edit
//! (`assets/holidays.toml`), the list of what one day asks for, and the calendar file that other
//! programs read. No clock, no file.

mod far;
mod feast;
mod file;
mod hijri;
mod ical;
mod mistake;
mod put_off;
#[cfg(test)]
mod tests;
mod today;

pub use far::FarFeast;
pub use feast::{Calendar, Coming, Feast, Greets, RunsOut, When};
pub use hijri::hijri_year;
pub use ical::{Item, calendar_file};
pub use mistake::{Mistake, Problem, Wanted};
pub use put_off::told_until;
pub use today::{Away, FeastPeople, FeastRow, Greeted, LeftOut, Person, Reason, Today, Why};
