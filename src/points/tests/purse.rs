//! A ledger told point by point, from its beginning at every look: every point is a thing that knows until
//! when it is valid and whether somebody has it. Nothing is ever corrected; what does not count is left out.

use std::collections::BTreeMap;

use crate::domain::Day;

#[derive(Debug, Default, Clone)]
pub(super) struct Purse {
    happened: Vec<Happened>,
    /// Before which of them, and on which day, a second purse was put into this one.
    merged: Option<(usize, Day)>,
}

#[derive(Debug, Clone)]
struct Happened {
    /// Which line it is.
    line: usize,
    /// Above zero it came.
    points: i64,
    day: Day,
    expires: Option<Day>,
    counts: bool,
    /// Whether it happened to the second of two.
    second: bool,
}

#[derive(Debug, Clone)]
struct Point {
    /// What happened so many times before it came.
    at: usize,
    day: Day,
    expires: Option<Day>,
    second: bool,
    is_spent: bool,
}

impl Purse {
    /// The line brings so many, or takes them.
    pub(super) fn happens(&mut self, line: usize, points: i64, day: Day, expires: Option<Day>) {
        self.happened.push(Happened {
            line,
            points,
            day,
            expires,
            counts: true,
            second: false,
        });
    }

    /// The line counts no longer, or again.
    pub(super) fn counts(&mut self, line: usize, counts: bool) {
        let mut own = self.happened.iter_mut();
        own.find(|happened| happened.line == line).unwrap().counts = counts;
    }

    /// Everything of another one, whose lines follow so many.
    pub(super) fn merge(&mut self, other: Purse, moved: usize, today: Day) {
        self.happened
            .extend(other.happened.into_iter().map(|one| Happened {
                line: one.line + moved,
                second: true,
                ..one
            }));
        self.merged = Some((self.happened.len(), today));
    }

    /// How many are left until each last day, and how many were taken that nobody had.
    pub(super) fn left(&self, today: Day) -> (BTreeMap<Option<Day>, i64>, usize) {
        let (mut points, mut owed): (Vec<Point>, Vec<(Day, bool)>) = (Vec::new(), Vec::new());
        for at in 0..=self.happened.len() {
            if let Some((_, day)) = self.merged.filter(|(merged, _)| *merged == at) {
                pay(&mut points, &mut owed, |point, since, _| {
                    point.is_valid(since.max(day))
                });
            }
            let Some(one) = self.happened.get(at).filter(|one| one.counts) else {
                continue;
            };
            let is_one = self.merged.is_some_and(|(merged, _)| at >= merged);
            let many = usize::try_from(one.points.abs()).unwrap();
            if one.points > 0 {
                let point = Point {
                    at,
                    day: one.day,
                    expires: one.expires,
                    second: one.second,
                    is_spent: false,
                };
                points.extend(std::iter::repeat_n(point, many));
                // What was there before was not enough then.
                pay(&mut points, &mut owed, |point, since, second| {
                    let is_theirs = is_one || point.second == second;
                    point.at == at && is_theirs && point.is_valid(since)
                });
            } else {
                let mut wanted = vec![(one.day, one.second); many];
                pay(&mut points, &mut wanted, |point, since, second| {
                    (is_one || point.second == second) && point.is_valid(since)
                });
                owed.extend(wanted);
            }
        }
        let mut left = BTreeMap::new();
        for point in points.iter().filter(|point| !point.is_spent) {
            if point.is_valid(today) {
                *left.entry(point.expires).or_default() += 1;
            }
        }
        (left, owed.len())
    }

    pub(super) fn balance(&self, today: Day) -> i64 {
        let (left, owed) = self.left(today);
        left.values().sum::<i64>() - i64::try_from(owed).unwrap()
    }
}

impl Point {
    fn is_valid(&self, day: Day) -> bool {
        self.expires.is_none_or(|last| last >= day)
    }
}

/// Everything that is owed, since a day and by the second or not, is paid with the point that goes next of
/// those that may.
fn pay(points: &mut [Point], owed: &mut Vec<(Day, bool)>, may: impl Fn(&Point, Day, bool) -> bool) {
    owed.retain(|(day, second)| {
        let free = points
            .iter_mut()
            .filter(|point| !point.is_spent && may(point, *day, *second));
        let next =
            free.min_by_key(|point| (point.expires.is_none(), point.expires, point.day, point.at));
        next.map(|point| point.is_spent = true).is_none()
    });
}
