//! Floor 1: points and tiers: pure functions from what a customer did to what the shop owes.
//!
//! A **line** of the ledger says that points came or went; a line is never changed or taken away,
//! what was wrong is *reversed* by another line. Points that came form a **lot** with a day of its
//! own through which it is valid; points that go **draw** on lots. The balance is the sum of the
//! lines and never stored as the truth. No clock, no file: today is an argument.
//!
//! The rules that an owner may change are a [`Rule`]; what a visit brings under one is an
//! [`Award`]; how a customer's ledger follows a visit is [`Ledger::settle`]; who stands where is
//! [`tier`]. Points are whole numbers, money is in minor units, shares are in per cent.

mod append;
mod award;
mod join;
mod ledger;
mod line;
mod overlay;
mod past;
mod replay;
mod reverse;
mod rule;
mod settle;
mod simulate;
#[cfg(test)]
mod tests;
mod tier;

pub use award::{Award, Billed, BilledLine, Weight, most_redeemable};
pub use ledger::Ledger;
pub use line::{Draw, Kind, Line, Overdrawn};
pub use overlay::Difference;
pub use replay::Join;
pub use rule::{
    Basis, Category, Overdraft, Period, Redeeming, Rewarded, Rule, RuleError, TierRule,
};
pub use settle::{BROUGHT, CAME, Stamp, WELCOME, Wanted};
pub use simulate::{
    MOST_YEARS, Moved, Outcome, Past, PastVisit, Simulation, a_year_to, redeemed, years_to,
};
pub use tier::{Standing, tier};
