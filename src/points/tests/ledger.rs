use super::*;
use proptest::prelude::*;

const NEVER: Option<Day> = None;

fn start() -> Day {
    day("2026-01-01")
}

fn after(days: u64) -> Day {
    start() + chrono::Days::new(days)
}

#[test]
fn what_expires_first_is_spent_first_then_the_oldest_and_what_never_expires_last() {
    let mut ledger = Ledger::default();
    for (points, on, expires) in [
        (10, 0, NEVER),
        (20, 3, Some(after(90))),
        (30, 2, Some(after(90))),
        (40, 1, Some(after(50))),
    ] {
        ledger.credit(lot(points, after(on), expires), after(5));
    }
    ledger.spend(spent(75, after(6)), after(6)).unwrap();
    // All of 40 and 30, five of 20.
    assert_eq!(&ledger.open()[..4], [10, 15, 0, 0]);
    assert_eq!(ledger.balance(), 25);
}

#[test]
fn valid_through_a_day_includes_that_day_and_what_lapses_is_a_line() {
    let mut ledger = Ledger::default();
    ledger.credit(lot(10, start(), Some(after(30))), start());
    ledger.spend(spent(4, after(30)), after(30)).unwrap();
    assert_eq!(ledger.balance_on(after(31)), 0);
    assert_eq!(ledger.balance(), 6);
    let refused = ledger.spend(spent(1, after(40)), after(40));
    assert_eq!(refused, Err(Overdrawn { missing: 1 }));
    let last = ledger.lines().last().unwrap();
    assert_eq!(
        (last.kind, last.points, last.day),
        (Kind::Expire, -6, after(31))
    );
    assert_eq!(ledger.balance(), 0);
}

#[test]
fn what_was_redeemed_comes_back_with_the_days_of_its_lots() {
    let mut ledger = Ledger::default();
    ledger.credit(lot(40, start(), Some(after(10))), start());
    ledger.credit(lot(40, start(), Some(after(100))), start());
    ledger.spend(spent(60, after(5)), after(5)).unwrap();
    let mut early = ledger.clone();
    early.reverse(2, after(6), "");
    assert_eq!(early.open(), [40, 40, 0, 0]);
    // Too late for the first lot.
    ledger.reverse(2, after(20), "");
    assert_eq!((ledger.balance(), ledger.open()[1]), (40, 40));
    assert_eq!(ledger.lines().last().unwrap().kind, Kind::Expire);
}

#[test]
fn an_award_that_was_spent_leaves_a_debt_that_the_next_one_pays() {
    let mut ledger = Ledger::default();
    ledger.credit(lot(50, start(), NEVER), start());
    ledger.spend(spent(30, start()), start()).unwrap();
    ledger.reverse(0, start(), "cancelled");
    assert_eq!(ledger.balance(), -30);
    ledger.credit(lot(20, start(), NEVER), start());
    assert_eq!((ledger.balance(), ledger.lots().len()), (-10, 0));
    ledger.credit(lot(25, start(), NEVER), start());
    assert_eq!(ledger.balance(), 15);
    assert_eq!(ledger.lots()[0].1, 15);
    assert!(ledger.faults().is_empty());
}

#[test]
fn what_had_lapsed_is_not_owed_when_its_award_is_taken_back() {
    use Kind::{Earn, Expire, Redeem, Reverse};

    let mut ledger = Ledger::default();
    ledger.credit(lot(50, start(), Some(after(10))), start());
    ledger.spend(spent(20, start()), start()).unwrap();
    ledger.reverse(0, after(60), "");
    assert_eq!(ledger.balance(), -20);
    let kinds: Vec<_> = ledger
        .lines()
        .iter()
        .map(|line| (line.kind, line.points))
        .collect();
    let told = [
        (Earn, 50),
        (Redeem, -20),
        (Expire, -30),
        (Reverse, 30),
        (Reverse, -50),
    ];
    assert_eq!(kinds, told);
}

