//! The list of cases that the engine does not pass yet, each with its reason. It only shrinks.

/// Name of the case and why it does not pass.
pub const NOT_YET: &[(&str, &str)] = &[
    (
        "lenient/C03",
        "a complaint in a list of customers is no part of their note",
    ),
    (
        "strict/C03",
        "a complaint in a list of customers is no part of their note",
    ),
    (
        "real/body shop",
        "parts are added to an amount that has them already",
    ),
    (
        "real/motorcycles delivered",
        "rows of a list that stays out are called skipped, not rejected",
    ),
    (
        "real/receipts",
        "rows of a list that stays out are called skipped, not rejected",
    ),
    (
        "shops/bengkel motor",
        "a single row without a day does not take the day above",
    ),
    (
        "shops/dates that contradict each other",
        "dates of a contradictory shape that can be read in one way are not flagged",
    ),
    (
        "shops/header of two rows",
        "a signature under the total becomes a customer",
    ),
    (
        "shops/tyre shop",
        "a sheet that is left out is not told to the receiver",
    ),
    (
        "spots/body shop",
        "parts are added to an amount that has them already",
    ),
];
