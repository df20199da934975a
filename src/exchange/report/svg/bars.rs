//! Bars from left to right.

use super::sheet::{GREY, LETTER_WIDTH, Sheet, Text, fit};
use super::{WIDTH, nothing};
use crate::chart::Bars;
use crate::text::{Lang, percent};

/// From one bar to the next.
const STEP: usize = 230;
const TOP: usize = 60;
/// The widest that labels may be.
const LABELS: usize = 2_600;
/// Columns of the numbers and of their parts on the right.
const VALUES: usize = 1_000;
const PARTS: usize = 600;

/// Bars with label, number and part of all. All of them: paper scrolls.
pub fn bars(chart: &Bars, title: &str, lang: Lang) -> String {
    if chart.rows.is_empty() {
        return nothing(title, lang);
    }
    let height = TOP * 2 + STEP * chart.rows.len();
    let mut sheet = Sheet::new((WIDTH, height), title, &chart.summary(lang));
    let longest = chart.rows.iter().map(|row| row.label.chars().count()).max();
    let labels = (longest.unwrap_or(0) * LETTER_WIDTH).min(LABELS) + 100;
    let room = WIDTH - labels - VALUES - PARTS;
    for (at, row) in chart.rows.iter().enumerate() {
        let top = TOP + at * STEP;
        let base = top + 155;
        sheet.text((0, base), Text::start(), &fit(&row.label, labels - 60));
        let length = chart.length(row, room);
        sheet.area((labels, top + 40), (length, STEP - 80), GREY, false);
        let (value, part) = (WIDTH - PARTS, WIDTH - 20);
        sheet.text((value, base), Text::end(), &chart.value(row, lang));
        let share = percent(lang, chart.share(row));
        sheet.text((part, base), Text::end().fill(GREY), &share);
    }
    sheet.finish()
}
