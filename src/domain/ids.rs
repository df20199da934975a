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

/// Names one attempt to write, chosen by the asker. The store keeps it, so that a commit whose
/// answer was lost, or a form submitted twice, is recognised instead of being written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OpId(pub [u8; 16]);
