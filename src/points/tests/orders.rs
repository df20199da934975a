//! Whatever happens in whatever order: come, go, taken back, back again, lapsed, two made one.

use proptest::prelude::*;

use super::purse::Purse;
use super::*;

fn after(days: u64) -> Day {
    day("2026-01-01") + chrono::Days::new(days)
}

/// What can happen to a customer's points.
#[derive(Debug, Clone)]
enum Happens {
    Comes(u8, Option<u8>),
    Goes(u8),
    /// A line counts no longer, or, if it did not count, counts again.
    Undone(u8),
    DaysPass(u8),
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        4 => (1..60_u8, prop::option::of(0..90_u8)).prop_map(|(points, days)| Happens::Comes(points, days)),
        4 => (1..80_u8).prop_map(Happens::Goes),
        5 => any::<u8>().prop_map(Happens::Undone),
        3 => (0..40_u8).prop_map(Happens::DaysPass),
    ]
}

fn many() -> impl Strategy<Value = Vec<Happens>> {
    prop::collection::vec(happens(), 1..30)
}

/// A ledger, and the same point by point.
#[derive(Debug, Default, Clone)]
struct Both {
    ledger: Ledger,
    purse: Purse,
}

impl Both {
    fn happens(&mut self, event: &Happens, today: &mut Day) {
        match event {
            Happens::Comes(points, days) => {
                let expires = days.map(|days| *today + chrono::Days::new(u64::from(days)));
                self.purse.lapse(*today);
                let before = self.ledger.lines().len();
                self.ledger
                    .credit(lot(i64::from(*points), *today, expires), *today);
                let line = self.newest(Kind::Earn);
                assert!(line >= before);
                self.purse.comes(line, *points, *today, expires);
            }
            Happens::Goes(points) => {
                self.purse.lapse(*today);
                let enough = self.purse.balance() >= i64::from(*points);
                let went = self.ledger.spend(spent(i64::from(*points), *today), *today);
                assert_eq!(went.is_ok(), enough);
                if enough {
                    self.purse
                        .goes(self.newest(Kind::Redeem), usize::from(*points));
                }
            }
            Happens::Undone(which) => self.undone(usize::from(*which), *today),
            Happens::DaysPass(days) => *today = *today + chrono::Days::new(u64::from(*days)),
        }
    }

    fn newest(&self, kind: Kind) -> usize {
        let mut lines = self.ledger.lines().iter();
        lines.rposition(|line| line.kind == kind).unwrap()
    }

    /// The line that stands last upon this one.
    fn newest_upon(&self, at: usize) -> usize {
        let mut lines = self.ledger.lines().iter();
        let by = lines.rposition(|line| line.reverses == Some(at));
        by.map_or(at, |by| self.newest_upon(by))
    }

    fn undone(&mut self, which: usize, today: Day) {
        let own = |line: &Line| matches!(line.kind, Kind::Earn | Kind::Redeem);
        let lines = self.ledger.lines().iter().enumerate();
        let own: Vec<usize> = lines
            .filter(|(_, line)| own(line))
            .map(|(at, _)| at)
            .collect();
        let Some(at) = own.get(which % own.len().max(1)) else {
            return;
        };
        let of = self.newest_upon(*at);
        self.purse.lapse(today);
        self.ledger.reverse(of, today, "");
        let points = self.ledger.lines()[of].points;
        let by = self.newest_upon(of);
        let many = usize::try_from(points.abs()).unwrap();
        if points < 0 {
            self.purse.gives_back(by, of, today);
        } else {
            self.purse.takes_back(by, of, many);
        }
    }

    fn assert_same(&self, today: Day) {
        assert_eq!(self.ledger.faults(), Vec::<&str>::new());
        let mut purse = self.purse.clone();
        purse.lapse(today);
        assert_eq!(self.ledger.balance_on(today), purse.balance());
        let mut left = std::collections::BTreeMap::new();
        for (line, points) in self.ledger.lots() {
            if line.expires.is_none_or(|day| day >= today) {
                *left.entry(line.expires).or_default() += points;
            }
        }
        assert_eq!(left, purse.left());
        // Written down and read again it is the same.
        let (lines, draws) = (self.ledger.lines().to_vec(), self.ledger.draws().to_vec());
        assert_eq!(Ledger::new(lines, draws), self.ledger);
    }
}

