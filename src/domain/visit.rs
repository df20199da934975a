//! A visit: a work order or receipt.

use super::{CustomerId, Day, Money, NextService, VehicleId, VisitId};

/// How far a visit has come. Only done visits count in totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VisitStatus {
    /// The work goes on.
    Open,
    /// Finished.
    #[default]
    Done,
    /// Called off; shown, never counted.
    Cancelled,
}

/// One line of work, part or oil.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VisitLine {
    /// What was done or sold.
    pub text: String,
    /// Quantity in thousandths; 1000 is one.
    pub quantity: i64,
    /// What the line cost the customer, if known.
    pub amount: Option<Money>,
    /// What it cost the shop, if known.
    pub cost: Option<Money>,
}

/// Everything a person may edit about a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitFacts {
    /// The customer; `None` while the vehicle's owner is not known.
    pub customer: Option<CustomerId>,
    /// The vehicle; `None` for a counter sale.
    pub vehicle: Option<VehicleId>,
    /// The shop's calendar day.
    pub day: Day,
    /// Open, done or cancelled.
    pub status: VisitStatus,
    /// Number of the work order or receipt; may be empty.
    pub doc_no: String,
    /// Odometer in km.
    pub odometer: Option<i64>,
    /// Oil that went in; may be empty.
    pub oil: String,
    /// Who worked on it, the first one leading.
    pub mechanics: Vec<String>,
    /// Lines in their order.
    pub lines: Vec<VisitLine>,
    /// What the customer said was wrong, verbatim.
    pub complaint: String,
    /// Free notes.
    pub note: String,
    /// What the customer paid or owes, if known.
    pub total: Option<Money>,
    /// What the visit cost the shop, if known.
    pub cost: Option<Money>,
    /// Discount given on the whole, if any.
    pub discount: Option<Money>,
    /// Points that pay a part of it, if any; above zero.
    pub redeemed: Option<i64>,
    /// Cash, transfer … as written.
    pub payment: String,
    /// The next service that the shop promised at this visit.
    pub next_service: NextService,
}

impl VisitFacts {
    /// An empty, done visit on `day`.
    pub fn on(day: Day) -> Self {
        Self {
            customer: None,
            vehicle: None,
            day,
            status: VisitStatus::Done,
            doc_no: String::new(),
            odometer: None,
            oil: String::new(),
            mechanics: Vec::new(),
            lines: Vec::new(),
            complaint: String::new(),
            note: String::new(),
            total: None,
            cost: None,
            discount: None,
            redeemed: None,
            payment: String::new(),
            next_service: NextService::default(),
        }
    }

    /// Where no cost of the whole was written, the cost is that of the lines. What was only their
    /// sum in the visit as it was `before` is so again.
    pub fn settle_cost(&mut self, before: Option<&Self>) {
        let sum = before.and_then(|before| lines_cost(&before.lines));
        if self.cost.is_none() || self.cost == sum {
            self.cost = lines_cost(&self.lines);
        }
    }
}

/// What lines cost the shop together, when that is known: of every line that the customer paid
/// for, or of every line where no amounts were written.
pub fn lines_cost(lines: &[VisitLine]) -> Option<Money> {
    let paid = lines.iter().any(|line| line.amount.is_some());
    let mut counted = lines.iter().filter(|line| !paid || line.amount.is_some());
    if lines.is_empty() || counted.any(|line| line.cost.is_none()) {
        return None;
    }
    Money::checked_sum(lines.iter().filter_map(|line| line.cost))
}

/// A visit as the book holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Row number.
    pub id: VisitId,
    /// Grows with every change; guards against lost updates.
    pub rowver: i64,
    /// Plate of its vehicle today, for showing; empty for a counter sale.
    pub plate: String,
    /// What its vehicle is called today, for showing: as by
    /// [`crate::domain::vehicle_called`]; empty for a counter sale.
    pub vehicle: String,
    /// Customer ID of whose visit it is, for showing; empty while nobody is known.
    pub code: String,
    /// Their name with honorific; empty likewise.
    pub name: String,
    /// Whether its odometer reading does not go with the vehicle's others.
    pub doubtful_odometer: bool,
    /// What the points that paid a part of it were worth by the rules that paid it; `None` where none
    /// did, and while it is not done.
    pub redeemed_worth: Option<Money>,
    /// What is known.
    pub facts: VisitFacts,
}

/// How points paid a part of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidByPoints {
    /// So many, above zero.
    pub points: i64,
    /// What they were worth.
    pub worth: Money,
    /// What was left to pay.
    pub left: Money,
}

