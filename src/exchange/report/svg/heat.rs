//! The table of who came again.

use super::sheet::{GREY, INK, Sheet, Text};
use super::{WIDTH, nothing};
use crate::chart::Heat;
use crate::chart::heat::{Again, HeatRow, number};
use crate::text::{Lang, Say, count, say};

/// One cell, and the columns before the cells.
const CELL: (usize, usize) = (360, 210);
const LABEL: usize = 860;
const SIZE: usize = 560;
/// Where the first row stands, below the sentence and the head.
const TOP: usize = 640;
/// The newest two years are enough for a page.
const ROWS: usize = 24;
/// As many cells as fit beside the names.
const CELLS: usize = (WIDTH - LABEL - SIZE) / CELL.0;

/// From nobody to the most; the last one takes white digits.
const SHADES: [&str; 5] = ["#fff", "#e8e8e8", "#c8c8c8", "#a0a0a0", "#4a4a4a"];

/// The table: the newest rows and the first columns, and what is left out is said.
pub fn heat(chart: &Heat, title: &str, lang: Lang) -> String {
    if chart.is_empty() {
        return nothing(title, lang);
    }
    let hidden = chart.rows.len().saturating_sub(ROWS);
    let lines = chart.rows.len() - hidden + usize::from(hidden > 0) + 1;
    let height = TOP + CELL.1 * lines + 60;
    let mut sheet = Sheet::new((WIDTH, height), title, &chart.summary(lang));
    head(&mut sheet, chart, lang);
    let mut top = TOP;
    if hidden > 0 {
        let earlier = say::chart_earlier_rows(lang, u64::try_from(hidden).unwrap_or(0));
        sheet.text(
            (0, top + 150),
            Text::start().fill(GREY),
            &format!("… {earlier}"),
        );
        top += CELL.1;
    }
    for row in chart.rows.iter().skip(hidden) {
        draw_row(&mut sheet, (chart, row), top, lang);
        top += CELL.1;
    }
    sheet.text(
        (0, top + 150),
        Text::start().bold(),
        Say::ChartHeatAll.in_(lang),
    );
    for (at, part) in chart.all.iter().enumerate().take(CELLS) {
        let how = Text::middle().bold();
        sheet.text((middle(at), top + 150), how, &number(*part));
    }
    sheet.finish()
}

fn middle(at: usize) -> usize {
    LABEL + SIZE + at * CELL.0 + CELL.0 / 2
}

fn head(sheet: &mut Sheet, chart: &Heat, lang: Lang) {
    let how = Text::start().fill(GREY);
    sheet.text((0, 160), how, chart.caption(lang));
    let mut cells = chart.rows.iter().flat_map(|row| &row.again);
    if cells.any(|again| again.running) {
        sheet.text((0, 320), how, Say::ChartHeatRunning.in_(lang));
    }
    let base = TOP - 60;
    sheet.text((0, base), how, Say::ChartHeatFirst.in_(lang));
    let size = Text::end().fill(GREY);
    sheet.text(
        (LABEL + SIZE - 120, base),
        size,
        Say::ChartHeatSize.in_(lang),
    );
    let longest = chart
        .rows
        .iter()
        .map(|row| row.again.len())
        .max()
        .unwrap_or(0);
    for at in 0..longest.min(CELLS) {
        let more = if at + 1 == CELLS && longest > CELLS {
            "…"
        } else {
            ""
        };
        let text = format!("{}{more}", at + 1);
        sheet.text((middle(at), base), Text::middle().fill(GREY), &text);
    }
}

fn draw_row(sheet: &mut Sheet, (chart, row): (&Heat, &HeatRow), top: usize, lang: Lang) {
    let base = top + 150;
    sheet.text((0, base), Text::start(), &chart.label(row, lang));
    let size = count(lang, row.size.into());
    sheet.text((LABEL + SIZE - 120, base), Text::end(), &size);
    for (at, again) in row.again.iter().enumerate().take(CELLS) {
        draw_cell(sheet, chart, *again, (at, top));
    }
}

fn draw_cell(sheet: &mut Sheet, chart: &Heat, again: Again, (at, top): (usize, usize)) {
    let shade = chart.shade(again.share, SHADES.len());
    let place = (LABEL + SIZE + at * CELL.0, top);
    sheet.area(place, (CELL.0 - 15, CELL.1 - 15), SHADES[shade], false);
    let ink = if shade + 1 == SHADES.len() {
        "#fff"
    } else {
        INK
    };
    let sign = if again.running { "+" } else { "" };
    let text = format!("{}{sign}", number(again.share));
    sheet.text((middle(at), top + 145), Text::middle().fill(ink), &text);
}