#[test]
fn what_is_taken_back_twice_or_back_again_is_as_it_was() {
    let mut ledger = Ledger::default();
    ledger.credit(lot(50, start(), NEVER), start());
    ledger.spend(spent(30, start()), start()).unwrap();
    ledger.reverse(1, start(), "");
    let lines = ledger.lines().len();
    ledger.reverse(1, start(), "");
    assert_eq!(ledger.lines().len(), lines);
    // The reverse is reversed: the points are spent after all.
    ledger.reverse(2, start(), "");
    assert_eq!((ledger.balance(), ledger.open()[0]), (20, 20));
    assert!(!ledger.is_reversed(1));
}

/// What can happen to a customer's points.
#[derive(Debug, Clone)]
enum Happens {
    Comes(u8, Option<u8>),
    Goes(u8),
    Reversed(u8),
    DaysPass(u8),
    Merged(Vec<(u8, Option<u8>)>),
}

fn happens() -> impl Strategy<Value = Happens> {
    let lot = || (1..60_u8, prop::option::of(0..90_u8));
    prop_oneof![
        4 => lot().prop_map(|(points, days)| Happens::Comes(points, days)),
        4 => (1..80_u8).prop_map(Happens::Goes),
        4 => any::<u8>().prop_map(Happens::Reversed),
        3 => (0..40_u8).prop_map(Happens::DaysPass),
        1 => prop::collection::vec(lot(), 0..4).prop_map(Happens::Merged),
    ]
}

/// The same told point by point, without lots and draws: every point is a thing that knows when it
/// came, until when it is valid and which line has it now.
#[derive(Debug, Default, Clone)]
struct Purse {
    points: Vec<Point>,
    /// Points that a line took and nobody had.
    owed: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Point {
    lot: usize,
    day: Day,
    expires: Option<Day>,
    /// The line that spent it, or wrote it off.
    gone: Option<usize>,
    /// Its lot was taken back.
    void: bool,
}

impl Purse {
    /// The point that goes next.
    fn next(&mut self) -> Option<&mut Point> {
        let free = self
            .points
            .iter_mut()
            .filter(|point| point.gone.is_none() && !point.void);
        free.min_by_key(|point| (point.expires.is_none(), point.expires, point.day, point.lot))
    }

    fn balance(&self) -> i64 {
        let free = self
            .points
            .iter()
            .filter(|point| point.gone.is_none() && !point.void);
        i64::try_from(free.count()).unwrap() - i64::try_from(self.owed.len()).unwrap()
    }

    fn lapse(&mut self, today: Day) -> i64 {
        let before = self.points.len();
        self.points.retain(|point| {
            point.gone.is_some() || point.void || point.expires.is_none_or(|day| day >= today)
        });
        i64::try_from(before - self.points.len()).unwrap()
    }

