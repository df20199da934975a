//! What came of a campaign whose messages went a few weeks before, once more with plain SQL.

use rusqlite::Connection;
use serde_json::Value;

use super::books::Book;
use super::truth::Truth;

/// Every third of those whom it means was sent the message, on one of four days.
const SEND: &str = "
    INSERT INTO message (customer_id, day, at, template, purpose, channel, language, body, campaign_id)
    SELECT customer_id, date('2026-10-20', '+' || (customer_id % 4) || ' days'), '2026-10-20T02:00:00.000Z', 'win_back',
           'promotion', 'whatsapp', 'id', 'Apa kabar?', campaign_id
    FROM campaign_target WHERE customer_id % 3 = 0";

const MEANT: &str = "
    CREATE TEMP TABLE meant AS
    SELECT t.customer_id AS c, min(m.day) AS sent FROM main.campaign_target t
    LEFT JOIN main.message m ON m.customer_id = t.customer_id AND m.campaign_id = t.campaign_id GROUP BY t.customer_id";

/// How many of them came, and with how much money.
const CAME: &str = "
    SELECT count(*), ifnull(sum(m), 0) FROM (
        SELECT (SELECT min(day) FROM main.visit v WHERE v.customer_id = c AND v.status = 'done' AND ifnull(total, 0) >= 0
                AND day > ifnull(sent, '2026-10-20') AND day <= min(date(ifnull(sent, '2026-10-20'), '+14 days'), AS_OF)) AS f,
               (SELECT sum(total) FROM main.visit v WHERE v.customer_id = c AND v.status = 'done'
                AND day > ifnull(sent, '2026-10-20') AND day <= min(date(ifnull(sent, '2026-10-20'), '+14 days'), AS_OF)) AS m
        FROM meant WHERE (sent IS NULL) = WANTED) WHERE f IS NOT NULL";

/// A book in which a campaign ran from 20 October.
pub fn begun(book: &Book) {
    book.run(&["segment", "Came", "--where", "visits >= 1"]);
    book.run(&[
        "campaign",
        "make",
        "Back again",
        "--segment",
        "came",
        "--template",
        "win_back",
        "--until",
        "2026-10-31",
        "--within",
        "14",
    ]);
    let conn = Connection::open(book.file()).unwrap();
    let sent = conn.execute(SEND, []).unwrap();
    assert!(sent > 50, "{sent} were sent a message");
}

pub fn check(truth: &Truth, review: &Value) {
    let told = review["campaigns"].as_array().unwrap();
    assert_eq!(told.len(), 1);
    truth.conn.execute_batch(MEANT).unwrap();
    for (group, without) in [("sent", "0"), ("not_sent", "1")] {
        let read = |row: &rusqlite::Row<'_>| [0, 1].map(|at| row.get::<_, i64>(at).unwrap());
        let [came, money] = truth.rows(&CAME.replace("WANTED", without), read)[0];
        let people = truth.number(&format!(
            "SELECT count(*) FROM meant WHERE (sent IS NULL) = {without}"
        ));
        let said = ["people", "came", "money"].map(|field| told[0][group][field].as_i64().unwrap());
        assert_eq!(said, [people, came, money], "{group}");
        assert!(came > 0, "somebody of {group} came");
    }
}
