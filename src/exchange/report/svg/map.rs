//! The map of segments.

use super::sheet::{GREY, Sheet, Spot, Text, fit, two_lines};
use super::{WIDTH, nothing};
use crate::chart::SegmentMap;
use crate::chart::map::{Region, SCORES};
use crate::text::{Lang, Say, count, insight, percent, say};

/// One cell.
const CELL: Spot = (1_250, 560);
const LEFT: usize = 900;
const TOP: usize = 40;

/// The map: those who were here lately above, those who come often on the right; a segment is
/// darker the more customers stand in it.
pub fn map(chart: &SegmentMap, title: &str, lang: Lang) -> String {
    if chart.is_empty() {
        return nothing(title, lang);
    }
    let bottom = TOP + CELL.1 * SCORES;
    let mut sheet = Sheet::new((WIDTH, bottom + 240), title, &chart.summary(lang));
    for region in SegmentMap::regions() {
        draw(&mut sheet, chart, region, lang);
    }
    let how = Text::middle().fill(GREY);
    if let Some((visits, days)) = chart.ranges(lang) {
        for (column, text) in visits.iter().enumerate() {
            let x = LEFT + CELL.0 * column + CELL.0 / 2;
            sheet.text((x, bottom + 170), how, text);
        }
        for (row, text) in days.iter().enumerate() {
            let y = TOP + CELL.1 * row + CELL.1 / 2 + 40;
            sheet.text((LEFT - 60, y), Text::end().fill(GREY), text);
        }
    } else {
        let often = format!("→ {}", Say::ChartOften.in_(lang));
        let lately = format!("↑ {}", Say::ChartLately.in_(lang));
        sheet.text((LEFT, bottom + 170), Text::start().fill(GREY), &lately);
        sheet.text((WIDTH - 60, bottom + 170), Text::end().fill(GREY), &often);
    }
    sheet.finish()
}

fn draw(sheet: &mut Sheet, chart: &SegmentMap, region: Region, lang: Lang) {
    let (left, top) = (
        LEFT + CELL.0 * region.columns.0,
        TOP + CELL.1 * region.rows.0,
    );
    let (columns, rows) = (
        region.columns.1 - region.columns.0,
        region.rows.1 - region.rows.0,
    );
    let size = (CELL.0 * columns, CELL.1 * rows);
    let fill = shade(chart.share(region.segment), chart.largest());
    sheet.area((left, top), size, fill, true);
    let name = insight::segment(region.segment).in_(lang);
    let customers = chart.sum(region.segment).customers;
    let customers = count(lang, u64::try_from(customers).unwrap_or(u64::MAX));
    let figures = format!(
        "{customers} · {}",
        percent(lang, chart.share(region.segment))
    );
    let money = say::chart_money_part(lang, percent(lang, chart.money_share(region.segment)));
    let (x, room) = (left + 40, size.0 - 40);
    let mut y = top + 180;
    let mut names = two_lines(name, room);
    if rows == 1 {
        names = vec![fit(name, room)];
    }
    for line in &names {
        sheet.text((x, y), Text::start().bold(), line);
        y += 155;
    }
    sheet.text((x, y), Text::start(), &figures);
    sheet.text((x, y + 150), Text::start().fill("#333"), &fit(&money, room));
}

/// Light greys, so that black text stays readable.
fn shade(part: u32, largest: u32) -> &'static str {
    const SHADES: [&str; 5] = ["#fff", "#f4f4f4", "#e8e8e8", "#dadada", "#cacaca"];
    let at = (u64::from(part) * 4).div_ceil(u64::from(largest.max(1)));
    SHADES[usize::try_from(at).unwrap_or(4).min(4)]
}
