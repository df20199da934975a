//! The report of a week as a page that prints.

pub mod svg;
