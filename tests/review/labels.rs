//! The outlook of everybody, from their rhythm and from the chance by the formula of the definitions
//! at the parameters that the review tells; and the lists and sources that rest on it.

use std::collections::BTreeMap;

use rusqlite::Row;
use serde_json::Value;

use super::truth::Truth;

/// Somebody with visits.
struct One {
    code: String,
    f: i64,
    first: String,
    last: String,
    silent: i64,
    known: i64,
    m: i64,
    pace: String,
    segment: String,
    source: String,
    outlook: &'static str,
}

/// The parameters of the fitted model; none behind a closed gate.
fn model(review: &Value) -> Option<[f64; 4]> {
    let told = review["prediction"]["parameters"].as_object()?;
    Some(["r", "alpha", "a", "b"].map(|name| told[name].as_f64().unwrap()))
}

/// The chance that somebody is still a customer, after so many repeat visits, the last of them so
/// many days after the first, which lies so many days back.
#[expect(clippy::cast_precision_loss, reason = "a number of days")]
fn alive([r, alpha, a, b]: [f64; 4], (repeats, span, known): (i64, i64, i64)) -> f64 {
    let rate = r + repeats as f64;
    let stays = -rate * (alpha + known as f64).ln();
    let left = a.ln() - (b + repeats as f64).ln() - rate * (alpha + span as f64).ln();
    1.0 / (1.0 + (left - stays).exp())
}

fn outlook(one: &One, model: Option<[f64; 4]>) -> &'static str {
    let chance = model.map(|model| alive(model, (one.f - 1, one.known - one.silent, one.known)));
    if one.f == 1 && one.known <= 30 {
        return "new";
    }
    match (one.pace.as_str(), chance) {
        ("on_rhythm", _) => "on_rhythm",
        ("due_this_week", _) => "due_this_week",
        ("due_now", _) => "due_now",
        ("overdue", _) => "overdue",
        (_, Some(chance)) if chance < 0.2 => "probably_lost",
        ("sleeping", _) => "asleep",
        (_, None) => "too_early_to_say",
        (_, Some(chance)) if chance < 0.5 => "drifting_away",
        _ => "fine",
    }
}

/// Everybody as of the Sunday.
fn everybody(truth: &Truth, model: Option<[f64; 4]>) -> Vec<One> {
    let sql = "SELECT code, f, first, last, silent, known, m, pace, segment, source
         FROM pace JOIN main.customer ON id = c ORDER BY m DESC, id";
    let read = |row: &Row<'_>| {
        let one = One {
            code: row.get(0).unwrap(),
            f: row.get(1).unwrap(),
            first: row.get(2).unwrap(),
            last: row.get(3).unwrap(),
            silent: row.get(4).unwrap(),
            known: row.get(5).unwrap(),
            m: row.get(6).unwrap(),
            pace: row.get(7).unwrap(),
            segment: row.get(8).unwrap(),
            source: row.get(9).unwrap(),
            outlook: "",
        };
        One {
            outlook: outlook(&one, model),
            ..one
        }
    };
    truth.rows(sql, read)
}

pub fn check(truth: &Truth, review: &Value) {
    let model = model(review);
    let all = everybody(truth, model);
    let among =
        |outlooks: &'static [&'static str]| move |one: &&One| outlooks.contains(&one.outlook);
    list(
        review,
        "slipping",
        all.iter()
            .filter(among(&["due_now", "overdue"]))
            .filter(|one| one.f >= 4),
    );
    list(
        review,
        "sleeping",
        all.iter().filter(among(&["asleep", "drifting_away"])),
    );
    list(review, "lost", all.iter().filter(among(&["probably_lost"])));
    let once = |one: &&One| model.is_none() && one.f < 4 && one.silent > 180;
    let mut silent: Vec<&One> = all.iter().filter(once).collect();
    // Whoever came last first; the sort keeps the order by money.
    silent.sort_by(|one, other| other.last.cmp(&one.last));
    list(review, "one_timers_silent", silent);
    let quiet = |one: &&One| one.outlook == "fine" && one.f < 4 && one.silent > 180;
    let mut silent: Vec<&One> = all.iter().filter(quiet).collect();
    silent.sort_by(|one, other| other.last.cmp(&one.last));
    list(review, "quiet", silent);
    list(
        review,
        "new",
        all.iter().filter(|one| one.first >= truth.monday),
    );
    assert_eq!(review["lists"]["top"]["customers"], all.len());
    rows(&review["top"], all.iter().take(100));
    sources(review, &all);
}

/// The members of a list in their order, and how many they are and what they brought.
fn list<'a>(review: &Value, name: &str, members: impl IntoIterator<Item = &'a One>) {
    let members: Vec<&One> = members.into_iter().collect();
    let money: i64 = members.iter().map(|one| one.m).sum();
    assert_eq!(review["lists"][name]["customers"], members.len(), "{name}");
    assert_eq!(review["lists"][name]["money"], money, "{name}");
    rows(&review[name], members);
}

fn rows<'a>(said: &Value, members: impl IntoIterator<Item = &'a One>) {
    let said = said.as_array().unwrap();
    let members: Vec<&One> = members.into_iter().collect();
    assert_eq!(said.len(), members.len());
    for (said, one) in said.iter().zip(members) {
        assert_eq!(said["customer_id"], one.code.as_str());
        assert_eq!(said["outlook"], one.outlook, "{}", one.code);
        assert_eq!(said["segment"], one.segment.as_str(), "{}", one.code);
        assert_eq!(said["visits"], one.f);
        assert_eq!(said["first_visit"], one.first.as_str());
        assert_eq!(said["last_visit"], one.last.as_str());
        assert_eq!(said["silent_days"], one.silent);
        assert_eq!(said["money"], one.m);
    }
}

fn sources(review: &Value, all: &[One]) {
    let mut by: BTreeMap<&str, Vec<&One>> = BTreeMap::new();
    for one in all {
        by.entry(&one.source).or_default().push(one);
    }
    let said = review["sources"].as_array().unwrap();
    assert_eq!(said.len(), by.len());
    for source in said {
        let who = &by[source["name"].as_str().unwrap_or_default()];
        let gone = ["asleep", "drifting_away", "probably_lost"];
        let here = who
            .iter()
            .filter(|one| !gone.contains(&one.outlook))
            // Few visits and then silence is a list of its own.
            .filter(|one| one.f >= 4 || one.silent <= 180)
            .count();
        let mut stays: Vec<i64> = who
            .iter()
            .filter(|one| one.known >= 365)
            .map(|one| one.known - one.silent)
            .collect();
        stays.sort_unstable();
        let low = stays.get(stays.len().saturating_sub(1) / 2);
        let high = stays.get(stays.len() / 2);
        let middle = low.zip(high).map(|(low, high)| (low + high + 1) / 2);
        assert_eq!(source["customers"], who.len(), "{source}");
        assert_eq!(
            source["returning"],
            who.iter().filter(|one| one.f > 1).count(),
            "{source}"
        );
        assert_eq!(source["here"], here, "{source}");
        assert_eq!(
            source["stays_days"],
            middle.map_or(Value::Null, Value::from),
            "{source}"
        );
        assert_eq!(
            source["money"],
            who.iter().map(|one| one.m).sum::<i64>(),
            "{source}"
        );
    }
}
