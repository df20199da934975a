//! What the commands of a fleet do.

use super::model::{OfCustomer, Row};
use crate::protocol::{Addressed, Applies, Command, Context, Go, Step};
use crate::screens::listed::{Acts, ListScreen, Phone};
use crate::text::Say;

impl Acts for OfCustomer {
    const EXPLAINS: Say = Say::FleetExplain;
    const PHONE: Option<Phone<Self>> = Some(|row| match row {
        Row::Person(person) => person.phone.clone(),
        Row::Vehicle(_) => String::new(),
    });

    fn can(list: &ListScreen<Self>, command: Command) -> Applies {
        match command {
            Command::Message => list.with_row(),
            _ => Applies::No,
        }
    }

    fn does(list: &mut ListScreen<Self>, command: Command, _: &Context) -> Vec<Step> {
        let Some(about) = list.chosen().map(Row::subject) else {
            return Vec::new();
        };
        let go = match command {
            Command::OpenRow => Go::Card(about),
            Command::Message => Go::Message(Box::new(Addressed::to(about))),
            _ => return Vec::new(),
        };
        vec![Step::Go(go)]
    }
}
