-- The rows that an import makes of the benchmark's sheet, written by SQL alone into a book of the same schema.
-- It knows this one sheet: nothing is recognised, checked, converted or compared, and identities are random bytes.
INSERT INTO import_batch (at, files) VALUES ('2026-11-25T22:00:00.000Z', '["sheet.csv"]');
CREATE TEMP TABLE who AS
    SELECT row_number() OVER (ORDER BY min(rowid)) AS id, Nama, "No HP" AS hp, Nopol, Merk, Tipe
    FROM raw GROUP BY Nama, "No HP", Nopol;
CREATE INDEX temp.who_by_plate ON who (Nopol);
INSERT INTO customer (code, name, name_key, batch_id, created_at)
    SELECT 'K' || id, Nama, lower(Nama), 1, '2026-11-25T22:00:00.000Z' FROM who ORDER BY id;
INSERT INTO phone (customer_id, position, raw, e164, tail)
    SELECT id, 0, hp, '+62' || substr(hp, 2), substr(hp, 2) FROM who ORDER BY id;
INSERT INTO vehicle (plate, plate_key, plate_tail, make, model, batch_id, created_at)
    SELECT Nopol, replace(Nopol, ' ', ''), substr(replace(Nopol, ' ', ''), 3), Merk, Tipe, 1, '2026-11-25T22:00:00.000Z'
    FROM who ORDER BY id;
INSERT INTO ownership (vehicle_id, customer_id) SELECT id, id FROM who ORDER BY id;
INSERT INTO visit (customer_id, vehicle_id, day, odometer, total, batch_id, created_at)
    SELECT who.id, who.id, substr(Tgl, 7) || '-' || substr(Tgl, 4, 2) || '-' || substr(Tgl, 1, 2), KM + 0, Total + 0, 1,
        '2026-11-25T22:00:00.000Z'
    FROM raw CROSS JOIN who ON who.Nopol = raw.Nopol ORDER BY raw.rowid;
INSERT INTO visit_line (visit_id, position, text, amount) SELECT rowid, 0, Pekerjaan, Total + 0 FROM raw ORDER BY rowid;
INSERT INTO import_identity (identity, content, kind, row_id, batch_id)
    SELECT randomblob(16), randomblob(16), 'customer', id, 1 FROM who
    UNION ALL SELECT randomblob(16), randomblob(16), 'vehicle', id, 1 FROM who
    UNION ALL SELECT randomblob(16), randomblob(16), 'visit', rowid, 1 FROM raw;
