//! The thin binary: hand over to the library, report the last error.
fn main() {}
