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
    /// Discounted visits: the visits of each step of 30 days (the last one shorter), each taken
    /// to happen in the middle of its step. `visits_within` says the visits up to a day.
    pub fn discounted(&self, visits_within: impl Fn(f64) -> f64) -> f64 {
        let mut sum = 0.0;
        let (mut start, mut before) = (0, 0.0);
        while start < self.days {
            let end = (start + STEP).min(self.days);
            let visits = visits_within(f64::from(end));
            let middle = f64::from(start + end) / 2.0;
            sum += (visits - before) * present_value(1.0, middle, self.annual_discount);
            (start, before) = (end, visits);
        }
        sum
    }
}

/// What an amount in so many days is worth today.
pub fn present_value(amount: f64, days: f64, annual_discount: f64) -> f64 {
    amount * (1.0 + annual_discount).powf(-days / 365.0)
}
