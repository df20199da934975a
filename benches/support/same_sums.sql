-- The summaries that an import keeps.
INSERT INTO customer_summary
    SELECT c.id, coalesce(sum(t.status = 'done'), 0), coalesce(sum(t.total), 0), min(t.day), max(t.day)
    FROM customer c LEFT JOIN visit t ON t.customer_id = c.id GROUP BY c.id;
INSERT INTO vehicle_summary
    SELECT v.id, coalesce(sum(t.status = 'done'), 0), max(t.day),
        (SELECT odometer FROM visit r WHERE r.vehicle_id = v.id AND r.odometer IS NOT NULL
         ORDER BY r.day DESC, r.id DESC LIMIT 1)
    FROM vehicle v LEFT JOIN visit t ON t.vehicle_id = v.id GROUP BY v.id;