impl Visit {
    /// What points paid of it; `None` where they paid nothing, or nobody wrote down the total.
    pub fn paid_by_points(&self) -> Option<PaidByPoints> {
        let (points, worth) = (self.facts.redeemed?, self.redeemed_worth?);
        let left = Money(self.facts.total?.0.saturating_sub(worth.0));
        Some(PaidByPoints {
            points,
            worth,
            left,
        })
    }
}

/// The sum of the lines that a total contradicts: less than half of it, or, where every line has
/// an amount, more than double. `None` where it does not, or where no line has an amount.
pub fn contradicted_sum(total: Money, amounts: &[Option<Money>]) -> Option<Money> {
    let known: Vec<Money> = amounts.iter().copied().flatten().collect();
    let sum = Money::checked_sum(known.iter().copied()).filter(|sum| sum.0 > 0)?;
    let all = known.len() == amounts.len();
    let total = total.0;
    let far = total.saturating_mul(2) < sum.0 || (all && total > sum.0.saturating_mul(2));
    far.then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(1_000, &[Some(450), Some(200)], None)]
    #[case(1_301, &[Some(450), Some(200)], Some(650))]
    #[case(325, &[Some(450), Some(200)], None)]
    #[case(324, &[Some(450), Some(200)], Some(650))]
    // A line without an amount may be what makes the total larger.
    #[case(9_000, &[Some(450), None], None)]
    #[case(200, &[Some(450), None], Some(450))]
    #[case(1, &[None], None)]
    #[case(1, &[], None)]
    #[case(i64::MAX, &[Some(i64::MAX)], None)]
    fn a_total_far_from_its_lines_contradicts_them(
        #[case] total: i64,
        #[case] amounts: &[Option<i64>],
        #[case] sum: Option<i64>,
    ) {
        let amounts: Vec<Option<Money>> = amounts.iter().map(|amount| amount.map(Money)).collect();
        assert_eq!(contradicted_sum(Money(total), &amounts), sum.map(Money));
    }

    fn lines(lines: &[(Option<i64>, Option<i64>)]) -> Vec<VisitLine> {
        let line = |&(amount, cost): &(Option<i64>, Option<i64>)| VisitLine {
            amount: amount.map(Money),
            cost: cost.map(Money),
            ..VisitLine::default()
        };
        lines.iter().map(line).collect()
    }

    #[rstest]
    #[case(&[(Some(450), Some(300)), (Some(200), Some(0))], Some(300))]
    #[case(&[(Some(450), Some(300)), (Some(200), None)], None)]
    // A remark among the lines costs nobody anything; what was given away costs the shop.
    #[case(&[(Some(450), Some(300)), (None, None)], Some(300))]
    #[case(&[(Some(450), Some(300)), (None, Some(20))], Some(320))]
    #[case(&[(None, Some(300)), (None, Some(20))], Some(320))]
    #[case(&[(None, Some(300)), (None, None)], None)]
    #[case(&[], None)]
    #[case(&[(None, None)], None)]
    fn lines_cost_what_they_cost_when_each_that_was_paid_for_says_so(
        #[case] of: &[(Option<i64>, Option<i64>)],
        #[case] cost: Option<i64>,
    ) {
        assert_eq!(lines_cost(&lines(of)), cost.map(Money));
    }

    #[test]
    fn a_cost_that_is_the_sum_of_the_lines_follows_them_and_a_written_one_stays() {
        let on = |of: &[(Option<i64>, Option<i64>)], cost: Option<i64>| VisitFacts {
            lines: lines(of),
            cost: cost.map(Money),
            ..VisitFacts::on(Day::default())
        };
        let settled = |mut facts: VisitFacts, before: Option<&VisitFacts>| {
            facts.settle_cost(before);
            facts.cost.map(|cost| cost.0)
        };
        let (one, two) = (
            [(Some(5), Some(3))],
            [(Some(5), Some(3)), (Some(2), Some(1))],
        );
        assert_eq!(settled(on(&one, None), None), Some(3));
        assert_eq!(settled(on(&one, Some(9)), None), Some(9));
        let before = on(&one, Some(3));
        assert_eq!(settled(on(&two, Some(3)), Some(&before)), Some(4));
        assert_eq!(settled(on(&two, Some(9)), Some(&before)), Some(9));
        assert_eq!(
            settled(on(&[(Some(5), None)], Some(3)), Some(&before)),
            None
        );
    }
}
