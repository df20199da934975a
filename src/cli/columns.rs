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
        widest
            .unwrap_or_default()
            .min(if style.cuts { WIDEST } else { u16::MAX })
    };
    let wanted: Vec<u16> = (0..ranks.len()).map(wanted).collect();
    let wide = if style.cuts {
        // What would stay too wide even alone is cut to the terminal.
        let wanted: Vec<u16> = wanted.iter().map(|want| (*want).min(style.width)).collect();
        given(&wanted, ranks, style.width)
    } else {
        wanted
    };
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

/// What each column gets of what it wants; nothing where it is left out. The widest of those that
/// always stay, names most often, gives way to a quarter of the room before another is left out.
fn given(wanted: &[u16], ranks: &[u8], room: u16) -> Vec<u16> {
    let stays = wanted.iter().zip(ranks).enumerate();
    let stays = stays.filter(|(_, (_, rank))| **rank == 0);
    let widest = stays.max_by_key(|(_, (wanted, _))| **wanted);
    let widest = widest.map(|(at, _)| at);
    let columns = wanted.iter().zip(ranks).enumerate();
    let columns: Vec<Column> = columns
        .map(|(at, (wanted, rank))| {
            if Some(at) == widest {
                Column::growing((room / 4).min(*wanted), 1, *rank)
            } else {
                Column::fixed(*wanted, *rank)
            }
        })
        .collect();
    let wide = widths(&columns, room).into_iter().zip(wanted);
    wide.map(|(wide, wanted)| wide.min(*wanted)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_before_a_column_is_left_out() {
        let given = |room| given(&[36, 9, 14], &[0, 1, 0], room);
        assert_eq!(given(80), [36, 9, 14]);
        assert_eq!(given(60), [33, 9, 14]);
        assert_eq!(given(40), [13, 9, 14]);
        assert_eq!(given(35), [8, 9, 14]);
        assert_eq!(given(34), [18, 0, 14]);
    }
}
