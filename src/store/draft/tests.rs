use std::process::{Command, Stdio};
use std::time::Instant;

use super::*;
use crate::domain::{Change, DraftField};
use crate::store::Access;
use crate::store::test_kit::{add_customer, author, named, new_store, op, write};

fn typed(name: &str) -> Draft {
    let field = |name: &str, text: &str| DraftField {
        name: name.to_owned(),
        was: String::new(),
        text: text.to_owned(),
    };
    Draft {
        op: op(),
        form: DraftForm::NewCustomer,
        subject: None,
        visit: None,
        about: name.to_owned(),
        text: DraftText {
            focus: "phone.0".to_owned(),
            fields: vec![field("name", name), field("phone.0", "0812 34")],
            chosen: Some((CustomerId(7), "PT Karya Abadi".to_owned())),
            brought_by: None,
        },
    }
}

fn kept(store: &mut Store, draft: &Draft) {
    let rina = author("Rina");
    store
        .keep_drafts(&rina, std::slice::from_ref(draft), true)
        .unwrap();
}

fn ops(store: &Store) -> Vec<OpId> {
    let drafts = store.drafts().unwrap();
    drafts.iter().map(|draft| draft.op).collect()
}

fn rows(store: &Store) -> i64 {
    let count = "SELECT count(*) FROM draft";
    store.conn.query_row(count, [], |row| row.get(0)).unwrap()
}

#[test]
fn what_is_kept_is_listed_and_comes_back_to_the_letter() {
    let (_dir, mut store) = new_store();
    let subjects = [
        None,
        Some(Subject::Vehicle(VehicleId(9))),
        Some(Subject::Customer(CustomerId(3), None)),
        Some(Subject::Customer(CustomerId(3), Some(VehicleId(9)))),
    ];
    for (form, subject) in DraftForm::ALL.into_iter().zip(subjects.into_iter().cycle()) {
        let draft = Draft {
            form,
            subject,
            visit: Some(VisitId(5)).filter(|_| form == DraftForm::EditVisit),
            ..typed("Bu \"Wati\" \\ O'Neil 🚗")
        };
        kept(&mut store, &draft);
        let listed = store.drafts().unwrap().remove(0);
        assert_eq!((listed.op, listed.form), (draft.op, form));
        assert_eq!(
            (listed.about, listed.by),
            (draft.about.clone(), "Rina".to_owned())
        );
        assert_eq!(store.take_draft(draft.op).unwrap(), draft);
    }
}

#[test]
fn a_later_text_takes_the_place_of_an_earlier_one_of_the_same_form() {
    let (_dir, mut store) = new_store();
    let mut draft = typed("Wat");
    kept(&mut store, &draft);
    draft.text.fields[0].text = "Wati".to_owned();
    kept(&mut store, &draft);
    assert_eq!(rows(&store), 1);
    assert_eq!(store.take_draft(draft.op).unwrap(), draft);
}

#[test]
fn a_save_takes_its_draft_away_and_only_its_own() {
    let (_dir, mut store) = new_store();
    let (mine, other) = (typed("Wati"), typed("Budi"));
    kept(&mut store, &mine);
    kept(&mut store, &other);
    let change = Change::AddCustomer {
        facts: Box::new(named("Wati")),
        code: None,
        vehicle: None,
    };
    store.write(&author("Rina"), mine.op, &change).unwrap();
    assert_eq!(ops(&store), [other.op]);
    // What comes late, behind the save, is not kept any more.
    kept(&mut store, &mine);
    assert_eq!(ops(&store), [other.op]);
}

#[test]
fn a_save_that_is_refused_leaves_its_draft() {
    let (_dir, mut store) = new_store();
    let draft = typed("");
    kept(&mut store, &draft);
    let nameless = Change::AddCustomer {
        facts: Box::new(named("")),
        code: None,
        vehicle: None,
    };
    assert!(store.write(&author("Rina"), draft.op, &nameless).is_err());
    assert_eq!(ops(&store), [draft.op]);
}

