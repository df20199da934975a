//! Row numbers of the book, one type a kind so that they cannot be mixed up.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    };
}

id!(
    /// A customer's row. People see the customer code (`C-00042`) instead.
    CustomerId
);
id!(
    /// A vehicle's row; it keeps its number through new plates and new owners.
    VehicleId
);
id!(
    /// A visit's row.
    VisitId
);
id!(
    /// A person who works here.
    StaffId
);
id!(
    /// A household: customers who live together.
    HouseholdId
);
id!(
    /// One acknowledged write: a line of the audit.
    ChangeId
);
id!(
    /// One import, which can be taken back as a whole.
    BatchId
);
id!(
    /// Something that an import noticed.
    RemarkId
);
id!(
    /// A filter over customers that is kept under a name.
    SegmentId
);
id!(
    /// A campaign.
    CampaignId
);
id!(
    /// A gathering that customers are invited to.
    GatheringId
);

/// Names one attempt to write, chosen by the asker. The store keeps it, so that a commit whose
/// answer was lost, or a form submitted twice, is recognised instead of being written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OpId(pub [u8; 16]);

impl OpId {
    /// A name for an attempt made so many milliseconds after 1970; chance tells those of one
    /// instant apart. Later ones sort behind earlier ones: the index of them grows at its end
    /// instead of everywhere.
    pub fn new(millis: u64, chance: [u8; 10]) -> OpId {
        let mut name = [0; 16];
        let (instant, rest) = name.split_at_mut(6);
        instant.copy_from_slice(&millis.to_be_bytes()[2..]);
        rest.copy_from_slice(&chance);
        OpId(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_attempts_sort_behind_earlier_ones() {
        let instants = [0, 1, 255, 256, 1_795_000_000_000, 1_795_000_000_001];
        let names: Vec<[u8; 16]> = instants
            .into_iter()
            .map(|millis| OpId::new(millis, [9; 10]).0)
            .collect();
        assert!(names.is_sorted() && names.iter().all(|name| name.ends_with(&[9; 10])));
    }
}
