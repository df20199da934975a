//! What the screen of a campaign knows.

use std::cmp::Reverse;

use crate::domain::CampaignId;
use crate::insight::{CampaignPeople, PersonTold};
use crate::kit::List;
use crate::screens::shown::Shown;
use crate::screens::why::Explaining;

/// In which order the people stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// Who may still be sent a message first, then by name.
    #[default]
    ToSend,
    /// Most money first.
    Money,
    /// By name.
    Name,
}

impl Order {
    pub(super) fn next(self) -> Self {
        match self {
            Self::ToSend => Self::Money,
            Self::Money => Self::Name,
            Self::Name => Self::ToSend,
        }
    }
}

/// The people of a campaign.
#[derive(Debug)]
pub struct CampaignScreen {
    /// Which one.
    pub(super) id: CampaignId,
    /// What is known.
    pub(super) people: Shown<CampaignPeople>,
    /// Whether the book has changed since.
    pub(super) stale: bool,
    /// Who is chosen.
    pub(super) list: List,
    /// In which order they stand.
    pub(super) order: Order,
    /// Why it is so of the chosen one, while that is explained.
    pub(super) why: Explaining,
}

impl CampaignScreen {
    /// The people of a campaign.
    pub fn new(id: CampaignId) -> Self {
        Self {
            id,
            people: Shown::default(),
            stale: false,
            list: List::default(),
            order: Order::default(),
            why: Explaining::default(),
        }
    }

    /// Everybody, in the order of the screen.
    pub(super) fn rows(&self) -> Vec<&PersonTold> {
        let all = self.people.value.iter().flat_map(|known| &known.people);
        let mut rows: Vec<&PersonTold> = all.collect();
        match self.order {
            Order::ToSend => rows.sort_by_key(|one| (one.sent.is_some(), !one.gate.is_open())),
            Order::Money => rows.sort_by_key(|one| Reverse(one.returned.money)),
            Order::Name => {}
        }
        rows
    }

    /// The chosen one.
    pub(super) fn chosen(&self) -> Option<&PersonTold> {
        self.rows().get(self.list.selected()?).copied()
    }
}