#[test]
fn what_a_living_process_has_open_nobody_else_is_offered() {
    let (_dir, mut store) = new_store();
    let draft = typed("Wati");
    store
        .keep_drafts(&author("Rina"), std::slice::from_ref(&draft), false)
        .unwrap();
    assert_eq!(ops(&store), [], "it is open here");
    assert!(matches!(store.take_draft(draft.op), Err(StoreError::Gone)));
    let mut other = Command::new("sleep")
        .arg("60")
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    let holder = Process::with(other.id());
    let held = (draft.op.0, holder.pid, holder.boot, holder.began);
    store.conn.execute(HOLD, held).unwrap();
    let (listed, taken) = (ops(&store), store.take_draft(draft.op));
    other.kill().unwrap();
    other.wait().unwrap();
    assert_eq!(listed, [], "it is open there");
    assert!(matches!(taken, Err(StoreError::Gone)));
    // Killed, without a word: now it is anybody's.
    assert_eq!(ops(&store), [draft.op]);
    assert_eq!(store.take_draft(draft.op).unwrap(), draft);
}

#[test]
fn of_two_terminals_only_one_takes_a_draft_until_it_lets_go() {
    let (_dir, mut store) = new_store();
    let draft = typed("Wati");
    kept(&mut store, &draft);
    let mut other = Store::open(store.path(), Access::Write).unwrap();
    assert_eq!(store.take_draft(draft.op).unwrap(), draft);
    assert!(matches!(other.take_draft(draft.op), Err(StoreError::Gone)));
    assert_eq!(ops(&other), []);
    store.leave_draft(draft.op).unwrap();
    assert_eq!(ops(&other), [draft.op]);
    assert_eq!(other.take_draft(draft.op).unwrap(), draft);
}

#[test]
fn what_is_thrown_away_is_gone_and_what_is_not_there_costs_no_write() {
    let (_dir, mut store) = new_store();
    let draft = typed("Wati");
    kept(&mut store, &draft);
    store.forget_draft(draft.op).unwrap();
    assert_eq!(rows(&store), 0);
    let other = Store::open(store.path(), Access::Write).unwrap();
    other.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
    store.forget_draft(draft.op).unwrap();
}

#[test]
fn a_draft_is_in_no_audit_and_nothing_that_undo_finds() {
    let (_dir, mut store) = new_store();
    add_customer(&mut store, "Budi");
    let before: i64 = count(&store, "SELECT max(id) FROM change");
    let draft = typed("Wati");
    kept(&mut store, &draft);
    store.take_draft(draft.op).unwrap();
    store.forget_draft(draft.op).unwrap();
    assert_eq!(count(&store, "SELECT max(id) FROM change"), before);
    let undone = write(&mut store, &Change::Undo { change: None }).unwrap();
    assert_eq!(undone.customer, Some(CustomerId(1)));
}

