//! What the list of gatherings knows.

use crate::domain::GatheringId;
use crate::insight::GatheringTold;
use crate::kit::List;
use crate::screens::shown::Shown;
use crate::screens::why::Explaining;

/// The list of gatherings.
#[derive(Debug, Default)]
pub struct Gatherings {
    /// All of them, the youngest first.
    pub(super) all: Shown<Vec<GatheringTold>>,
    /// Which one is chosen.
    pub(super) list: List,
    /// Which one is to be taken away, while that is asked.
    pub(super) removing: Option<GatheringId>,
    /// What the chosen one did, while that is explained.
    pub(super) why: Explaining,
}

impl Gatherings {
    /// A list that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// All that have arrived.
    pub(super) fn told(&self) -> &[GatheringTold] {
        self.all.value.as_deref().unwrap_or_default()
    }

    /// The chosen one.
    pub(super) fn chosen(&self) -> Option<&GatheringTold> {
        self.told().get(self.list.selected()?)
    }
}
