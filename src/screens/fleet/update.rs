//! What the commands of a fleet do.

use super::model::{OfCustomer, Row};
use crate::protocol::{Applies, Command, Context, Go, Step};
use crate::screens::listed::{Acts, ListScreen, Phone};
use crate::text::Say;

impl Acts for OfCustomer {
    const EXPLAINS: Say = Say::FleetExplain;
    const PHONE: Option<Phone<Self>> = Some(|row| match row {
        Row::Person(person) => person.phone.clone(),
        Row::Vehicle(_) => String::new(),
    });

    fn can(_: &ListScreen<Self>, _: Command) -> Applies {
        Applies::No
    }

    fn does(list: &mut ListScreen<Self>, command: Command, _: &Context) -> Vec<Step> {
        let chosen = list.chosen().filter(|_| command == Command::OpenRow);
        let card = chosen.map(|row| Step::Go(Go::Card(row.subject())));
        card.into_iter().collect()
    }
}
