//! What the models say of a shop, and whether they may say it.

use super::model::{
    Alike, Backtest, ByRepeats, Churn, History, Horizon, Kind, Observed, Penalty, Spend, Spender,
    Steps,
};
use super::{Gate, Shortage, Visits};
use crate::domain::Day;
use crate::domain::filter::{Lacking, Unsaid};

/// What the shop earns of a hundred that is paid, as far as costs were written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Margin {
    /// Money of the visits whose cost is known, in minor units.
    pub money: i64,
    /// What they cost.
    pub cost: i64,
}

impl Margin {
    /// The share, 0 to 1, of money that is earned; `None` where no cost is known. Selling below
    /// cost earns nothing.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a share needs no more than 52 bits"
    )]
    pub fn share(self) -> Option<f64> {
        let earned = (self.money > 0).then(|| 1.0 - self.cost as f64 / self.money as f64)?;
        Some(earned.clamp(0.0, 1.0))
    }
}

/// What a customer may bring from now on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// Visits in the next 90 days.
    pub visits: f64,
    /// Money of one visit, in minor units.
    pub per_visit: f64,
    /// Margin of the next three years (money, where no cost is known), in minor units of today.
    pub value: f64,
}

/// What the models say of this shop, and whether they may say it.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// How much history there is.
    pub gate: Gate,
    /// The model of visits, fitted; `None` where the gate is closed.
    pub churn: Option<Churn>,
    /// The model of money, fitted.
    pub spend: Option<Spend>,
    /// How a prediction made 90 days earlier came true; `None` where it could not be made then.
    pub backtest: Option<Backtest>,
    /// Visits of all customers together that may be expected in the next [`Prediction::DAYS`];
    /// `None` where such numbers may not be shown.
    pub ahead: Option<f64>,
    /// What is earned.
    pub margin: Margin,
    /// Minor units of one major unit of the currency.
    pub minor_per_major: f64,
}

/// What the models learned of all customers together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Learned {
    /// Days between two visits of whoever is a customer, by the average rate.
    pub every: f64,
    /// The share, 0 to 1, of visits after which somebody stays away for good.
    pub leave: f64,
    /// Money of a visit of somebody of whom nothing is known, in minor units; `None` where numbers
    /// may not be shown.
    pub per_visit: Option<f64>,
}

/// The customers known on an earlier day, and what they did in the 90 days after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// That day, [`Backtest::DAYS`] before the day of the appraisal.
    pub then: Day,
    /// Who was known, by what they had done.
    pub known: Vec<Visits>,
    /// Visits that they made since.
    pub since: u64,
}

impl Prediction {
    /// How far ahead a value looks, and the interest of a year.
    pub const HORIZON: Horizon = Horizon {
        days: 1095,
        annual_discount: 0.1,
    };
    /// Days ahead for which visits are predicted.
    pub const DAYS: u32 = 90;

    /// Fits the models to the visits of all customers.
    pub fn of(all: &[Visits], as_of: Day, past: Option<&Past>, shop: Money) -> Self {
        let gate = Gate::of(all, as_of);
        let observed: Vec<Observed> = all.iter().map(|one| Observed::of(one, as_of)).collect();
        let fit = || Churn::fit(Kind::Mbg, &observed, Penalty::Plausible);
        let churn = gate.is_open().then(fit).flatten();
        let spenders: Vec<Spender> = all.iter().filter_map(|one| shop.spender(one)).collect();
        let spend = || Spend::fit(&spenders, Penalty::Plausible);
        let mut all = Self {
            gate,
            churn: churn.map(|(model, _)| model),
            spend: churn.and_then(|_| spend()).map(|(model, _)| model),
            backtest: past.and_then(|past| Backtest::run(&past.known, past.then, past.since)),
            ahead: None,
            margin: shop.margin,
            minor_per_major: shop.minor_per_major,
        };
        if let Some(model) = all.churn.filter(|_| all.is_shown()) {
            all.ahead = Some(model.visits_of_all(&observed, Self::DAYS));
        }
        all
    }

    /// What the models learned of all customers together; `None` where they may not speak.
    pub fn learned(&self) -> Option<Learned> {
        let churn = self.churn?;
        let spend = self.spend.filter(|_| self.is_shown());
        Some(Learned {
            every: churn.alpha / churn.r,
            leave: churn.a / (churn.a + churn.b),
            per_visit: spend.map(|spend| spend.per_visit(None) * self.minor_per_major),
        })
    }

