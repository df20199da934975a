//! Who came again: those who first came in one month, over the months after.

use super::{WHOLE, share};
use crate::domain::Day;
use crate::insight::{Cohorts, Period};
use crate::text::{Lang, Say, count, month_name, say};

/// One part of those who came first in a period that came again in a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// Their part in ten-thousandths.
    pub share: u32,
    /// Whether the period still runs, so that the part may grow.
    pub running: bool,
}

/// Those who came first in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatRow {
    /// The period.
    pub period: i32,
    /// How many they are.
    pub size: u32,
    /// Their part that came in the period after, in the one after that, and so on.
    pub again: Vec<Again>,
}

/// Who came again, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heat {
    period: Period,
    /// The rows.
    pub rows: Vec<HeatRow>,
    /// All of them together, only periods that are over counted.
    pub all: Vec<u32>,
    /// The row that is chosen, by its place.
    pub selected: Option<usize>,
}

impl Heat {
    /// Of cohorts by month or quarter.
    pub fn of(cohorts: &Cohorts, period: Period) -> Heat {
        let row = |cohort: &crate::insight::Cohort| {
            let size = cohort.active.first().copied().unwrap_or(0);
            let last = cohort.active.len().saturating_sub(1);
            let again = |(at, came): (usize, &u32)| Again {
                share: share((*came).into(), size.into()),
                running: at == last && !cohorts.last_complete,
            };
            HeatRow {
                period: cohort.period,
                size,
                again: cohort
                    .active
                    .iter()
                    .enumerate()
                    .skip(1)
                    .map(again)
                    .collect(),
            }
        };
        Heat {
            period,
            rows: cohorts.rows.iter().map(row).collect(),
            all: together(cohorts),
            selected: None,
        }
    }

    /// With one of the rows chosen; none where there is no such row.
    #[must_use]
    pub fn select(mut self, row: Option<usize>) -> Heat {
        self.selected = row.filter(|row| *row < self.rows.len());
        self
    }

    /// Whether there is nothing to compare: nobody's first period has another one after it.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.again.is_empty())
    }

    /// The largest part of all; what a full shade stands for.
    pub fn most(&self) -> u32 {
        let shares = self.rows.iter().flat_map(|row| &row.again);
        shares.map(|again| again.share).max().unwrap_or(0)
    }

    /// How strong a part is, 0 to `shades` − 1: nothing only for nobody.
    pub fn shade(&self, part: u32, shades: usize) -> usize {
        let strongest = shades.saturating_sub(1);
        let most = usize::try_from(self.most().max(1)).unwrap_or(1);
        let part = usize::try_from(part).unwrap_or(0);
        (part * strongest).div_ceil(most).min(strongest)
    }

    /// The name of a row: `Nov 2026`, `Q4 2026`.
    pub fn label(&self, row: &HeatRow, lang: Lang) -> String {
        let months = match self.period {
            Period::Month => 1,
            Period::Quarter => 3,
        };
        let month = row.period.saturating_mul(months);
        let (year, month) = (month.div_euclid(12), month.rem_euclid(12));
        match self.period {
            Period::Month => {
                let number = u32::try_from(month).unwrap_or(0) + 1;
                let day = Day::from_ymd_opt(year, number, 1).unwrap_or(Day::MIN);
                format!("{} {year}", month_name(lang, day))
            }
            Period::Quarter => say::chart_quarter(lang, month / 3 + 1, year),
        }
    }

    /// The same in fewer words.
    pub fn short_caption(&self, lang: Lang) -> &'static str {
        match self.period {
            Period::Month => Say::ChartHeatMonthsShort.in_(lang),
            Period::Quarter => Say::ChartHeatQuartersShort.in_(lang),
        }
    }

    /// What the table says, for above it.
    pub fn caption(&self, lang: Lang) -> &'static str {
        match self.period {
            Period::Month => Say::ChartHeatMonths.in_(lang),
            Period::Quarter => Say::ChartHeatQuarters.in_(lang),
        }
    }

    /// What the chart shows, in words.
    pub fn summary(&self, lang: Lang) -> String {
        if self.is_empty() {
            return Say::ChartNothing.in_(lang).to_owned();
        }
        let parts: Vec<String> = self.all.iter().take(3).map(|part| number(*part)).collect();
        let customers = self.rows.iter().map(|row| u64::from(row.size)).sum();
        let customers = count(lang, customers);
        match (self.period, parts.is_empty()) {
            (_, true) => say::chart_heat_young(lang, customers),
            (Period::Month, _) => say::chart_heat_said(lang, customers, parts.join(", ")),
            (Period::Quarter, _) => {
                say::chart_heat_said_quarters(lang, customers, parts.join(", "))
            }
        }
    }
}

/// A part as whole per cents without their sign, as it stands in a cell.
pub fn number(part: u32) -> String {
    (part.min(WHOLE).saturating_add(50) / 100).to_string()
}

/// For each later period: of all who could have come in it, the part that did.
fn together(cohorts: &Cohorts) -> Vec<u32> {
    let over =
        |active: &[u32]| active.len() - usize::from(!cohorts.last_complete && !active.is_empty());
    let longest = cohorts
        .rows
        .iter()
        .map(|row| over(&row.active))
        .max()
        .unwrap_or(0);
    let column = |at: usize| {
        let counted = cohorts.rows.iter().filter(|row| at < over(&row.active));
        let (came, all) = counted.fold((0_i128, 0_i128), |(came, all), row| {
            (
                came + i128::from(row.active[at]),
                all + i128::from(row.active[0]),
            )
        });
        share(came, all)
    };
    (1..longest).map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::Cohort;

    fn heat(last_complete: bool) -> Heat {
        let cohort = |period, active: &[u32]| Cohort {
            period,
            active: active.to_vec(),
        };
        let rows = vec![
            cohort(2026 * 12 + 8, &[10, 4, 1]),
            cohort(2026 * 12 + 9, &[30, 6]),
            cohort(2026 * 12 + 10, &[5]),
        ];
        Heat::of(
            &Cohorts {
                rows,
                last_complete,
            },
            Period::Month,
        )
    }

    #[test]
    fn a_period_that_still_runs_does_not_count_with_the_others() {
        assert_eq!(heat(true).all, [2_500, 1_000]);
        assert_eq!(heat(false).all, [4_000]);
        let row = &heat(false).rows[0];
        assert_eq!(
            row.again
                .iter()
                .map(|again| again.running)
                .collect::<Vec<_>>(),
            [false, true]
        );
        assert_eq!(heat(false).label(row, Lang::Id), "Sep 2026");
    }

    #[test]
    fn the_strongest_part_has_the_full_shade_and_only_nobody_has_none() {
        let heat = heat(true);
        let shades: Vec<usize> = [0, 1, 1_000, 1_001, 4_000]
            .map(|part| heat.shade(part, 5))
            .to_vec();
        assert_eq!(shades, [0, 1, 1, 2, 4]);
    }

    #[test]
    fn a_sentence_says_how_many_come_again() {
        assert_eq!(
            heat(true).summary(Lang::En),
            "Of a hundred new customers (45 in all), so many came again in the months after: 25, 10."
        );
        let none = Heat::of(
            &Cohorts {
                rows: vec![],
                last_complete: true,
            },
            Period::Quarter,
        );
        assert!(none.is_empty());
        assert_eq!(none.summary(Lang::En), "Nothing to show yet.");
    }
}
