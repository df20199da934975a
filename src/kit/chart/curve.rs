//! How few customers bring how much of the money, with the few marked.

use super::dots::Dots;
use super::{nothing, scale};
use crate::chart::{Curve, Label, WHOLE, place};
use crate::kit::Canvas;
use crate::kit::draw::{after, put, row};
use crate::kit::width::width;
use crate::look::Role;
use crate::text::{Say, percent, say};
use ratatui::layout::Rect;

/// Columns from which the lower scale says what it counts.
const WORDS: u16 = 44;

/// Draws the curve from the best customer to all of them, the straight line that would be if all
/// brought the same, and the few who bring most of the money.
pub fn curve(canvas: &mut Canvas<'_, '_>, chart: &Curve) {
    let area = canvas.area;
    if chart.is_empty() || area.is_empty() {
        return nothing(canvas);
    }
    if area.height < 4 || area.width < 16 {
        let text = chart.mark(canvas.lang).join(" ");
        put(
            canvas.frame,
            area,
            &text,
            canvas.look.style(Role::Value),
            canvas.look,
        );
        return;
    }
    let upper = Rect {
        height: area.height - 1,
        ..area
    };
    let shares = [WHOLE, Curve::GOAL, 0];
    let per = canvas.look.symbols.chart.dots.1;
    let ticks = shares.map(|share| (down(share, upper.height, per), percent(canvas.lang, share)));
    let left = scale::columns(&ticks);
    let plot = scale::left(canvas.frame, upper, (&ticks, left), canvas.look);
    let of_what = Say::ChartOfMoney.in_(canvas.lang);
    // Left of where the curve reaches the row; where there is no room, what stands above says it.
    if width(of_what) < reaches(chart, plot, canvas.look.symbols.chart.dots) {
        put(
            canvas.frame,
            after(plot, 1),
            of_what,
            canvas.look.style(Role::Label),
            canvas.look,
        );
    }
    draw_lines(canvas, plot, chart);
    draw_mark(canvas, plot, chart);
    let below = Rect {
        y: plot.bottom(),
        height: 1,
        ..plot
    };
    scale::below(
        canvas.frame,
        below,
        &names(canvas, chart, plot.width),
        canvas.look,
    );
}

/// The first column of the plot in which the curve lies in its first row.
fn reaches(chart: &Curve, plot: Rect, per: (u16, u16)) -> u16 {
    let mut along = (0..=WHOLE).step_by(50);
    let first = along.find(|across| down(chart.at(*across), plot.height, per.1) == 0);
    first.map_or(plot.width, |across| cell(across, plot.width, per.0))
}

/// The row of a share from above.
fn down(share: u32, rows: u16, per: u16) -> u16 {
    let up = cell(share, rows, per);
    rows.saturating_sub(1).saturating_sub(up)
}

/// The cell of a share on a line of cells: the one in which its dot lies.
fn cell(share: u32, cells: u16, per: u16) -> u16 {
    let dot = dot(share, usize::from(cells) * usize::from(per));
    u16::try_from(dot).unwrap_or(0) / per
}

fn dot(share: u32, dots: usize) -> usize {
    place(share.into(), 0, WHOLE.into(), dots)
}

fn draw_lines(canvas: &mut Canvas<'_, '_>, plot: Rect, chart: &Curve) {
    let mut dots = Dots::new(plot, canvas.look);
    let (columns, rows) = dots.size();
    let spot =
        |across: u32, up: u32| (dot(across, columns), rows.saturating_sub(dot(up, rows) + 1));
    dots.stroke(spot(0, 0), spot(WHOLE, WHOLE), 1);
    let few = chart.few_share();
    dots.stroke(spot(few, 0), spot(few, Curve::GOAL), 1);
    let mut before = spot(0, 0);
    for across in (0..=WHOLE).step_by(50) {
        let here = spot(across, chart.at(across));
        dots.stroke(before, here, 0);
        before = here;
    }
    dots.draw(canvas.frame, canvas.look);
}

/// The few: a sign on the curve, and beside it, below the curve, how many they are.
fn draw_mark(canvas: &mut Canvas<'_, '_>, plot: Rect, chart: &Curve) {
    let look = canvas.look;
    let per = look.symbols.chart.dots;
    let (across, at) = (
        cell(chart.few_share(), plot.width, per.0),
        down(Curve::GOAL, plot.height, per.1),
    );
    let sign = Rect {
        x: plot.x + across,
        width: 1,
        ..row(plot, at)
    };
    put(
        canvas.frame,
        sign,
        look.symbols.chart.point,
        look.style(Role::Strong),
        look,
    );
    let mark = chart.mark(canvas.lang);
    let wide = mark.iter().map(|line| width(line)).max().unwrap_or(0) + 2;
    // Right of the mark where there is room, else as far right as it fits.
    let x = (plot.x + across + 2)
        .min(plot.right().saturating_sub(wide))
        .max(plot.x);
    let role = [Role::Strong, Role::Value];
    for (line, text) in mark.iter().enumerate() {
        let below = at + 1 + u16::try_from(line).unwrap_or(0);
        let place = Rect {
            x,
            width: plot.right() - x,
            ..row(plot, below)
        };
        let text = format!(" {text} ");
        put(canvas.frame, place, &text, look.style(role[line]), look);
    }
}

/// Names under the plot: none of the customers, the few, and all of them.
fn names(canvas: &Canvas<'_, '_>, chart: &Curve, columns: u16) -> Vec<Label> {
    let few = chart.few_share();
    let all = match columns {
        WORDS.. => say::chart_of_customers(canvas.lang, percent(canvas.lang, WHOLE)),
        _ => percent(canvas.lang, WHOLE),
    };
    let named = [
        (0, percent(canvas.lang, 0)),
        (few, percent(canvas.lang, few)),
        (WHOLE, all),
    ];
    let mut labels: Vec<Label> = Vec::new();
    // The few matter most, then all, then none.
    for at in [1, 2, 0] {
        let (share, text) = &named[at];
        let (room, wide) = (usize::from(columns), text.chars().count());
        let middle = dot(*share, room);
        let start = middle
            .saturating_sub(wide / 2)
            .min(room.saturating_sub(wide));
        let free = |other: &Label| {
            start + wide < other.start || other.start + other.text.chars().count() < start
        };
        if wide <= room && labels.iter().all(free) {
            labels.push(Label {
                index: at,
                start,
                text: text.clone(),
            });
        }
    }
    labels
}
