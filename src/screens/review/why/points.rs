//! Which points of somebody lapse: what brought them, and how long each is valid.

use super::super::model::WeeklyReview;
use super::super::words::Tell;
use crate::look::Symbols;
use crate::screens::sheet::points::kind;
use crate::screens::why::Lines;
use crate::store::PointsEntry;
use crate::text::{self, Say, say};

/// Days ahead in which points are told to lapse.
const AHEAD: u64 = 30;

impl WeeklyReview {
    /// The lots that lapse, the first to lapse first, and what is valid for longer.
    pub(super) fn lots(&self, lines: &mut Lines, tell: Tell<'_>, symbols: &Symbols) {
        let Some(all) = &self.points.value else {
            return;
        };
        let lang = tell.lang();
        let today = tell.words.today;
        let until = today + chrono::Days::new(AHEAD);
        let valid = |lot: &&PointsEntry| lot.left > 0 && lot.expires.is_none_or(|day| day >= today);
        let lapses = |lot: &PointsEntry| lot.expires.is_some_and(|day| day <= until);
        let (mut lots, later): (Vec<_>, Vec<_>) =
            all.iter().filter(valid).partition(|lot| lapses(lot));
        lots.sort_by_key(|lot| (lot.expires, lot.id));
        lines.head(Say::WhyLots, lang);
        for lot in lots {
            lines.say(format!("{} {}", symbols.bullet, told(lot, tell)));
        }
        let later: i64 = later.iter().map(|lot| lot.left).sum();
        if later > 0 {
            lines.say(say::why_lots_later(lang, later.unsigned_abs()));
        }
    }
}

/// One lot: how many of it are left, until when, and what brought it.
fn told(lot: &PointsEntry, tell: Tell<'_>) -> String {
    let lang = tell.lang();
    let left = lot.left.unsigned_abs();
    let until = lot.expires.map(|day| tell.words.date(day));
    let until = until.unwrap_or_default();
    let what = kind(lot, tell.words);
    let came = tell.words.date(lot.day);
    if lot.left == lot.points {
        say::why_lot(lang, left, until, what, came)
    } else {
        let all = text::count(lang, lot.points.unsigned_abs());
        say::why_lot_part(lang, left, all, until, what, came)
    }
}