    fn pay_debts(&mut self) {
        while !self.owed.is_empty() {
            let by = self.owed[0];
            let Some(point) = self.next() else { return };
            point.gone = Some(by);
            self.owed.remove(0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever happens in whatever order: the balance is the sum of the lots, nothing is drawn
    /// that is not there, and a purse of single points holds as many.
    #[test]
    fn no_order_of_events_breaks_the_ledger(events in prop::collection::vec(happens(), 1..40)) {
        let mut ledger = Ledger::default();
        let mut purse = Purse::default();
        let mut today = start();
        for event in events {
            match event {
                Happens::Comes(points, days) => {
                    let expires = days.map(|days| today + chrono::Days::new(u64::from(days)));
                    purse.lapse(today);
                    ledger.credit(lot(i64::from(points), today, expires), today);
                    let lot = lines_of_credits(&ledger) - 1;
                    for _ in 0..points {
                        purse.points.push(Point { lot, day: today, expires, gone: None, void: false });
                    }
                    purse.pay_debts();
                }
                Happens::Goes(points) => {
                    purse.lapse(today);
                    let enough = purse.balance() >= i64::from(points);
                    let went = ledger.spend(spent(i64::from(points), today), today);
                    prop_assert_eq!(went.is_ok(), enough);
                    if enough {
                        let by = ledger.lines().len() - 1;
                        for _ in 0..points {
                            purse.next().unwrap().gone = Some(by);
                        }
                    }
                }
                // Only what was spent: what an award that goes leaves behind is told above.
                Happens::Reversed(which) => {
                    let spends: Vec<usize> = (0..ledger.lines().len())
                        .filter(|at| ledger.lines()[*at].kind == Kind::Redeem && !ledger.is_reversed(*at))
                        .collect();
                    if let Some(at) = spends.get(usize::from(which) % spends.len().max(1)) {
                        purse.lapse(today);
                        ledger.reverse(*at, today, "");
                        for point in &mut purse.points {
                            if point.gone == Some(*at) {
                                point.gone = None;
                            }
                        }
                        purse.lapse(today);
                    }
                }
                Happens::DaysPass(days) => today = today + chrono::Days::new(u64::from(days)),
                Happens::Merged(_) => {}
            }
            prop_assert_eq!(ledger.faults(), Vec::<&str>::new());
            let mut now = purse.clone();
            now.lapse(today);
            prop_assert_eq!(ledger.balance_on(today), now.balance());
        }
    }

    /// Any line may be taken back and back again, whatever else happens; merging loses nothing.
    #[test]
    fn what_is_reversed_and_merged_adds_up(events in prop::collection::vec(happens(), 1..40)) {
        let mut ledger = Ledger::default();
        let mut today = start();
        for event in events {
            match event {
                Happens::Comes(points, days) => {
                    let expires = days.map(|days| today + chrono::Days::new(u64::from(days)));
                    ledger.credit(lot(i64::from(points), today, expires), today);
                }
                Happens::Goes(points) => {
                    let _ = ledger.spend(spent(i64::from(points), today), today);
                }
                Happens::Reversed(which) => {
                    let at = usize::from(which) % ledger.lines().len().max(1);
                    ledger.reverse(at, today, "");
                }
                Happens::DaysPass(days) => today = today + chrono::Days::new(u64::from(days)),
                Happens::Merged(lots) => {
                    let mut other = Ledger::default();
                    for (points, days) in lots {
                        let expires = days.map(|days| today + chrono::Days::new(u64::from(days)));
                        other.credit(lot(i64::from(points), today, expires), today);
                    }
                    let (mine, theirs) = (ledger.balance_on(today), other.balance_on(today));
                    ledger.merge(other, today);
                    prop_assert_eq!(ledger.balance_on(today), mine + theirs);
                }
            }
            prop_assert_eq!(ledger.faults(), Vec::<&str>::new());
            // Written down and read again it is the same.
            let again = Ledger::new(ledger.lines().to_vec(), ledger.draws().to_vec());
            prop_assert_eq!(&again, &ledger);
        }
    }

    /// Whether somebody looks every day or once at the end: what lapses has the same lines.
    #[test]
    fn what_lapses_does_not_depend_on_who_looks(
        lots in prop::collection::vec((1..60_u8, 0..300_u16), 0..12), rest in 0..400_u64,
    ) {
        let mut ledger = Ledger::default();
        for (points, days) in lots {
            ledger.credit(lot(i64::from(points), start(), Some(after(u64::from(days)))), start());
        }
        let mut daily = ledger.clone();
        for days in 0..=rest {
            daily.lapse(after(days));
        }
        ledger.lapse(after(rest));
        prop_assert_eq!(daily, ledger);
    }
}

/// Lines so far; the place of the newest.
fn lines_of_credits(ledger: &Ledger) -> usize {
    let mut lines = ledger.lines().iter();
    lines
        .rposition(|line| line.kind == Kind::Earn)
        .map_or(0, |at| at + 1)
}
