//! F01, F03, F05: a disk that fills up.

use crate::namespace::with_small_disk;
use crate::oracle::{named, sound};
use crate::support::{Book, ended, hand_over, word};

#[test]
fn a_disk_that_fills_up_costs_nothing_that_was_acknowledged() {
    let book = Book::empty();
    let script = "
        cp kenal.db small/ && export KENAL_FILE=$PWD/small/kenal.db
        head -c 240k /dev/zero > small/ballast
        n=0
        while [ $n -lt 60 ] && $KENAL record customer --name \"Penuh $n\" --note \"$(head -c 3000 /dev/zero | tr '\\0' x)\" 2>said; do n=$((n+1)); done
        echo \"code $?\" >&2
        cat said >&2
        cp small/kenal.db* .
        rm small/ballast
        $KENAL record customer --name Lagi 2>/dev/null || echo 'not again' >&2
        # A log of before must not lie beside the file of now.
        rm kenal.db*
        cp small/kenal.db* .
    ";
    let Some(ran) = with_small_disk(&book, 1100, script) else {
        return;
    };
    let ids: Vec<String> = ran.out.lines().map(str::to_owned).collect();
    assert!(ids.len() > 2, "{ran:?}");
    assert!(
        ran.err.contains("disk is full") && !ran.err.contains("not again"),
        "{ran:?}"
    );
    sound(&book.file(), &ids);
    assert_eq!(named(&book.file(), "Lagi"), 1);
    let full = i64::try_from(ids.len()).unwrap() - 1;
    assert_eq!(
        named(&book.file(), "Penuh "),
        full,
        "what failed was not written"
    );
}

#[test]
fn a_book_that_may_not_grow_keeps_what_it_has_and_an_import_into_it_is_all_or_nothing() {
    let book = Book::garage();
    let rows = (0..3000).map(|row| format!("Batas {row};{}\n", "x".repeat(60)));
    let path = book.write(
        "big.csv",
        &format!("Nama;Catatan\n{}", rows.collect::<String>()),
    );
    let like = book.command(["import", word(&path)]);
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "ulimit -f 900; exec \"$@\"", "sh"]);
    hand_over(&mut command, &like);
    let ran = ended(command.current_dir(book.path("")));
    assert_eq!(ran.code, Some(74), "by no signal: {ran:?}");
    sound(&book.file(), &[]);
    assert_eq!(named(&book.file(), "Batas "), 0);
    assert_eq!(
        book.run(["record", "customer", "--name", "Lagi"]).code,
        Some(0)
    );
}

#[test]
fn an_import_larger_than_the_free_space_is_refused_before_it_begins() {
    let book = Book::empty();
    let rows = (0..3000).map(|row| format!("Besar {row}\n"));
    let rows = rows.collect::<String>();
    book.write("big.csv", &format!("Nama\n{rows}"));
    let script = "
        cp kenal.db small/ && export KENAL_FILE=$PWD/small/kenal.db
        before=$(sha256sum < small/kenal.db)
        $KENAL import big.csv; echo \"code $?\"
        [ \"$before\" = \"$(sha256sum < small/kenal.db)\" ] && echo untouched
        ls small
    ";
    let Some(ran) = with_small_disk(&book, 8 << 10, script) else {
        return;
    };
    assert_eq!(ran.out, "code 74\nuntouched\nkenal.db\n", "{ran:?}");
    assert!(
        ran.err.contains("MiB") && ran.err.contains("Hint: "),
        "{ran:?}"
    );
}

#[test]
fn a_book_that_was_left_hot_on_a_disk_that_is_full_ends_no_program_by_a_signal() {
    let book = Book::empty();
    let script = "
        cp kenal.db small/ && export KENAL_FILE=$PWD/small/kenal.db
        $KENAL record customer --name Awal || exit 98
        cp hot.db small/kenal.db && cp hot.db-wal small/kenal.db-wal || exit 97
        rm -f small/kenal.db-shm
        head -c 9m /dev/zero > small/ballast 2>/dev/null
        for words in 'find hangat' 'record customer --name Penuh' info; do
            $KENAL $words >said 2>&1; echo \"code $?\"; cat said >&2
        done
        rm small/ballast
        $KENAL find Hangat --json
        $KENAL record customer --name Lagi && cp small/kenal.db* .
    ";
    let hot = Book::empty();
    let reader = rusqlite::Connection::open(hot.file()).unwrap();
    let stays = rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    reader.set_db_config(stays, true).unwrap();
    let read = || reader.query_row("SELECT count(*) FROM customer", [], |_| Ok(()));
    read().unwrap();
    hot.out(["record", "customer", "--name", "Hangat"]);
    std::fs::write(book.path("hot.db"), hot.bytes()).unwrap();
    std::fs::copy(hot.path("kenal.db-wal"), book.path("hot.db-wal")).unwrap();
    let Some(ran) = with_small_disk(&book, 8 << 10, script) else {
        return;
    };
    let codes: Vec<&str> = ran
        .out
        .lines()
        .filter(|line| line.starts_with("code "))
        .collect();
    assert_eq!(codes.len(), 3, "{ran:?}");
    for code in codes {
        assert!(["code 0", "code 74"].contains(&code), "{ran:?}");
    }
    assert!(ran.err.contains("The disk is full"), "{ran:?}");
    assert!(ran.out.contains("\"name\":\"Hangat\""), "{ran:?}");
    sound(&book.file(), &["C-00001".to_owned(), "C-00002".to_owned()]);
}
