//! What the list of campaigns knows.

use crate::domain::CampaignId;
use crate::insight::CampaignTold;
use crate::kit::List;
use crate::screens::shown::Shown;

/// The list of campaigns.
#[derive(Debug, Default)]
pub struct Campaigns {
    /// All of them, the youngest first.
    pub(super) all: Shown<Vec<CampaignTold>>,
    /// Whether the book has changed since: read anew when something is done here.
    pub(super) stale: bool,
    /// Which one is chosen.
    pub(super) list: List,
    /// Which one is to be taken away, while that is asked.
    pub(super) removing: Option<CampaignId>,
}

impl Campaigns {
    /// A list that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// All that have arrived.
    pub(super) fn told(&self) -> &[CampaignTold] {
        self.all.value.as_deref().unwrap_or_default()
    }

    /// The chosen one.
    pub(super) fn chosen(&self) -> Option<&CampaignTold> {
        self.told().get(self.list.selected()?)
    }
}
