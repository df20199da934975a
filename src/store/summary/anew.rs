//! The summaries as plain SQL tells them from the visits, which knows nothing of how they are kept.

macro_rules! customers {
    () => {
        "
    WITH done AS (SELECT * FROM visit WHERE status = 'done'),
    came AS (SELECT DISTINCT customer_id, day FROM done WHERE total IS NULL OR total >= 0),
    apart AS (
        SELECT customer_id, CAST(julianday(day) - julianday(lag(day) OVER (PARTITION BY customer_id ORDER BY day)) AS INTEGER) AS gap
        FROM came),
    placed AS (
        SELECT customer_id, gap, row_number() OVER (PARTITION BY customer_id ORDER BY gap) AS place,
               count(*) OVER (PARTITION BY customer_id) AS n
        FROM apart WHERE gap IS NOT NULL)
    SELECT c.id,
        (SELECT count(*) FROM done d WHERE d.customer_id = c.id),
        (SELECT coalesce(sum(total), 0) FROM done d WHERE d.customer_id = c.id),
        (SELECT min(day) FROM visit v WHERE v.customer_id = c.id AND status <> 'cancelled'),
        (SELECT max(day) FROM visit v WHERE v.customer_id = c.id AND status <> 'cancelled'),
        (SELECT count(*) FROM came d WHERE d.customer_id = c.id),
        (SELECT min(day) FROM came d WHERE d.customer_id = c.id),
        (SELECT max(day) FROM came d WHERE d.customer_id = c.id),
        (SELECT CAST(2 * avg(gap) AS INTEGER) FROM placed p
         WHERE p.customer_id = c.id AND n >= 3 AND place IN ((n + 1) / 2, (n + 2) / 2)),
        (SELECT max(gap) FROM placed p WHERE p.customer_id = c.id AND n >= 3),
        (SELECT coalesce(sum(total), 0) FROM done d WHERE d.customer_id = c.id AND total IS NOT NULL AND cost IS NOT NULL),
        (SELECT coalesce(sum(cost), 0) FROM done d WHERE d.customer_id = c.id AND total IS NOT NULL AND cost IS NOT NULL)
    FROM customer c"
    };
}

macro_rules! vehicles {
    () => {
        "
    WITH real AS (SELECT * FROM visit WHERE status <> 'cancelled'),
    read AS (
        SELECT vehicle_id, odometer, row_number() OVER (PARTITION BY vehicle_id ORDER BY day DESC, id DESC) AS place
        FROM real WHERE odometer IS NOT NULL)
    SELECT v.id, (SELECT count(*) FROM real t WHERE t.vehicle_id = v.id AND status = 'done'),
        (SELECT max(day) FROM real t WHERE t.vehicle_id = v.id),
        (SELECT odometer FROM read r WHERE r.vehicle_id = v.id AND place = 1)
    FROM vehicle v"
    };
}

/// Customers whose summary is another, or stands without them.
pub(in crate::store) const CUSTOMERS_UNTRUE: &str = concat!(
    "SELECT id FROM (SELECT * FROM (",
    customers!(),
    ") EXCEPT SELECT * FROM customer_summary)
    UNION SELECT customer_id FROM customer_summary WHERE customer_id NOT IN (SELECT id FROM customer)"
);
/// Vehicles whose summary is another, or stands without them.
pub(in crate::store) const VEHICLES_UNTRUE: &str = concat!(
    "SELECT id FROM (SELECT * FROM (",
    vehicles!(),
    ") EXCEPT SELECT * FROM vehicle_summary)
    UNION SELECT vehicle_id FROM vehicle_summary WHERE vehicle_id NOT IN (SELECT id FROM vehicle)"
);
/// What is kept, and the same anew.
#[cfg(test)]
pub(super) const BOTH: [(&str, &str); 2] = [
    (
        "SELECT * FROM customer_summary ORDER BY customer_id",
        concat!(customers!(), " ORDER BY c.id"),
    ),
    (
        "SELECT * FROM vehicle_summary ORDER BY vehicle_id",
        concat!(vehicles!(), " ORDER BY v.id"),
    ),
];
