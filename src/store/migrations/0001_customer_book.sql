-- Version 1: the customer book.
--
-- Days are ISO text (YYYY-MM-DD), instants are UTC text (YYYY-MM-DDTHH:MM:SS.mmmZ),
-- money is integer minor units of the shop's currency, odometers are kilometres.
-- AUTOINCREMENT: a number that was undone is never given to something else.
-- `rowver` grows by one with every change of its row. A NULL amount is unknown, never zero.
-- One of three words or more is asked for with OR: for IN, SQLite builds a table at every row that is written.
-- Every index costs each save a page, so that there is none for what is asked once in a while.

-- Facts of the shop: name, currency, decimals, trade, utc_offset_minutes, file_id ...
CREATE TABLE shop (
    key   TEXT NOT NULL PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 60),
    value TEXT NOT NULL CHECK (length(value) <= 10000)
) STRICT, WITHOUT ROWID;

-- Numbers that are given out once and never again (customer_code).
CREATE TABLE counter (
    name  TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL CHECK (value >= 0)
) STRICT, WITHOUT ROWID;

-- People who work here: at the desk, on the vehicles, or both.
CREATE TABLE staff (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    name_key    TEXT NOT NULL UNIQUE,
    at_desk     INTEGER NOT NULL DEFAULT 0 CHECK (at_desk IN (0, 1)),
    is_mechanic INTEGER NOT NULL DEFAULT 0 CHECK (is_mechanic IN (0, 1)),
    active      INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    rowver      INTEGER NOT NULL DEFAULT 1
) STRICT;

-- One import, which can be taken back as a whole. files: their names.
CREATE TABLE import_batch (
    id           INTEGER PRIMARY KEY,
    at           TEXT NOT NULL,
    staff_id     INTEGER REFERENCES staff (id),
    files        TEXT NOT NULL CHECK (json_valid(files)),
    state        TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone'))
) STRICT;

