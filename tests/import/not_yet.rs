//! The list of cases that the engine does not pass yet, each with its reason. It only shrinks.

/// Name of the case and why it does not pass.
pub const NOT_YET: &[(&str, &str)] = &[
    (
        "again/24b_transaksi.csv",
        "found by a new sheet; not looked into yet",
    ),
    (
        "shops/transactions alone",
        "found by a new sheet; not looked into yet",
    ),
    (
        "shops/two files of one program",
        "found by a new sheet; not looked into yet",
    ),
];
