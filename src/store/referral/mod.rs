//! Who brought whom. The reward is the ledger's (`points/referral.rs`).

mod circle;
mod read;
#[cfg(test)]
mod tests;

pub(super) use circle::{no_circles, stands_above};
pub(super) use read::{brought_who_came, named};
