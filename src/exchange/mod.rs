//! Files in and out: what people kept before, brought into the book.

pub mod import;
pub mod plan;
#[expect(dead_code, unused_imports, reason = "the plan that uses it comes next")]
pub mod read;
pub mod receive;
