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
                let points = i64::from(*points);
                self.ledger.credit(lot(points, *today, expires), *today);
                let line = self.newest(Kind::Earn);
                self.purse.happens(line, points, *today, expires);
            }
            Happens::Goes(points) => {
                let points = i64::from(*points);
                let enough = self.purse.balance(*today) >= points;
                let mut tried = self.ledger.clone();
                let went = tried.spend(spent(points, *today), *today);
                assert_eq!(went.is_ok(), enough);
                if enough {
                    self.ledger = tried;
                    let line = self.newest(Kind::Redeem);
                    self.purse.happens(line, -points, *today, None);
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
        let counted = !self.ledger.is_reversed(*at);
        self.ledger.reverse(self.newest_upon(*at), today, "");
        self.purse.counts(*at, !counted);
    }

    fn assert_same(&self, today: Day) {
        assert_eq!(self.ledger.faults(), Vec::<&str>::new());
        assert_eq!(self.ledger.balance_on(today), self.purse.balance(today));
        assert_eq!(left(&self.ledger, today), self.purse.left(today).0);
        // Written down and read again it is the same.
        let (lines, draws) = (self.ledger.lines().to_vec(), self.ledger.draws().to_vec());
        let whose = (self.ledger.one, self.ledger.whose.clone());
        let again = Ledger::of_one(lines, draws, whose, self.ledger.joins.clone());
        assert_eq!(again, self.ledger);
    }
}

/// What is valid on a day, by its last day.
fn left(ledger: &Ledger, today: Day) -> std::collections::BTreeMap<Option<Day>, i64> {
    let mut left = std::collections::BTreeMap::new();
    for (line, points) in ledger.lots() {
        if line.expires.is_none_or(|day| day >= today) {
            *left.entry(line.expires).or_default() += points;
        }
    }
    left
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
        ..*draw
    }));
    let mut whose = vec![1; moved];
    whose.resize(lines.len(), 2);
    let join = Join {
        before: lines.len(),
        day: today,
        gone: 2,
        keep: 1,
    };
    let mut both = Ledger::of_one(lines, draws, (1, whose), vec![join]);
    both.level(today);
    both
}

/// Taken back, each has what it had, or would have: as much, valid through the same days.
fn assert_parts(mut both: Ledger, before: [Ledger; 2], today: Day) {
    both.part(|whose| whose == 2);
    for (mut was, number) in before.into_iter().zip([1, 2]) {
        let own: Vec<usize> = (0..both.lines().len())
            .filter(|at| both.whose()[*at] == number)
            .collect();
        let place = |at: usize| own.binary_search(&at).unwrap();
        let lines = own.iter().map(|at| both.lines()[*at].clone());
        let lines = lines.map(|line| Line {
            reverses: line.reverses.map(place),
            ..line
        });
        let draws = both.draws().iter().filter(|draw| {
            let is_own = |at| both.whose()[at] == number;
            is_own(draw.line) && is_own(draw.lot)
        });
        let draws = draws.map(|draw| Draw {
            line: place(draw.line),
            lot: place(draw.lot),
            ..*draw
        });
        let mut alone = Ledger::new(lines.collect(), draws.collect());
        alone.level(today);
        assert_eq!(alone.faults(), Vec::<&str>::new());
        was.lapse(today);
        assert_eq!(alone.balance(), was.balance());
        assert_eq!(left(&alone, today), left(&was, today));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

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
        assert_parts(keep.ledger.clone(), [before, theirs], today);
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
