//! Money or visits over time.

use super::sheet::{FAINT, GREY, INK, LETTER, LETTER_WIDTH, Sheet, Spot, Text, fit};
use super::{WIDTH, nothing};
use crate::chart::{Axis, Line, across};
use crate::text::Lang;

/// The height of one plot with what stands around it.
const HEIGHT: usize = 2_200;

/// Where the plot lies on its sheet: left, right, top and bottom.
const LEFT: usize = 900;
const RIGHT: usize = WIDTH - 1_000;
const TOP: usize = 260;
const BOTTOM: usize = HEIGHT - 240;

/// One or two lines over time; two of different units stand one above the other.
pub fn line(chart: &Line, title: &str, lang: Lang) -> String {
    if chart.lines().is_empty() {
        return nothing(title, lang);
    }
    let charts = if chart.is_mixed() {
        vec![chart.only(0), chart.only(1)]
    } else {
        vec![chart.clone()]
    };
    let size = (WIDTH, HEIGHT * charts.len());
    let mut sheet = Sheet::new(size, title, &chart.summary(lang));
    for (at, one) in charts.iter().enumerate() {
        plot(&mut sheet, one, at * HEIGHT, lang);
    }
    sheet.finish()
}

fn plot(sheet: &mut Sheet, chart: &Line, top: usize, lang: Lang) {
    let axis = chart.axis(4);
    legend(sheet, chart, top);
    ticks(sheet, chart, (&axis, top), lang);
    let room = (RIGHT - LEFT) / LETTER_WIDTH;
    for label in chart.labels(lang, room) {
        let middle = label.start * 2 + label.text.chars().count();
        let x = LEFT + middle * LETTER_WIDTH / 2;
        sheet.text(
            (x, top + HEIGHT - 80),
            Text::middle().fill(GREY),
            &label.text,
        );
    }
    let mut taken = None;
    for (at, line) in chart.lines().iter().enumerate() {
        let points = line.values.iter().enumerate();
        let spots = points.map(|(index, value)| spot((index, chart.steps()), *value, &axis, top));
        sheet.path(spots, at > 0);
        let Some(last) = line.values.last() else {
            continue;
        };
        let end = spot((line.values.len() - 1, chart.steps()), *last, &axis, top);
        sheet.point(end, if at == 0 { INK } else { GREY });
        // A second value beside the first one moves below or above it.
        let y = match taken {
            Some(other) if end.1.abs_diff(other) < LETTER => beside(other, end.1),
            _ => end.1,
        };
        taken = Some(y);
        let how = if at == 0 {
            Text::start().bold()
        } else {
            Text::start().fill(GREY)
        };
        sheet.text(
            (RIGHT + 80, y + LETTER / 3),
            how,
            &line.unit.short(lang, *last),
        );
    }
}

fn beside(other: usize, own: usize) -> usize {
    if own < other {
        other - LETTER
    } else {
        other + LETTER
    }
}

fn spot(index: (usize, usize), value: i64, axis: &Axis, top: usize) -> Spot {
    let x = LEFT + across(index.0, index.1, RIGHT - LEFT + 1);
    let up = axis.place(value, BOTTOM - TOP + 1);
    (x, top + BOTTOM - up)
}

/// What the lines are called, each after a piece of it.
fn legend(sheet: &mut Sheet, chart: &Line, top: usize) {
    let mut x = LEFT;
    for (at, line) in chart.lines().iter().enumerate() {
        sheet.path([(x, top + 110), (x + 280, top + 110)], at > 0);
        let name = fit(&line.name, (RIGHT - LEFT) / 3);
        sheet.text((x + 340, top + 150), Text::start(), &name);
        x += 600 + name.chars().count() * LETTER_WIDTH;
    }
}

fn ticks(sheet: &mut Sheet, chart: &Line, (axis, top): (&Axis, usize), lang: Lang) {
    let Some(line) = chart.lines().first() else {
        return;
    };
    for tick in &axis.ticks {
        let (_, y) = spot((0, 1), *tick, axis, top);
        sheet.stroke((LEFT, y), (RIGHT, y), FAINT);
        let text = line.unit.bare(lang, *tick);
        sheet.text((LEFT - 60, y + LETTER / 3), Text::end().fill(GREY), &text);
    }
}
