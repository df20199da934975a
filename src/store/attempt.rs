//! Names for attempts to write.

use super::clock;
use crate::domain::OpId;

/// A name that no other attempt to write has, on any terminal. Later ones sort behind earlier ones.
pub fn fresh_op() -> OpId {
    let now = clock::now_at();
    let mut chance = [0; 10];
    if getrandom::fill(&mut chance).is_err() {
        // Without a source of randomness the nanoseconds and the process tell attempts apart well
        // enough.
        chance[..4].copy_from_slice(&clock::nanos().to_le_bytes());
        chance[4..8].copy_from_slice(&std::process::id().to_le_bytes());
    }
    OpId::new(u64::try_from(now.timestamp_millis()).unwrap_or(0), chance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_attempts_have_the_same_name() {
        let names: BTreeSet<[u8; 16]> = (0..1_000).map(|_| fresh_op().0).collect();
        assert_eq!(names.len(), 1_000);
    }
}