fn count(store: &Store, sql: &str) -> i64 {
    store.conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn taking_back_the_customer_of_a_draft_is_not_held_up_by_it() {
    let (_dir, mut store) = new_store();
    let budi = add_customer(&mut store, "Budi");
    let draft = Draft {
        form: DraftForm::EditCustomer,
        subject: Some(Subject::Customer(budi, None)),
        ..typed("Budi")
    };
    kept(&mut store, &draft);
    write(&mut store, &Change::Undo { change: None }).unwrap();
    assert_eq!(store.take_draft(draft.op).unwrap(), draft);
}

#[test]
fn keeping_a_draft_gives_up_soon_when_another_terminal_is_writing() {
    let (_dir, mut store) = new_store();
    let other = Store::open(store.path(), Access::Write).unwrap();
    other.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
    let began = Instant::now();
    let kept = store.keep_drafts(&author("Rina"), &[typed("Wati")], true);
    // A save would wait five seconds; far more than a slow machine adds.
    assert!(began.elapsed() < Duration::from_secs(3));
    assert!(matches!(kept, Err(StoreError::Busy(_))), "{kept:?}");
    let patience = count(&store, "PRAGMA busy_timeout");
    assert_eq!(patience, 5000, "saves wait as before");
}

#[test]
fn drafts_are_few_and_the_oldest_give_way() {
    let (_dir, mut store) = new_store();
    let drafts: Vec<Draft> = (0..MOST + 3).map(|n| typed(&n.to_string())).collect();
    for draft in &drafts {
        kept(&mut store, draft);
    }
    let newest: Vec<OpId> = drafts[3..].iter().rev().map(|draft| draft.op).collect();
    assert_eq!(ops(&store), newest);
}

#[test]
fn a_draft_of_long_ago_is_neither_listed_nor_left_in_the_file() {
    let (_dir, mut store) = new_store();
    let (old, new) = (typed("Wati"), typed("Budi"));
    kept(&mut store, &old);
    kept(&mut store, &new);
    let long_ago = "UPDATE draft SET kept_at = '2020-01-01T00:00:00.000Z' WHERE op_id = ?1";
    store.conn.execute(long_ago, [old.op.0]).unwrap();
    assert_eq!(ops(&store), [new.op]);
    assert_eq!(rows(&store), 2);
    store.drop_old_drafts().unwrap();
    assert_eq!(rows(&store), 1);
    let other = Store::open(store.path(), Access::Write).unwrap();
    other.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
    store.drop_old_drafts().unwrap();
}

#[test]
fn a_text_too_long_for_any_form_leaves_what_was_kept_before() {
    let (_dir, mut store) = new_store();
    let draft = typed("Wati");
    kept(&mut store, &draft);
    let mut endless = draft.clone();
    endless.text.fields[0].text = "x".repeat(LONG);
    kept(&mut store, &endless);
    assert_eq!(store.take_draft(draft.op).unwrap(), draft);
}

#[test]
fn what_a_later_version_wrote_is_left_alone() {
    let (_dir, mut store) = new_store();
    let draft = typed("Wati");
    kept(&mut store, &draft);
    store
        .conn
        .execute("UPDATE draft SET form = 'poem'", [])
        .unwrap();
    assert_eq!(ops(&store), []);
    assert!(matches!(store.take_draft(draft.op), Err(StoreError::Gone)));
    assert_eq!(rows(&store), 1);
}

#[test]
fn whoever_may_only_look_keeps_nothing() {
    let (_dir, store) = new_store();
    let mut looking = Store::open(store.path(), Access::Read).unwrap();
    let kept = looking.keep_drafts(&author("Rina"), &[typed("Wati")], true);
    assert!(matches!(kept, Err(StoreError::ReadOnly { .. })), "{kept:?}");
}

#[test]
fn search_and_proposals_never_show_what_is_only_typed() {
    let (_dir, mut store) = new_store();
    add_customer(&mut store, "Budi");
    let field = |name: &str, text: &str| DraftField {
        name: name.to_owned(),
        was: String::new(),
        text: text.to_owned(),
    };
    let mut draft = typed("Zulkarnaen");
    draft.text.fields.extend([
        field("plate", "B 9876 ZQX"),
        field("city", "Zamrudkota"),
        field("phone.1", "081299887766"),
    ]);
    kept(&mut store, &draft);
    let index = crate::store::Index::build(&store, &|_| (), &|| true).unwrap();
    for text in ["zulkarnaen", "9876", "081299887766", "7766", "zulkarnain"] {
        for index in [None, Some(&index)] {
            let found = store.find(index, text, 10, &|| true).unwrap();
            assert_eq!(found.hits, [], "{text}");
        }
    }
    let mut written = crate::store::Written::default();
    let cities = written.propose(&store, crate::store::Field::City, "zam", 10);
    assert_eq!(cities.unwrap(), []);
}

#[test]
fn what_was_put_aside_for_a_customer_is_told_to_whoever_writes_to_them_and_to_nobody_else() {
    let (_dir, mut store) = new_store();
    let message = |customer, text: &str| Draft {
        form: DraftForm::Message,
        subject: Some(Subject::Customer(CustomerId(customer), None)),
        ..typed(text)
    };
    let (first, second) = (message(3, "Selamat"), message(3, "Halo"));
    for draft in [
        &first,
        &second,
        &message(4, "Terima kasih"),
        &typed("Bu Wati"),
    ] {
        kept(&mut store, draft);
    }
    let told = store.drafts_for(CustomerId(3), DraftForm::Message).unwrap();
    let told: Vec<_> = told.iter().map(|(kept, text)| (kept.op, text)).collect();
    assert_eq!(told, [(second.op, &second.text), (first.op, &first.text)]);
    store.take_draft(second.op).unwrap();
    let left = store.drafts_for(CustomerId(3), DraftForm::Message).unwrap();
    assert_eq!(left.len(), 1, "one that is open is nobody else's");
}
