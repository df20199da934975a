//! Rows under one another: columns as wide as their texts, the least important ones left out
//! where the terminal is narrow.

use super::exit::Ended;
use super::output::Output;
use crate::kit::table::{Column, widths};
use crate::kit::width::{pad, width};
use crate::look::Role;

/// Wider than this no column grows.
const WIDEST: u16 = 40;
/// Spaces between two columns.
const GAP: &str = "  ";

/// Prints rows. `ranks` says for every column which goes first when it is narrow: the highest;
/// rank 0 always stays.
///
/// # Errors
/// When nobody reads.
pub fn print(out: &mut Output, ranks: &[u8], rows: &[Vec<(String, Role)>]) -> Ended<()> {
    let style = out.style();
    let wanted = |at: usize| {
        let widest = rows.iter().filter_map(|row| row.get(at));
        let widest = widest.map(|(text, _)| width(text)).max();
        widest.unwrap_or_default().min(WIDEST)
    };
    let columns: Vec<Column> = ranks
        .iter()
        .enumerate()
        // What would stay too wide even alone is cut to the terminal.
        .map(|(at, rank)| Column::fixed(wanted(at).min(style.width), *rank))
        .collect();
    let wide = widths(&columns, style.width);
    let more = out.symbols().more;
    for row in rows {
        let shown = row.iter().zip(&wide).filter(|(_, wide)| **wide > 0);
        let mut parts = Vec::new();
        for ((text, role), wide) in shown {
            parts.push((pad(text, *wide, more), *role));
            parts.push((GAP.to_owned(), Role::Normal));
        }
        let parts: Vec<_> = parts
            .iter()
            .map(|(text, role)| (text.as_str(), *role))
            .collect();
        out.spans(&parts)?;
    }
    Ok(())
}