/// The lines of two, the second's after the first's, as one.
fn together(mut one: Ledger, mut other: Ledger, today: Day) -> Ledger {
    one.lapse(today);
    other.lapse(today);
    let moved = one.lines().len();
    let mut lines = one.lines().to_vec();
    lines.extend(other.lines().iter().cloned().map(|line| Line {
        reverses: line.reverses.map(|at| at + moved),
        ..line
    }));
    let mut draws = one.draws().to_vec();
    draws.extend(other.draws().iter().map(|draw| Draw {
        line: draw.line + moved,
        lot: draw.lot + moved,
        points: draw.points,
    }));
    let mut both = Ledger::new(lines, draws);
    both.level(today);
    both
}

/// Taken back at once, each has what it had: as much, valid through the same days.
fn assert_parts(mut both: Ledger, moved: usize, before: [Ledger; 2], today: Day) {
    let side: Vec<bool> = (0..both.lines().len()).map(|at| at >= moved).collect();
    both.part(&side);
    for (mut was, own) in before
        .into_iter()
        .zip([0..moved, moved..both.lines().len()])
    {
        was.lapse(today);
        assert_eq!(both.open()[own], *was.open());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// The balance is the sum of the lots, nothing is drawn that is not there, and a purse of single
    /// points holds as many, of the same last days.
    #[test]
    fn no_order_of_events_cancels_and_undos_breaks_the_ledger(events in many()) {
        let mut both = Both::default();
        let mut today = after(0);
        for event in events {
            both.happens(&event, &mut today);
            both.assert_same(today);
        }
    }

    /// Two that turn out to be one person, each with a history, and what happens to them then: what
    /// either had done can still be taken back.
    #[test]
    fn no_merge_among_them_breaks_it(one in many(), other in many(), then in many()) {
        let (mut keep, mut gone) = (Both::default(), Both::default());
        let (mut today, mut theirs) = (after(0), after(0));
        for event in one {
            keep.happens(&event, &mut today);
        }
        for event in other {
            gone.happens(&event, &mut theirs);
        }
        today = today.max(theirs);
        let sum = keep.ledger.balance_on(today) + gone.ledger.balance_on(today);
        let mut settled = keep.ledger.clone();
        settled.lapse(today);
        let (before, theirs) = (keep.ledger.clone(), gone.ledger.clone());
        keep.ledger = together(settled.clone(), gone.ledger, today);
        keep.purse.merge(gone.purse, settled.lines().len(), today);
        prop_assert_eq!(keep.ledger.balance_on(today), sum);
        keep.assert_same(today);
        assert_parts(keep.ledger.clone(), settled.lines().len(), [before, theirs], today);
        for event in then {
            keep.happens(&event, &mut today);
            keep.assert_same(today);
        }
    }

    /// Whether somebody looks every day or once at the end: what lapses has the same lines.
    #[test]
    fn what_lapses_does_not_depend_on_who_looks(
        lots in prop::collection::vec((1..60_u8, 0..300_u16), 0..12), rest in 0..400_u64,
    ) {
        let mut ledger = Ledger::default();
        for (points, days) in lots {
            ledger.credit(lot(i64::from(points), after(0), Some(after(u64::from(days)))), after(0));
        }
        let mut daily = ledger.clone();
        for days in 0..=rest {
            daily.lapse(after(days));
        }
        ledger.lapse(after(rest));
        prop_assert_eq!(daily, ledger);
    }

    /// The same history once more, from nothing: the same lines, lots and draws.
    #[test]
    fn the_same_history_gives_the_same_ledger(events in many()) {
        let play = |events: &[Happens]| {
            let mut both = Both::default();
            let mut today = after(0);
            for event in events {
                both.happens(event, &mut today);
            }
            both.ledger
        };
        prop_assert_eq!(play(&events), play(&events));
    }
}
