//! Those whom a form or a list can mean by one name: the segments that are kept, and those that are
//! offered and need not be kept first.

use crate::domain::Segment;
use crate::domain::filter::Filter;
use crate::domain::trade::Word;
use crate::screens::entry::Label;
use crate::text::{Lang, filter};

/// Customers under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it is called; no two are called the same.
    pub name: String,
    /// Whom it holds.
    pub filter: Filter,
    /// How many these are, where that was counted.
    pub holds: Option<u64>,
    /// Whether the book keeps it.
    pub is_kept: bool,
}

impl Group {
    /// It as a choice of a field, known by its name.
    pub fn choice(&self) -> (String, Label) {
        (self.name.clone(), Label::Trade(Word::same(&self.name)))
    }
}

/// Those that are kept and can be read, and those that are offered beside them.
pub fn groups(kept: &[(Segment, Option<u64>)], lang: Lang) -> Vec<Group> {
    let readable = kept.iter().filter_map(|(segment, holds)| {
        Some(Group {
            name: segment.kept.name.clone(),
            filter: segment.filter.clone().ok()?,
            holds: *holds,
            is_kept: true,
        })
    });
    let names = kept.iter().map(|(segment, _)| segment.kept.name.as_str());
    let offered = filter::offered(names).into_iter().map(|shipped| Group {
        name: filter::shipped(shipped).in_(lang).to_owned(),
        filter: shipped.filter(),
        holds: None,
        is_kept: false,
    });
    readable.chain(offered).collect()
}
