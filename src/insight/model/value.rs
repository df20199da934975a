//! What future visits are worth today.

/// Days of one step of the sum.
const STEP: u32 = 30;

/// How far and how dearly one looks ahead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Horizon {
    /// Days ahead.
    pub days: u32,
    /// The interest of a year: 0.1 makes 110 next year worth 100 today.
    pub annual_discount: f64,
}

impl Horizon {
    /// Discounted visits, as [`Steps::discounted`].
    pub fn discounted(&self, visits_within: impl FnMut(f64) -> f64) -> f64 {
        self.steps().discounted(visits_within)
    }

    /// Its steps of 30 days, the last one shorter.
    pub fn steps(&self) -> Steps {
        let starts = (0..self.days).step_by(STEP as usize);
        let step = |start: u32| {
            let end = start.saturating_add(STEP).min(self.days);
            let middle = f64::from(start) / 2.0 + f64::from(end) / 2.0;
            let worth = present_value(1.0, middle, self.annual_discount);
            (f64::from(end), worth)
        };
        Steps(starts.map(step).collect())
    }
}

/// The steps in which one looks ahead: the day on which each ends, and what an amount in its middle is
/// worth today.
#[derive(Debug, Clone)]
pub struct Steps(Vec<(f64, f64)>);

impl Steps {
    /// Discounted visits: the visits of each step, each taken to happen in its middle.
    /// `visits_within` says the visits up to a day.
    pub fn discounted(&self, mut visits_within: impl FnMut(f64) -> f64) -> f64 {
        let (mut sum, mut before) = (0.0, 0.0);
        for (end, worth) in &self.0 {
            let visits = visits_within(*end);
            sum += (visits - before) * worth;
            before = visits;
        }
        sum
    }
}

/// What an amount in so many days is worth today.
pub fn present_value(amount: f64, days: f64, annual_discount: f64) -> f64 {
    amount * (1.0 + annual_discount).powf(-days / 365.0)
}