CREATE TABLE household (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    name   TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    rowver INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE customer (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    code         TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 60),
    kind         TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'company')),
    honorific    TEXT NOT NULL DEFAULT '' CHECK (length(honorific) <= 40),
    name         TEXT NOT NULL CHECK (length(name) <= 200),
    name_key     TEXT NOT NULL,
    household_id INTEGER REFERENCES household (id),
    company_id   INTEGER REFERENCES customer (id),
    referred_by  INTEGER REFERENCES customer (id),
    email        TEXT NOT NULL DEFAULT '' CHECK (length(email) <= 320),
    address      TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 10000),
    city         TEXT NOT NULL DEFAULT '' CHECK (length(city) <= 200),
    birth_day    INTEGER CHECK (birth_day BETWEEN 1 AND 31),
    birth_month  INTEGER CHECK (birth_month BETWEEN 1 AND 12),
    birth_year   INTEGER CHECK (birth_year BETWEEN 1880 AND 9999),
    alert        TEXT NOT NULL DEFAULT '' CHECK (length(alert) <= 500),
    note         TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 10000),
    source       TEXT NOT NULL DEFAULT '' CHECK (length(source) <= 200),
    member_since TEXT CHECK (member_since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    batch_id     INTEGER REFERENCES import_batch (id),
    created_at   TEXT NOT NULL,
    rowver       INTEGER NOT NULL DEFAULT 1,
    CHECK ((birth_day IS NULL) = (birth_month IS NULL)),
    CHECK (referred_by IS NULL OR referred_by <> id)
) STRICT;
CREATE INDEX customer_by_household ON customer (household_id) WHERE household_id IS NOT NULL;
CREATE INDEX customer_by_company ON customer (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX customer_by_referrer ON customer (referred_by) WHERE referred_by IS NOT NULL;
CREATE INDEX customer_by_batch ON customer (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX customer_by_name_key ON customer (name_key);
CREATE INDEX customer_by_birthday ON customer (birth_month, birth_day) WHERE birth_month IS NOT NULL;

-- Earlier and foreign customer IDs; they find the customer for ever.
CREATE TABLE alias (
    code        TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 60),
    customer_id INTEGER NOT NULL REFERENCES customer (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_by_customer ON alias (customer_id);

-- Records that turned out to be another's. gone_id: the number that this customer had. Whatever names it means customer_id:
-- lines of the ledger and identities of imports stay under it, and what is still written for it goes to customer_id.
-- into_id: whose it became at first, who may be gone since. day: when; line_id: the newest line of the ledger then,
-- for what was written before belongs to each alone.
CREATE TABLE merged (
    gone_id     INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    into_id     INTEGER NOT NULL,
    day         TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    line_id     INTEGER NOT NULL,
    CHECK (gone_id <> customer_id AND gone_id <> into_id)
) STRICT;
CREATE INDEX merged_by_customer ON merged (customer_id);

-- raw: as written. e164: the usable number or NULL. tail: the national digits reversed, for "the last 3+ digits".
CREATE TABLE phone (
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    position    INTEGER NOT NULL CHECK (position >= 0),
    raw         TEXT NOT NULL CHECK (length(raw) BETWEEN 1 AND 200),
    e164        TEXT CHECK (e164 GLOB '+[0-9]*'),
    tail        TEXT NOT NULL DEFAULT '',
    label       TEXT NOT NULL DEFAULT '' CHECK (length(label) <= 200),
    flag        TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (customer_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX phone_by_e164 ON phone (e164) WHERE e164 IS NOT NULL;
CREATE INDEX phone_by_tail ON phone (tail) WHERE tail <> '';

-- What a customer agreed to, line by line; the newest line of a purpose counts, no line means "not asked yet".
CREATE TABLE consent (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    purpose     TEXT NOT NULL CHECK (purpose = 'service_reminders' OR purpose = 'promotions' OR purpose = 'birthday'
                                       OR purpose = 'sensitive' OR purpose = 'contact'),
    state       TEXT NOT NULL CHECK (state IN ('yes', 'no')),
    day         TEXT NOT NULL,
    channel     TEXT NOT NULL DEFAULT '',
    staff_id    INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX consent_by_customer ON consent (customer_id, purpose, id);

-- Preferences, profile and the trade's custom fields: 'oil', 'mechanic', 'hobbies', 'custom.rack' ...
CREATE TABLE customer_field (
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    key         TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 60),
    value       TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 10000),
    PRIMARY KEY (customer_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_field_greetings ON customer_field (customer_id, value) WHERE key = 'greetings';

-- plate_key NULL: no plate yet. plate_tail: the key from its first digit on.
-- next_service_*: what the shop wrote down last; it beats every template.
CREATE TABLE vehicle (
    id                    INTEGER PRIMARY KEY AUTOINCREMENT,
    plate                 TEXT NOT NULL DEFAULT '' CHECK (length(plate) <= 60),
    plate_key             TEXT CHECK (length(plate_key) BETWEEN 1 AND 60),
    plate_tail            TEXT NOT NULL DEFAULT '',
    make                  TEXT NOT NULL DEFAULT '' CHECK (length(make) <= 200),
    model                 TEXT NOT NULL DEFAULT '' CHECK (length(model) <= 200),
    year                  INTEGER CHECK (year BETWEEN 1900 AND 9999),
    color                 TEXT NOT NULL DEFAULT '' CHECK (length(color) <= 200),
    vin                   TEXT NOT NULL DEFAULT '' CHECK (length(vin) <= 60),
    engine_no             TEXT NOT NULL DEFAULT '' CHECK (length(engine_no) <= 60),
    engine_cc             INTEGER CHECK (engine_cc BETWEEN 1 AND 100000),
    note                  TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 10000),
    next_service_day      TEXT,
    next_service_odometer INTEGER CHECK (next_service_odometer BETWEEN 0 AND 9999999),
    batch_id              INTEGER REFERENCES import_batch (id),
    created_at            TEXT NOT NULL,
    rowver                INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX vehicle_by_plate ON vehicle (plate_key) WHERE plate_key IS NOT NULL;
CREATE INDEX vehicle_by_plate_tail ON vehicle (plate_tail) WHERE plate_tail <> '';
CREATE INDEX vehicle_without_plate ON vehicle (id) WHERE plate_key IS NULL;
CREATE INDEX vehicle_by_vin ON vehicle (vin) WHERE vin <> '';
CREATE INDEX vehicle_by_batch ON vehicle (batch_id) WHERE batch_id IS NOT NULL;

-- The trade's custom fields of a vehicle.
CREATE TABLE vehicle_field (
    vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
    key        TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 60),
    value      TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 10000),
    PRIMARY KEY (vehicle_id, key)
) STRICT, WITHOUT ROWID;

-- Plates that a vehicle carried before.
CREATE TABLE plate_history (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    vehicle_id INTEGER NOT NULL REFERENCES vehicle (id),
    plate      TEXT NOT NULL,
    plate_key  TEXT NOT NULL,
    plate_tail TEXT NOT NULL DEFAULT '',
    until      TEXT NOT NULL
) STRICT;
CREATE INDEX plate_history_by_key ON plate_history (plate_key);
CREATE INDEX plate_history_by_vehicle ON plate_history (vehicle_id);

-- Who owned a vehicle when; until NULL is the owner of today. A vehicle may have none known.
CREATE TABLE ownership (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    vehicle_id  INTEGER NOT NULL REFERENCES vehicle (id),
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    since       TEXT,
    until       TEXT
) STRICT;
CREATE UNIQUE INDEX ownership_now ON ownership (vehicle_id) WHERE until IS NULL;
CREATE INDEX ownership_by_vehicle ON ownership (vehicle_id);
CREATE INDEX ownership_by_customer ON ownership (customer_id);

-- A work order or receipt. customer_id NULL: the owner is not known yet. vehicle_id NULL: a counter sale.
-- redeemed: points that pay a part of it; the ledger follows.
CREATE TABLE visit (
    id                    INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id           INTEGER REFERENCES customer (id),
    vehicle_id            INTEGER REFERENCES vehicle (id),
    day                   TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    status                TEXT NOT NULL DEFAULT 'done' CHECK (status = 'done' OR status = 'open' OR status = 'cancelled'),
    doc_no                TEXT NOT NULL DEFAULT '' CHECK (length(doc_no) <= 200),
    odometer              INTEGER CHECK (odometer BETWEEN 0 AND 9999999),
    oil                   TEXT NOT NULL DEFAULT '' CHECK (length(oil) <= 200),
    complaint             TEXT NOT NULL DEFAULT '' CHECK (length(complaint) <= 10000),
    note                  TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 10000),
    total                 INTEGER,
    cost                  INTEGER,
    discount              INTEGER,
    redeemed              INTEGER CHECK (redeemed > 0),
    payment               TEXT NOT NULL DEFAULT '' CHECK (length(payment) <= 200),
    next_service_day      TEXT,
    next_service_odometer INTEGER CHECK (next_service_odometer BETWEEN 0 AND 9999999),
    batch_id              INTEGER REFERENCES import_batch (id),
    created_at            TEXT NOT NULL,
    rowver                INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX visit_by_customer ON visit (customer_id, day DESC, id DESC, status, total, cost) WHERE customer_id IS NOT NULL;
CREATE INDEX visit_by_day ON visit (day, customer_id, status, total);
CREATE INDEX visit_by_vehicle ON visit (vehicle_id, day DESC, id DESC) WHERE vehicle_id IS NOT NULL;
CREATE INDEX visit_by_batch ON visit (batch_id) WHERE batch_id IS NOT NULL;

-- quantity in thousandths.
CREATE TABLE visit_line (
    visit_id INTEGER NOT NULL REFERENCES visit (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    text     TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    quantity INTEGER NOT NULL DEFAULT 1000,
    amount   INTEGER,
    cost     INTEGER,
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit_mechanic (
    visit_id INTEGER NOT NULL REFERENCES visit (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID;

-- Versions of the rules of the points programme; the one in force on a day is the newest with `since` not after it.
-- A line of the ledger remembers the one that made it. rule: as `points::Rule` reads it. taken_back: it holds on no day;
-- it stays because lines remember it that count no longer.
CREATE TABLE points_rule (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    since      TEXT NOT NULL CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    rule       TEXT NOT NULL CHECK (json_valid(rule) AND length(rule) <= 20000),
    taken_back INTEGER NOT NULL DEFAULT 0 CHECK (taken_back IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT;

-- The ledger, appended only: points that came (above zero) or went. What was wrong is reversed by a line of its own;
-- also undo does that. customer_id, visit_id: without a foreign key, for a line outlives what was taken back. customer_id
-- is whose it was when it was written; whose it is now, merged says.
-- day: what it counts from. expires_on: the last day on which what came is valid. reverses: the line that counts no more.
-- batch_id: the import that brought the line along from the ledger of another book. Such a line may learn later which visit
-- here it is of, and forget it; that is all of a line that ever changes.
CREATE TABLE points_line (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    kind        TEXT NOT NULL CHECK (kind = 'earn' OR kind = 'redeem' OR kind = 'expire' OR kind = 'adjust' OR kind = 'referral'
                                      OR kind = 'birthday' OR kind = 'opening' OR kind = 'reverse'),
    points      INTEGER NOT NULL CHECK (points <> 0),
    visit_id    INTEGER,
    rule_id     INTEGER REFERENCES points_rule (id),
    day         TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    expires_on  TEXT CHECK (expires_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    reverses    INTEGER REFERENCES points_line (id),
    reason      TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    staff_name  TEXT NOT NULL,
    at          TEXT NOT NULL,
    batch_id    INTEGER REFERENCES import_batch (id),
    tier_percent INTEGER CHECK (tier_percent >= 0),
    is_birthday INTEGER CHECK (is_birthday IN (0, 1)),
    CHECK ((tier_percent IS NULL) = (is_birthday IS NULL))
) STRICT;
CREATE INDEX points_line_by_batch ON points_line (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX points_line_by_customer ON points_line (customer_id);
CREATE INDEX points_line_by_visit ON points_line (visit_id) WHERE visit_id IS NOT NULL;
CREATE TRIGGER points_line_is_never_edited BEFORE UPDATE ON points_line
WHEN old.batch_id IS NULL OR (old.id, old.customer_id, old.kind, old.points, old.rule_id, old.day, old.expires_on, old.reverses,
        old.reason, old.staff_name, old.at, old.batch_id, old.tier_percent, old.is_birthday)
    IS NOT (new.id, new.customer_id, new.kind, new.points, new.rule_id, new.day, new.expires_on, new.reverses,
        new.reason, new.staff_name, new.at, new.batch_id, new.tier_percent, new.is_birthday)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER points_line_is_never_deleted BEFORE DELETE ON points_line
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

-- Points of one line that another one drew on; below zero: given back. given: it came along from the ledger of another book.
CREATE TABLE points_draw (
    line_id INTEGER NOT NULL REFERENCES points_line (id),
    seq     INTEGER NOT NULL CHECK (seq >= 0),
    lot_id  INTEGER NOT NULL REFERENCES points_line (id),
    points  INTEGER NOT NULL CHECK (points <> 0),
    given   INTEGER NOT NULL DEFAULT 0 CHECK (given IN (0, 1)),
    PRIMARY KEY (line_id, seq)
) STRICT, WITHOUT ROWID;

-- Kept at write time, recomputed by a test: what is left of each line, above zero of a lot, below of what was spent
-- without cover; lines with nothing left are not here.
CREATE TABLE points_lot (
    customer_id INTEGER NOT NULL,
    line_id     INTEGER NOT NULL REFERENCES points_line (id),
    expires_on  TEXT,
    points      INTEGER NOT NULL CHECK (points <> 0),
    PRIMARY KEY (customer_id, line_id)
) STRICT, WITHOUT ROWID;

-- Tiers that somebody here gave, from the day on which that was done until another; each is a floor under the one that was
-- reached. Of one customer no two are on the same day.
CREATE TABLE tier_given (
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    since       TEXT NOT NULL CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    tier        TEXT NOT NULL CHECK (length(tier) BETWEEN 1 AND 60),
    until       TEXT NOT NULL CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    reason      TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    rowver      INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (customer_id, since),
    CHECK (until >= since)
) STRICT, WITHOUT ROWID;

-- Who was thanked for bringing whom.
CREATE TABLE thanks (
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    friend_id   INTEGER NOT NULL REFERENCES customer (id),
    day         TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    PRIMARY KEY (customer_id, friend_id)
) STRICT, WITHOUT ROWID;

-- Whom the shop lost to another: since when, to whom, why. It holds until they come again.
CREATE TABLE lost_to (
    customer_id INTEGER PRIMARY KEY REFERENCES customer (id),
    day         TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    competitor  TEXT NOT NULL DEFAULT '' CHECK (length(competitor) <= 200),
    reason      TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    rowver      INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Kept at write time, recomputed by a test: done visits and their money; oldest and newest day of any visit that is not
-- cancelled; days with a done visit that is no refund (visit_days, first_visit, last_visit), and from four such days on
-- the days between them: twice their median, the longest. costed, cost: money and costs of the done visits of which both
-- are known.
CREATE TABLE customer_summary (
    customer_id   INTEGER PRIMARY KEY REFERENCES customer (id),
    visits        INTEGER NOT NULL,
    spent         INTEGER NOT NULL,
    first_day     TEXT,
    last_day      TEXT,
    visit_days    INTEGER NOT NULL,
    first_visit   TEXT,
    last_visit    TEXT,
    gap_median_x2 INTEGER,
    gap_longest   INTEGER,
    costed        INTEGER NOT NULL,
    cost          INTEGER NOT NULL
) STRICT;
-- As customer_summary; last_odometer: the reading of the newest visit that has one.
CREATE TABLE vehicle_summary (
    vehicle_id    INTEGER PRIMARY KEY REFERENCES vehicle (id),
    visits        INTEGER NOT NULL,
    last_day      TEXT,
    last_odometer INTEGER
) STRICT;

-- Imported things by the identity of the row they came from, so that the same file twice changes nothing.
-- Appended only; the newest line of an identity counts, so that taking an import back brings the one before it back.
CREATE TABLE import_identity (
    id       INTEGER PRIMARY KEY,
    identity BLOB NOT NULL CHECK (length(identity) = 16),
    content  BLOB NOT NULL CHECK (length(content) = 16),
    kind     TEXT NOT NULL CHECK (kind = 'visit' OR kind = 'vehicle' OR kind = 'customer' OR kind = 'points'
                                  OR kind = 'visit_there' OR kind = 'points_there'),
    row_id   INTEGER NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (id)
) STRICT;
CREATE INDEX import_identity_by_identity ON import_identity (identity);

-- What an import could not read or was unsure of; kept until somebody settles it.
CREATE TABLE import_remark (
    id          INTEGER PRIMARY KEY,
    batch_id    INTEGER NOT NULL REFERENCES import_batch (id),
    file        TEXT NOT NULL,
    row         INTEGER NOT NULL,
    column_name TEXT NOT NULL DEFAULT '',
    value       TEXT NOT NULL DEFAULT '' CHECK (length(value) <= 10000),
    code        TEXT NOT NULL,
    rejected    INTEGER NOT NULL CHECK (rejected IN (0, 1)),
    customer_id INTEGER REFERENCES customer (id),
    vehicle_id  INTEGER REFERENCES vehicle (id),
    visit_id    INTEGER REFERENCES visit (id),
    settled_at  TEXT
) STRICT;
CREATE INDEX import_remark_by_batch ON import_remark (batch_id);
CREATE INDEX import_remark_by_customer ON import_remark (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX import_remark_by_vehicle ON import_remark (vehicle_id) WHERE vehicle_id IS NOT NULL;
CREATE INDEX import_remark_by_visit ON import_remark (visit_id) WHERE visit_id IS NOT NULL;

-- What looked wrong and somebody found right: nobody is asked again. Of remarks of imports that stands with them.
-- twins: two customers, the lower number first, who are two. plate: two vehicles of one customer with this plate key.
-- reading: value is the day and the kilometres. phone: value as it is written. no_...: it is not known.
CREATE TABLE settled (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL CHECK (kind = 'twins' OR kind = 'plate' OR kind = 'reading' OR kind = 'phone' OR kind = 'no_phone'
                                    OR kind = 'no_birthday' OR kind = 'no_plate'),
    customer_id INTEGER REFERENCES customer (id),
    other_id    INTEGER REFERENCES customer (id),
    vehicle_id  INTEGER REFERENCES vehicle (id),
    value       TEXT NOT NULL DEFAULT '' CHECK (length(value) <= 200),
    settled_at  TEXT NOT NULL
) STRICT;

-- What became of an occasion of a day: it is done, or told again from a day on.
-- customer_id NULL: one of the whole shop. refers: which of its kind: the year of a birthday, a feast with its day, the
-- month in which points lapse, the day of the last visit, the customer ID of whom they brought.
CREATE TABLE today_mark (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id   INTEGER REFERENCES customer (id),
    kind          TEXT NOT NULL CHECK (kind = 'birthday' OR kind = 'feast' OR kind = 'points' OR kind = 'win_back'
                                       OR kind = 'thanks'),
    refers        TEXT NOT NULL CHECK (length(refers) BETWEEN 1 AND 100),
    done_on       TEXT CHECK (done_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    snoozed_until TEXT CHECK (snoozed_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    staff_id      INTEGER REFERENCES staff (id),
    CHECK ((done_on IS NULL) <> (snoozed_until IS NULL))
) STRICT;
CREATE INDEX today_mark_by_customer ON today_mark (customer_id, kind, refers);

-- The audit: one line for every acknowledged write, appended only.
-- op_id: given by the asker, so that a commit whose answer was lost can be looked up.
-- subjects: whom it touched, {"customer": [ids], "vehicle": [ids]}; an index in memory reads from here what it must
-- read again.
CREATE TABLE change (
    id          INTEGER PRIMARY KEY,
    op_id       BLOB NOT NULL UNIQUE CHECK (length(op_id) = 16),
    at          TEXT NOT NULL,
    staff_id    INTEGER REFERENCES staff (id),
    staff_name  TEXT NOT NULL,
    terminal    TEXT NOT NULL,
    kind        TEXT NOT NULL,
    customer_id INTEGER,
    vehicle_id  INTEGER,
    visit_id    INTEGER,
    batch_id    INTEGER,
    undoes      INTEGER REFERENCES change (id),
    fields      TEXT NOT NULL CHECK (json_valid(fields)),
    subjects    TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(subjects))
) STRICT;
CREATE UNIQUE INDEX change_by_undoes ON change (undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER change_is_never_edited BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

-- The rows behind a change, before and after, as JSON objects; undo reads them, erasure may empty them.
CREATE TABLE change_row (
    change_id  INTEGER NOT NULL REFERENCES change (id),
    seq        INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    before     TEXT CHECK (before IS NULL OR json_valid(before)),
    after      TEXT CHECK (after IS NULL OR json_valid(after)),
    PRIMARY KEY (change_id, seq)
) STRICT, WITHOUT ROWID;

-- What processes are at. A long job (import, copy, check) that only one may do: advisory, with who and since when.
-- 'writer ...': a process that writes and has not closed the book; the row of one that was killed stays.
-- process: when the process with this pid began, so that a pid given anew is not taken for it.
CREATE TABLE job (
    name       TEXT NOT NULL PRIMARY KEY,
    pid        INTEGER NOT NULL,
    boot_id    TEXT NOT NULL,
    process    TEXT NOT NULL,
    who        TEXT NOT NULL,
    started_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Text of a form that nobody has saved yet: nobody's change, so the audit knows nothing of it. It goes with the save
-- that has its op_id, or when somebody throws it away; erasure and retention may empty the whole table.
-- form: which form. customer_id, vehicle_id, visit_id: what it is for, as in change. text: the fields, as JSON.
-- pid, boot_id, process: who has the form open, as in job; NULL once that process let go of it.
CREATE TABLE draft (
    id          INTEGER PRIMARY KEY,
    op_id       BLOB NOT NULL UNIQUE CHECK (length(op_id) = 16),
    kept_at     TEXT NOT NULL,
    staff_name  TEXT NOT NULL CHECK (length(staff_name) <= 200),
    form        TEXT NOT NULL CHECK (length(form) BETWEEN 1 AND 60),
    customer_id INTEGER,
    vehicle_id  INTEGER,
    visit_id    INTEGER,
    about       TEXT NOT NULL CHECK (length(about) <= 200),
    text        TEXT NOT NULL CHECK (json_valid(text) AND length(text) <= 200000),
    pid         INTEGER,
    boot_id     TEXT,
    process     TEXT,
    CHECK ((pid IS NULL) = (boot_id IS NULL) AND (pid IS NULL) = (process IS NULL))
) STRICT;

-- Filters over customers that are kept under a name. filter: as `domain::filter` reads it; one of a newer version may
-- say more than this program understands.
CREATE TABLE segment (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    name_key   TEXT NOT NULL UNIQUE,
    filter     TEXT NOT NULL CHECK (json_valid(filter) AND length(filter) <= 20000),
    created_at TEXT NOT NULL,
    rowver     INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Messages that were sent. template: its key, '' for free text. body: as it went. campaign_id: the campaign it is a part of.
CREATE TABLE message (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    day         TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    at          TEXT NOT NULL,
    template    TEXT NOT NULL DEFAULT '' CHECK (length(template) <= 60),
    purpose     TEXT NOT NULL CHECK (purpose = 'service_reminder' OR purpose = 'promotion' OR purpose = 'birthday'
                                       OR purpose = 'greeting' OR purpose = 'transactional'),
    channel     TEXT NOT NULL CHECK (channel = 'whatsapp' OR channel = 'email' OR channel = 'clipboard'),
    language    TEXT NOT NULL CHECK (language IN ('id', 'en')),
    body        TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
    campaign_id INTEGER,
    staff_id    INTEGER REFERENCES staff (id)
) STRICT;
CREATE INDEX message_by_customer ON message (customer_id, day DESC, id DESC);

-- What the shop wrote of messages: other texts for those that ship, and some of its own. text_id, text_en: in Indonesian
-- and in English; '' for the text that ships. purpose: of one that ships it counts for nothing.
CREATE TABLE template (
    key     TEXT NOT NULL PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 60),
    purpose TEXT NOT NULL CHECK (purpose = 'service_reminder' OR purpose = 'promotion' OR purpose = 'birthday'
                                   OR purpose = 'greeting' OR purpose = 'transactional'),
    text_id TEXT NOT NULL DEFAULT '' CHECK (length(text_id) <= 4000),
    text_en TEXT NOT NULL DEFAULT '' CHECK (length(text_en) <= 4000),
    rowver  INTEGER NOT NULL DEFAULT 1,
    CHECK (text_id <> '' OR text_en <> '')
) STRICT, WITHOUT ROWID;

-- What was agreed with a company. discount: hundredths of a per cent. payment_days: days within which a bill is paid.
CREATE TABLE company_terms (
    customer_id    INTEGER PRIMARY KEY REFERENCES customer (id),
    price          TEXT NOT NULL DEFAULT '' CHECK (length(price) <= 500),
    discount       INTEGER CHECK (discount BETWEEN 1 AND 10000),
    payment_days   INTEGER CHECK (payment_days BETWEEN 0 AND 3650),
    contract       TEXT NOT NULL DEFAULT '' CHECK (length(contract) <= 500),
    contract_until TEXT CHECK (contract_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    note           TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 10000),
    rowver         INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A segment, a template and a period. segment: its name when the campaign began; filter: what it asked then, as
-- `domain::filter` reads it. offer: what is promised to everybody whom it means, '' for nothing; offer_until: the last day
-- on which that holds. within_days: days after a message in which a visit counts as coming back. earlier_names: a JSON
-- list of what it was called before; points given under such a name stay its points.
CREATE TABLE campaign (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    name_key    TEXT NOT NULL UNIQUE,
    segment     TEXT NOT NULL DEFAULT '' CHECK (length(segment) <= 200),
    filter      TEXT NOT NULL CHECK (json_valid(filter) AND length(filter) <= 20000),
    template    TEXT NOT NULL CHECK (length(template) BETWEEN 1 AND 60),
    purpose     TEXT NOT NULL CHECK (purpose = 'service_reminder' OR purpose = 'promotion' OR purpose = 'birthday'
                                       OR purpose = 'greeting' OR purpose = 'transactional'),
    offer       TEXT NOT NULL DEFAULT '' CHECK (length(offer) <= 200),
    offer_until TEXT CHECK (offer_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    since       TEXT NOT NULL CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    until       TEXT NOT NULL CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    within_days INTEGER NOT NULL CHECK (within_days BETWEEN 1 AND 365),
    note        TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 10000),
    earlier_names TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(earlier_names) AND length(earlier_names) <= 20000),
    created_at  TEXT NOT NULL,
    rowver      INTEGER NOT NULL DEFAULT 1,
    CHECK (since <= until),
    CHECK (offer = '' OR purpose = 'promotion'),
    CHECK (offer <> '' OR offer_until IS NULL)
) STRICT;

-- Whom a campaign means: those whom its filter held when it began.
CREATE TABLE campaign_target (
    campaign_id INTEGER NOT NULL REFERENCES campaign (id),
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    PRIMARY KEY (campaign_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_target_by_customer ON campaign_target (customer_id);

-- Gatherings.
CREATE TABLE event (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    name_key   TEXT NOT NULL UNIQUE,
    day        TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    time       TEXT NOT NULL DEFAULT '' CHECK (length(time) <= 40),
    place      TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
    note       TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 10000),
    created_at TEXT NOT NULL,
    rowver     INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Who was invited to one, and who came.
CREATE TABLE event_guest (
    event_id    INTEGER NOT NULL REFERENCES event (id),
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    state       TEXT NOT NULL CHECK (state = 'invited' OR state = 'coming' OR state = 'came' OR state = 'absent'),
    PRIMARY KEY (event_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_guest_by_customer ON event_guest (customer_id);

-- Stable, read-only views for other programs. Columns may be added, never renamed or removed.
CREATE VIEW v_customer AS
SELECT c.id, c.code AS customer_id, c.kind, c.honorific, c.name, c.email, c.address, c.city,
       c.birth_day, c.birth_month, c.birth_year, c.alert, c.note, c.source, c.member_since,
       (SELECT p.e164 FROM phone p WHERE p.customer_id = c.id AND p.e164 IS NOT NULL ORDER BY p.position LIMIT 1) AS phone,
       coalesce(s.visits, 0) AS visits, coalesce(s.spent, 0) AS spent, s.first_visit, s.last_visit
FROM customer c LEFT JOIN customer_summary s ON s.customer_id = c.id;
CREATE VIEW v_vehicle AS
SELECT v.id, v.plate, v.make, v.model, v.year, v.color, v.vin, v.engine_no, v.engine_cc,
       c.code AS customer_id, o.since AS owned_since, s.last_odometer AS odometer, s.last_day AS last_visit
FROM vehicle v
LEFT JOIN ownership o ON o.vehicle_id = v.id AND o.until IS NULL
LEFT JOIN customer c ON c.id = o.customer_id
LEFT JOIN vehicle_summary s ON s.vehicle_id = v.id;
CREATE VIEW v_visit AS
SELECT t.id, t.day, t.status, t.doc_no, c.code AS customer_id, v.plate, t.odometer, t.oil, t.complaint, t.note,
       t.total, t.cost, t.discount, t.payment, t.next_service_day, t.next_service_odometer
FROM visit t LEFT JOIN customer c ON c.id = t.customer_id LEFT JOIN vehicle v ON v.id = t.vehicle_id;
CREATE VIEW v_visit_line AS
SELECT l.visit_id, l.position, l.text, l.quantity, l.amount, l.cost FROM visit_line l;
CREATE VIEW v_message AS
SELECT m.id, m.day, m.at, c.code AS customer_id, m.template, m.purpose, m.channel, m.language, m.body, m.campaign_id,
       s.name AS staff
FROM message m JOIN customer c ON c.id = m.customer_id LEFT JOIN staff s ON s.id = m.staff_id;
