//! What the list of guests knows.

use crate::domain::name::fold;
use crate::domain::{GatheringId, Guest};
use crate::insight::GatheringGuests;
use crate::kit::List;
use crate::screens::shown::Shown;
use crate::screens::why::Explaining;

/// The guests of a gathering.
#[derive(Debug)]
pub struct GuestList {
    /// Of which one.
    pub(super) id: GatheringId,
    /// What is known.
    pub(super) guests: Shown<GatheringGuests>,
    /// Which guest is chosen.
    pub(super) list: List,
    /// What is typed to find one.
    pub(super) typed: String,
    /// What the gathering did, while that is explained.
    pub(super) why: Explaining,
}

impl GuestList {
    /// The guests of a gathering.
    pub fn new(id: GatheringId) -> Self {
        Self {
            id,
            guests: Shown::default(),
            list: List::default(),
            typed: String::new(),
            why: Explaining::default(),
        }
    }

    /// Those who are called as is typed, with the ID or a part of the phone too.
    pub(super) fn found(&self) -> Vec<&Guest> {
        let all = self.guests.value.iter().flat_map(|known| &known.guests);
        let typed = fold(self.typed.trim());
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        let number = digits(&typed);
        let fits = |guest: &&Guest| {
            fold(&guest.name).contains(&typed)
                || fold(&guest.code).contains(&typed)
                || (!number.is_empty() && digits(&guest.phone).contains(&number))
        };
        all.filter(fits).collect()
    }

    /// The chosen guest.
    pub(super) fn chosen(&self) -> Option<&Guest> {
        self.found().get(self.list.selected()?).copied()
    }
}
