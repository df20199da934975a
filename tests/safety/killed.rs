//! D01, D02: several programs work on one book, and each may be killed at any moment.

use std::io::Read as _;
use std::process::{Child, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use crate::chance::Chance;
use crate::oracle::{named, sound};
use crate::support::{Book, word};

/// Rows of one import.
const ROWS: i64 = 60;

/// Kills a program after a while unless it ends before; what it printed, and whether it was killed.
fn cut_short(mut child: Child, after: Duration) -> (String, bool) {
    thread::sleep(after);
    // An error means that it has ended already.
    let _ = child.kill();
    let mut out = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut out)
        .unwrap();
    let status = child.wait().unwrap();
    let killed = status.code().is_none();
    assert!(
        killed || status.success(),
        "a survivor sees no error: {status} {out}"
    );
    (out, killed)
}

/// One terminal that writes customers down and is killed now and then. Whole lines on its output
/// are acknowledgements.
fn clerk(book: &Book, number: u64, acknowledged: &Mutex<Vec<String>>) -> usize {
    let mut chance = Chance(number + 1);
    let mut kills = 0;
    for turn in 0..25 {
        let name = format!("Juru {number} {turn}");
        let mut command = book.command([
            "record",
            "customer",
            "--name",
            &name,
            "--plate",
            &format!("B {} K", number * 100 + turn + 1),
        ]);
        let child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (out, killed) = cut_short(child, Duration::from_millis(chance.below(60)));
        kills += usize::from(killed);
        if let Some(id) = out.strip_suffix('\n') {
            acknowledged.lock().unwrap().push(id.to_owned());
        }
    }
    kills
}

fn sheet(number: u64) -> String {
    let rows = (0..ROWS).map(|row| {
        format!(
            "Impor {number:02} {row};B {} I{}\n",
            row + 1,
            char::from(b'A' + u8::try_from(number).unwrap())
        )
    });
    format!("Nama;Nopol\n{}", rows.collect::<String>())
}

/// One terminal that brings files in; answers the files that were said to be in.
fn importer(book: &Book) -> Vec<u64> {
    let mut chance = Chance(77);
    let mut done = Vec::new();
    for number in 0..12 {
        let path = book.write(&format!("{number}.csv"), &sheet(number));
        let mut command = book.command(["import", word(&path)]);
        let child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (out, killed) = cut_short(child, Duration::from_millis(30 + chance.below(300)));
        if !killed || out.contains("is saved") {
            done.push(number);
        }
    }
    done
}

#[test]
fn whatever_is_killed_and_when_what_was_acknowledged_is_there_once_and_no_import_is_half_there() {
    let book = Book::garage();
    let acknowledged = Mutex::new(Vec::new());
    let (kills, done) = thread::scope(|scope| {
        let clerks: Vec<_> = (0..3)
            .map(|number| {
                scope.spawn({
                    let (book, acknowledged) = (&book, &acknowledged);
                    move || clerk(book, number, acknowledged)
                })
            })
            .collect();
        let done = scope.spawn(|| importer(&book)).join().unwrap();
        (
            clerks
                .into_iter()
                .map(|clerk| clerk.join().unwrap())
                .sum::<usize>(),
            done,
        )
    });
    assert!(kills > 5, "the test bites: {kills}");
    assert!(
        book.run(["info"]).code == Some(0),
        "a fresh program opens it"
    );
    sound(&book.file(), &acknowledged.into_inner().unwrap());
    for number in 0..12 {
        let rows = named(&book.file(), &format!("Impor {number:02} "));
        let wanted: &[i64] = if done.contains(&number) {
            &[ROWS]
        } else {
            &[0, ROWS]
        };
        assert!(wanted.contains(&rows), "import {number}: {rows} rows");
    }
}
