//! What a case asks.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::domain::Day;
use crate::insight::model::{Churn, Horizon, Kind, Pareto, Spend};

/// A case, as `case.json` has it.
#[derive(Debug, Deserialize)]
pub(super) struct Case {
    pub name: String,
    #[serde(default)]
    pub queries: Vec<Value>,
    #[serde(default)]
    pub as_of: Day,
    #[serde(default)]
    pub holdout_end: Option<Day>,
    #[serde(default)]
    pub exponent: u8,
    #[serde(default)]
    pub margin: f64,
    #[serde(default)]
    annual_discount: f64,
    #[serde(default)]
    horizon_days: u32,
    #[serde(default)]
    pub predict_days: u32,
    #[serde(default)]
    pub mle: Option<bool>,
    #[serde(default)]
    pub fixed_params: Option<Fixed>,
    #[serde(default)]
    pub named: Vec<String>,
    #[serde(default)]
    pub named_horizons: Vec<u32>,
}

/// Published parameters, in days.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct Fixed {
    bg: [f64; 4],
    mbg: [f64; 4],
    #[serde(default)]
    pnbd: Option<[f64; 4]>,
    gg: [f64; 3],
}

impl Fixed {
    pub(super) fn bg(&self) -> Churn {
        churn(Kind::Bg, self.bg)
    }

    pub(super) fn mbg(&self) -> Churn {
        churn(Kind::Mbg, self.mbg)
    }

    pub(super) fn pareto(&self) -> Option<Pareto> {
        self.pnbd.map(pareto)
    }

    pub(super) fn spend(&self) -> Spend {
        spend(self.gg)
    }
}

pub(super) fn churn(kind: Kind, [r, alpha, a, b]: [f64; 4]) -> Churn {
    Churn {
        kind,
        r,
        alpha,
        a,
        b,
    }
}

pub(super) fn pareto([r, alpha, s, beta]: [f64; 4]) -> Pareto {
    Pareto { r, alpha, s, beta }
}

pub(super) fn spend([p, q, gamma]: [f64; 3]) -> Spend {
    Spend { p, q, gamma }
}

impl Case {
    /// Reads a case; why not, where it cannot be read.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
        serde_json::from_str(&text).map_err(|error| error.to_string())
    }

    /// Minor units of money in a major one.
    pub(super) fn minor_per_major(&self) -> f64 {
        10_f64.powi(self.exponent.into())
    }

    pub(super) fn horizon(&self) -> Horizon {
        Horizon {
            days: self.horizon_days,
            annual_discount: self.annual_discount,
        }
    }
}
