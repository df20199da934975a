//! Whoever turned out to be one person is meant by several numbers.

/// The numbers that mean a customer, as what stands behind `IN`: theirs, and that of everybody who turned out to be them.
macro_rules! numbers_of {
    ($customer:literal) => {
        concat!(
            "(SELECT ",
            $customer,
            " UNION ALL SELECT gone_id FROM merged WHERE customer_id = ",
            $customer,
            ")"
        )
    };
}

pub(super) use numbers_of;
