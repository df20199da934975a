//! How few customers bring how much of the money.

use super::sheet::{FAINT, GREY, INK, LETTER, Sheet, Spot, Text};
use super::{WIDTH, nothing};
use crate::chart::{Curve, WHOLE, place};
use crate::text::{Lang, Say, percent, say};

const HEIGHT: usize = 2_800;
const LEFT: usize = 700;
const RIGHT: usize = WIDTH - 900;
const TOP: usize = 260;
const BOTTOM: usize = HEIGHT - 260;

/// The curve with its diagonal and the few who bring most of the money.
pub fn curve(chart: &Curve, title: &str, lang: Lang) -> String {
    if chart.is_empty() {
        return nothing(title, lang);
    }
    let mut sheet = Sheet::new((WIDTH, HEIGHT), title, &chart.summary(lang));
    for share in [0, Curve::GOAL, WHOLE] {
        let (_, y) = spot(0, share);
        sheet.stroke((LEFT, y), (RIGHT, y), FAINT);
        let how = Text::end().fill(GREY);
        sheet.text((LEFT - 60, y + LETTER / 3), how, &percent(lang, share));
    }
    sheet.text(
        (LEFT, TOP - 80),
        Text::start().fill(GREY),
        Say::ChartOfMoney.in_(lang),
    );
    sheet.path([spot(0, 0), spot(WHOLE, WHOLE)], true);
    let steps = (0..=WHOLE).step_by(100);
    sheet.path(steps.map(|across| spot(across, chart.at(across))), false);
    let few = chart.few_share();
    let mark = spot(few, Curve::GOAL);
    sheet.stroke(mark, spot(few, 0), GREY);
    sheet.point(mark, INK);
    // Below the curve there is room, unless the mark stands far on the right.
    let right = few > WHOLE * 6 / 10;
    let (how, x) = if right {
        (Text::end(), mark.0 - 100)
    } else {
        (Text::start(), mark.0 + 100)
    };
    let y = if right { BOTTOM - 300 } else { mark.1 + 240 };
    let [count, bring] = chart.mark(lang);
    sheet.text((x, y), how.bold(), &count);
    sheet.text((x, y + 170), how, &bring);
    names(&mut sheet, few, lang);
    sheet.finish()
}

/// Below the curve: none of the customers, the few and all.
fn names(sheet: &mut Sheet, few: u32, lang: Lang) {
    let y = BOTTOM + 190;
    let how = Text::middle().fill(GREY);
    sheet.text((spot(few, 0).0, y), how.bold(), &percent(lang, few));
    if few > WHOLE / 10 {
        sheet.text((LEFT, y), how, &percent(lang, 0));
    }
    if few < WHOLE * 8 / 10 {
        let all = say::chart_of_customers(lang, percent(lang, WHOLE));
        sheet.text((WIDTH - 60, y), Text::end().fill(GREY), &all);
    }
}

fn spot(across: u32, up: u32) -> Spot {
    let at =
        |share: u32, from: usize, to: usize| place(share.into(), 0, WHOLE.into(), to - from + 1);
    (LEFT + at(across, LEFT, RIGHT), BOTTOM - at(up, TOP, BOTTOM))
}
