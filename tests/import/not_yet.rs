//! The list of cases that the engine does not pass yet, each with its reason. It only shrinks.

/// Name of the case and why it does not pass.
pub const NOT_YET: &[(&str, &str)] = &[];
