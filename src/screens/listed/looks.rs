//! What a list looks like: its columns on the screen and in a file, and what stands around its rows.

use super::{ListScreen, Source};
use crate::domain::export::Value;
use crate::kit::table;
pub use crate::kit::titled::Words;
use crate::look::Symbols;
use crate::protocol::ExportRows;
use crate::screens::sheet::Wording;
use crate::text::Say;

/// What rows are told with.
#[derive(Clone, Copy)]
pub struct Tell<'a> {
    /// The words.
    pub words: Wording<'a>,
    /// The signs.
    pub symbols: &'a Symbols,
    /// Whether there is hardly any room.
    pub narrow: bool,
}

/// How wide a column is: as its widest text is, within bounds.
#[derive(Debug, Clone, Copy)]
pub struct Fit {
    pub(super) least: u16,
    pub(super) most: u16,
    pub(super) cramped: Option<u16>,
    pub(super) if_any: bool,
    pub(super) column: table::Column,
}

impl Fit {
    /// So wide at least, and a share of what is left; the highest rank gives way first, 0 never.
    pub const fn grows(least: u16, share: u16, rank: u8) -> Self {
        Self {
            least,
            most: least,
            cramped: None,
            if_any: false,
            column: table::Column::growing(least, share, rank),
        }
    }

    /// So wide, whatever stands in it: for lists that may be long.
    pub const fn exactly(wide: u16, rank: u8) -> Self {
        Self {
            least: wide,
            most: wide,
            cramped: None,
            if_any: false,
            column: table::Column::fixed(wide, rank),
        }
    }

    /// As wide as its widest text and what stands above it.
    pub const fn widest(rank: u8) -> Self {
        Self {
            least: 0,
            most: u16::MAX,
            cramped: None,
            if_any: false,
            column: table::Column::fixed(0, rank),
        }
    }

    /// Within these bounds.
    #[must_use]
    pub const fn within(self, least: u16, most: u16) -> Self {
        Self {
            least,
            most,
            ..self
        }
    }

    /// No room at all while nothing stands in it.
    #[must_use]
    pub const fn if_any(self) -> Self {
        Self {
            if_any: true,
            ..self
        }
    }

    /// So wide where there is hardly any room; where it is as wide as its text, so wide at the most.
    #[must_use]
    pub const fn cramped(self, wide: u16) -> Self {
        Self {
            cramped: Some(wide),
            ..self
        }
    }

    /// With its text on the right, as numbers are.
    #[must_use]
    pub const fn right(self) -> Self {
        Self {
            column: self.column.right(),
            ..self
        }
    }
}

/// A column on the screen. All but the first can be put away.
pub struct Column<S: Source> {
    /// Its stable name.
    pub(super) name: &'static str,
    /// What it is called where columns are chosen.
    pub(super) called: Say,
    /// What stands above it.
    pub(super) above: Option<Say>,
    /// How wide it is.
    pub(super) fit: Fit,
    /// What stands in it.
    pub(super) cell: for<'a> fn(S::Row<'a>, Tell<'_>) -> Words,
}

impl<S: Source> Column<S> {
    /// A column with nothing above it: its stable name, what it is called, how wide it is, what stands
    /// in it.
    pub const fn new(
        name: &'static str,
        called: Say,
        fit: Fit,
        cell: for<'a> fn(S::Row<'a>, Tell<'_>) -> Words,
    ) -> Self {
        Self {
            name,
            called,
            above: None,
            fit,
            cell,
        }
    }

    /// The same with something above it.
    pub const fn headed(
        name: &'static str,
        (called, above): (Say, Say),
        fit: Fit,
        cell: for<'a> fn(S::Row<'a>, Tell<'_>) -> Words,
    ) -> Self {
        Self {
            name,
            called,
            above: Some(above),
            fit,
            cell,
        }
    }
}

/// A column of the list in a file.
pub struct FileColumn<S: Source> {
    /// Its stable name.
    pub(super) name: &'static str,
    /// What it is called.
    pub(super) called: Say,
    /// What stands in it.
    pub(super) value: for<'a> fn(S::Row<'a>, Wording<'_>) -> Value,
}

impl<S: Source> FileColumn<S> {
    /// Its stable name, what it is called, what stands in it.
    pub const fn new(
        name: &'static str,
        called: Say,
        value: for<'a> fn(S::Row<'a>, Wording<'_>) -> Value,
    ) -> Self {
        Self {
            name,
            called,
            value,
        }
    }
}

/// What a list looks like.
pub trait Looks: Source {
    /// Its stable name: of the columns that are put away, and of the file in the audit.
    fn name(&self) -> &'static str;

    /// Its columns.
    fn columns(&self) -> &'static [Column<Self>];

    /// The columns of its file.
    fn file_columns(&self) -> &'static [FileColumn<Self>];

    /// Whether a row goes into the file.
    fn goes_out(_: Self::Row<'_>) -> bool {
        true
    }

    /// Where all rows are, if the screen has only the first of them.
    fn elsewhere(_: &ListScreen<Self>) -> Option<ExportRows> {
        None
    }

    /// What its file is called, one word in the person's language; else as the title says.
    fn file_name(&self, _: Wording<'_>) -> Option<String> {
        None
    }

    /// What stands on the border.
    fn title(list: &ListScreen<Self>, words: Wording<'_>) -> String;

    /// What the file is titled, where that is something else.
    fn file_title(list: &ListScreen<Self>, words: Wording<'_>) -> String {
        Self::title(list, words)
    }

    /// What stands at the right of the border, before the order.
    fn status(_: &ListScreen<Self>, _: Wording<'_>) -> String {
        String::new()
    }

    /// Names of the lists among which this one is chosen, one of them standing out.
    fn tabs(_: &ListScreen<Self>, _: Wording<'_>) -> Vec<Words> {
        Vec::new()
    }

    /// Lines above the rows: sums, and what is told of the chosen one. They are wrapped, and give way
    /// where rows are few.
    fn head(list: &ListScreen<Self>, words: Wording<'_>) -> Vec<Words>;

    /// What is said where there are no rows, though nothing is typed.
    fn none(list: &ListScreen<Self>, words: Wording<'_>) -> Words;

    /// What is explained, and why: of the chosen row. `None` without one.
    fn explained(list: &ListScreen<Self>, tell: Tell<'_>) -> Option<(String, Vec<Words>)>;
}