    /// Whether numbers of visits and money may be shown: enough history, and the prediction of
    /// 90 days ago came true.
    pub fn is_shown(&self) -> bool {
        let trusted = self.backtest.is_some_and(|test| test.is_trusted());
        self.churn.is_some() && trusted && self.gate.shortages_for_numbers().is_empty()
    }

    /// Why numbers of the models are not shown; `None` where they are.
    pub fn unsaid(&self) -> Option<Unsaid> {
        let gate = &self.gate;
        let missing = gate.shortages_for_numbers();
        if let Some(shortage) = gate.shortages().first().or(missing.first()) {
            let (what, least, has) = match *shortage {
                Shortage::Customers(of) => (Lacking::Customers, of, gate.customers.into()),
                Shortage::Returning(of) => (Lacking::Returning, of, gate.returning.into()),
                Shortage::Repeats(of) => (Lacking::Repeats, of, gate.repeats),
                Shortage::Days(of) => (Lacking::Days, of, gate.days.into()),
            };
            let least = least.into();
            return Some(Unsaid::Lacks { what, least, has });
        }
        match self.backtest {
            _ if self.is_shown() => None,
            None => Some(Unsaid::Untested),
            Some(test) => Some(Unsaid::Mistrusted(rounded(test.predicted), test.actual)),
        }
    }

    /// The chance that somebody is still a customer; `None` where the model may not speak.
    pub fn alive(&self, visits: &Visits, as_of: Day) -> Option<f64> {
        let history = History::from(Observed::of(visits, as_of));
        self.churn.map(|model| model.alive(history))
    }

    /// What somebody may bring; `None` where such numbers may not be shown.
    pub fn expected(&self, visits: &Visits, as_of: Day) -> Option<Expected> {
        self.expecting(as_of).of(visits)
    }

    /// The same, for one customer after the other.
    pub fn expecting(&self, as_of: Day) -> Expecting {
        let may = self.churn.filter(|_| self.is_shown());
        Expecting {
            models: may.zip(self.spend).map(|(churn, spend)| Models {
                ahead: ByRepeats::of(churn),
                churn,
                spend,
            }),
            steps: Self::HORIZON.steps(),
            shop: Money {
                margin: self.margin,
                minor_per_major: self.minor_per_major,
            },
            as_of,
            alike: Alike::default(),
        }
    }
}

/// Says of one customer after the other what they may bring.
#[derive(Debug, Clone)]
pub struct Expecting {
    /// The models; `None` where such numbers may not be shown.
    models: Option<Models>,
    steps: Steps,
    shop: Money,
    as_of: Day,
    /// Of whoever is still a customer: visits soon, and all visits, discounted.
    alike: Alike<(f64, f64)>,
}

#[derive(Debug, Clone)]
struct Models {
    churn: Churn,
    spend: Spend,
    ahead: ByRepeats,
}

impl Expecting {
    /// What somebody may bring; `None` where such numbers may not be shown.
    pub fn of(&mut self, visits: &Visits) -> Option<Expected> {
        let Models {
            churn,
            spend,
            ahead,
        } = self.models.as_mut()?;
        let observed = Observed::of(visits, self.as_of);
        let history = History::from(observed);
        let (soon, discounted) = self.alike.of(observed, || {
            let ahead = ahead.ahead(history.repeats);
            let mut within = |days| ahead.visits(history.known, days);
            let soon = within(Prediction::DAYS.into());
            (soon, self.steps.discounted(within))
        });
        let alive = churn.alive(history);
        let per_visit = spend.per_visit(self.shop.spender(visits)) * self.shop.minor_per_major;
        let earned = self.shop.margin.share().unwrap_or(1.0);
        Some(Expected {
            visits: alive * soon,
            per_visit,
            value: earned * per_visit * alive * discounted,
        })
    }
}

/// A number of visits that a model expects, rounded.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of visits, never negative"
)]
fn rounded(visits: f64) -> u64 {
    visits.round().max(0.0) as u64
}

/// What is known of the shop's money.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Money {
    /// What is earned.
    pub margin: Margin,
    /// Minor units of one major unit of the currency: 1 for Rupiah, 100 for most.
    pub minor_per_major: f64,
}

impl Money {
    #[expect(
        clippy::cast_precision_loss,
        reason = "the model's money has no 52 bits"
    )]
    fn spender(self, visits: &Visits) -> Option<Spender> {
        let average = visits.money as f64 / self.minor_per_major / f64::from(visits.count);
        (average > 0.0).then_some(Spender {
            visits: visits.count,
            average,
        })
    }
}
