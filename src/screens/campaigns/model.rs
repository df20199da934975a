//! What the list of campaigns knows.

use std::cmp::Reverse;

use crate::domain::CampaignId;
use crate::domain::name::fold;
use crate::insight::CampaignTold;
use crate::kit::List;
use crate::screens::shown::Shown;
use crate::screens::why::Explaining;

/// In which order they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// The youngest first.
    #[default]
    Youngest,
    /// Most money of those who came back first.
    Money,
    /// By name.
    Name,
}

impl Order {
    pub(super) fn next(self) -> Self {
        match self {
            Self::Youngest => Self::Money,
            Self::Money => Self::Name,
            Self::Name => Self::Youngest,
        }
    }
}

/// The list of campaigns.
#[derive(Debug, Default)]
pub struct Campaigns {
    /// All of them, the youngest first.
    pub(super) all: Shown<Vec<CampaignTold>>,
    /// Whether the book has changed since: read anew when something is done here.
    pub(super) stale: bool,
    /// In which order they stand.
    pub(super) order: Order,
    /// Only those with this in their name or their segment.
    pub(super) typed: String,
    /// Which one is chosen.
    pub(super) list: List,
    /// Which one is to be taken away, while that is asked.
    pub(super) removing: Option<CampaignId>,
    /// What came of the chosen one, while that is explained.
    pub(super) why: Explaining,
}

impl Campaigns {
    /// A list that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Those that are shown, in their order.
    pub(super) fn told(&self) -> Vec<&CampaignTold> {
        let typed = fold(self.typed.trim());
        let fits = |told: &&CampaignTold| {
            let facts = &told.campaign.facts;
            fold(&facts.name).contains(&typed) || fold(&facts.segment).contains(&typed)
        };
        let mut rows: Vec<&CampaignTold> = self.all.value.iter().flatten().filter(fits).collect();
        match self.order {
            Order::Youngest => {}
            Order::Money => rows.sort_by_key(|told| Reverse(told.result.sent.money)),
            Order::Name => rows.sort_by_cached_key(|told| fold(&told.campaign.facts.name)),
        }
        rows
    }

    /// Changes what is shown, or in which order; the chosen one stays chosen.
    pub(super) fn show(&mut self, change: impl FnOnce(&mut Self)) {
        let before = self.chosen().map(|told| told.campaign.id);
        change(self);
        let rows = self.told();
        let now_at = rows
            .iter()
            .position(|told| Some(told.campaign.id) == before);
        let len = rows.len();
        self.list.replace(len, now_at);
    }

    /// The chosen one.
    pub(super) fn chosen(&self) -> Option<&CampaignTold> {
        self.told().get(self.list.selected()?).copied()
    }
}
