//! What the commands of a feast do.

use super::model::Greetings;
use crate::domain::Subject;
use crate::protocol::{Addressed, Applies, Command, Context, Go, Step};
use crate::screens::listed::{Acts, ListScreen, Phone};
use crate::text::Say;

impl Acts for Greetings {
    const EXPLAINS: Say = Say::FeastExplain;
    const PHONE: Option<Phone<Self>> = Some(|one| one.who.phone.clone());

    fn can(list: &ListScreen<Self>, command: Command) -> Applies {
        match command {
            Command::Message => list.with_row(),
            _ => Applies::No,
        }
    }

    fn does(list: &mut ListScreen<Self>, command: Command, _: &Context) -> Vec<Step> {
        let who = list.chosen().map(|one| one.who.id);
        let of = who.map(|who| Subject::Customer(who, None));
        let go = match (command, of) {
            (Command::OpenRow, Some(of)) => Go::Card(of),
            (Command::Message, Some(of)) => Go::Message(Box::new(Addressed {
                template: Some(list.of.0.clone()),
                about: list.value().map(|known| known.row.occasion()),
                ..Addressed::to(of)
            })),
            _ => return Vec::new(),
        };
        vec![Step::Go(go)]
    }
}
