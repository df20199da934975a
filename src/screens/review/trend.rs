//! A figure against the usual one.

use crate::look::{Role, Symbols};
use crate::text::{self, Lang, Say};

/// Per cent of difference up to which a figure is as usual.
const SAME: u64 = 5;
/// Up to which it is a little more or less.
const LITTLE: u64 = 25;
/// From which on it is far more or less.
const FAR: u64 = 75;
/// Above this a per cent says nothing any more.
const MOST: u64 = 999;

/// Which way, and by how many per cent of the usual; none where the usual is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trend {
    more: bool,
    percent: Option<u64>,
    same: bool,
}

impl Trend {
    /// Of a figure and its usual value.
    pub(super) fn of(now: i64, usual: i64) -> Self {
        let (now, usual) = (i128::from(now), i128::from(usual));
        let size = usual.unsigned_abs();
        let off = (now - usual).unsigned_abs();
        let rounded = (off * 100 + size / 2).checked_div(size);
        let percent = rounded.map(|percent| u64::try_from(percent).unwrap_or(u64::MAX));
        Self {
            more: now > usual,
            percent,
            same: now == usual || percent.is_some_and(|percent| percent <= SAME),
        }
    }

    /// `▲ 12 %`; nothing where nothing changed.
    pub(super) fn sign(self, lang: Lang, symbols: &Symbols) -> String {
        let sign = if self.more { symbols.up } else { symbols.down };
        match self.percent {
            Some(0) => String::new(),
            Some(percent) => {
                let over = if percent > MOST { "> " } else { "" };
                let percent = text::count(lang, percent.min(MOST));
                format!("{sign} {over}{percent} %")
            }
            None if self.same => String::new(),
            None => sign.to_owned(),
        }
    }

    /// What that is in words, with the usual value.
    pub(super) fn words(self, lang: Lang, usual: &str) -> String {
        let how = match (self.same, self.more, self.percent.unwrap_or(LITTLE)) {
            (true, _, _) => Say::ReviewAsUsual,
            (_, true, ..LITTLE) => Say::ReviewLittleMore,
            (_, true, FAR..) => Say::ReviewFarMore,
            (_, true, _) => Say::ReviewMore,
            (_, false, ..LITTLE) => Say::ReviewLittleLess,
            (_, false, FAR..) => Say::ReviewFarLess,
            (_, false, _) => Say::ReviewLess,
        };
        format!("{} ({usual})", how.in_(lang))
    }

    /// How it looks: what grew is done well, what shrank wants a look.
    pub(super) fn role(self) -> Role {
        match (self.same, self.more) {
            (true, _) => Role::Value,
            (_, true) => Role::Done,
            (_, false) => Role::Attention,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(86, 77, "▲ 12 %", "a little more than usual (77)")]
    #[case(77, 77, "", "as usual (77)")]
    #[case(78, 77, "▲ 1 %", "as usual (77)")]
    #[case(30, 77, "▼ 61 %", "less than usual (77)")]
    #[case(0, 77, "▼ 100 %", "far less than usual (77)")]
    #[case(1_000, 1, "▲ > 999 %", "far more than usual (77)")]
    #[case(3, 0, "▲", "more than usual (77)")]
    #[case(0, 0, "", "as usual (77)")]
    #[case(-50, -100, "▲ 50 %", "more than usual (77)")]
    #[case(i64::MAX, i64::MIN, "▲ 200 %", "far more than usual (77)")]
    fn a_week_is_held_against_the_usual_one(
        #[case] now: i64,
        #[case] usual: i64,
        #[case] sign: &str,
        #[case] words: &str,
    ) {
        let trend = Trend::of(now, usual);
        assert_eq!(trend.sign(Lang::En, &Symbols::UNICODE), sign);
        assert_eq!(trend.words(Lang::En, "77"), words);
    }
}
