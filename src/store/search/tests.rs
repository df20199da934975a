//! Finding, held against the rules and a book.
