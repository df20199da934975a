//! The charts as SVG for a page that needs nothing else: no script, no style sheet, nothing from
//! outside. Black on white; greys and dashes tell things apart, and every number is written.
//!
//! Each function takes the same values as its twin in `kit::chart` and answers with one `<svg>`
//! element, whose title is given and whose description is the chart's own sentence.

mod bars;
mod curve;
mod heat;
mod line;
mod map;
mod sheet;
#[cfg(test)]
mod tests;

pub use bars::bars;
pub use curve::curve;
pub use heat::heat;
pub use line::line;
pub use map::map;

use sheet::Sheet;

use crate::text::{Lang, Say};

/// All charts are as wide as the page.
const WIDTH: usize = 7_200;

/// A sheet that says that there is nothing to show.
fn nothing(title: &str, lang: Lang) -> String {
    let text = Say::ChartNothing.in_(lang);
    let mut sheet = Sheet::new((WIDTH, 400), title, text);
    sheet.text((0, 250), sheet::Text::start(), text);
    sheet.finish()
}
