-- The summaries that an import keeps.
INSERT INTO customer_summary
    WITH days AS (
        SELECT DISTINCT customer_id, day FROM visit WHERE status = 'done' AND coalesce(total, 0) >= 0
    ), gaps AS (
        SELECT customer_id, gap, row_number() OVER (PARTITION BY customer_id ORDER BY gap) AS at,
            count(*) OVER (PARTITION BY customer_id) AS n
        FROM (SELECT customer_id, julianday(day) - julianday(lag(day) OVER (PARTITION BY customer_id ORDER BY day)) AS gap
              FROM days) WHERE gap IS NOT NULL
    ), rhythm AS (
        SELECT customer_id, sum(CASE WHEN at = (n + 1) / 2 THEN gap END) + sum(CASE WHEN at = n / 2 + 1 THEN gap END) AS median,
            max(gap) AS longest
        FROM gaps WHERE n >= 3 GROUP BY customer_id
    ), came AS (
        SELECT customer_id, count(*) AS n, min(day) AS first, max(day) AS last FROM days GROUP BY customer_id
    )
    SELECT c.id, coalesce(sum(t.status = 'done'), 0), coalesce(sum(t.total), 0), min(t.day), max(t.day),
        coalesce(d.n, 0), d.first, d.last, CAST(r.median AS INTEGER), CAST(r.longest AS INTEGER), 0, 0
    FROM customer c LEFT JOIN visit t ON t.customer_id = c.id
    LEFT JOIN came d ON d.customer_id = c.id LEFT JOIN rhythm r ON r.customer_id = c.id GROUP BY c.id;
INSERT INTO vehicle_summary
    SELECT v.id, coalesce(sum(t.status = 'done'), 0), max(t.day),
        (SELECT odometer FROM visit r WHERE r.vehicle_id = v.id AND r.odometer IS NOT NULL
         ORDER BY r.day DESC, r.id DESC LIMIT 1)
    FROM vehicle v LEFT JOIN visit t ON t.vehicle_id = v.id GROUP BY v.id;
