//! Who somebody is, in one row of a list.

use super::CustomerId;

/// A customer as lists show them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduced {
    /// Which row of the book.
    pub id: CustomerId,
    /// Customer ID, such as `C-00042`.
    pub code: String,
    /// Such as `Pak`; may be empty.
    pub honorific: String,
    /// Name.
    pub name: String,
    /// Whether it is a company.
    pub is_company: bool,
    /// The plate of the vehicle that they have had for the shortest time; empty without any.
    pub plate: String,
    /// The first phone, as people write it; empty without any, and of whoever wants to be left alone.
    pub phone: String,
    /// Whether they said no to being contacted.
    pub no_contact: bool,
    /// The pinned alert; may be empty.
    pub alert: String,
}
