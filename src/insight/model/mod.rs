//! Purchase models: from how often and how lately somebody came to what is to be expected.
//!
//! The product fits the penalised MBG/NBD ([`Churn::fit`]) for "will they come back?" and the
//! Gamma-Gamma ([`Spend::fit`]) for "for how much?", on the shop's own visits. BG/NBD and
//! Pareto/NBD stand beside them so that published figures can be checked.

mod ahead;
mod alike;
mod backtest;
mod churn;
mod climb;
mod observed;
mod pareto;
mod special;
mod spend;
mod tally;
mod value;

pub use ahead::{Ahead, ByRepeats};
pub use alike::Alike;
pub use backtest::Backtest;
pub use churn::{Churn, Kind};
pub use climb::Peak;
pub use observed::{History, Observed};
pub use pareto::Pareto;
pub use special::{hypergeometric, ln_gamma};
pub use spend::{Spend, Spender};
pub use tally::Penalty;
pub use value::{Horizon, Steps, present_value};
