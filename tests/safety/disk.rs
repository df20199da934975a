//! F01, F03, F05: a disk that fills up.

use crate::namespace::with_small_disk;
use crate::oracle::{named, sound};
use crate::support::{Book, ended, word};

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
    command
        .args(["-c", "ulimit -f 900; exec \"$@\"", "sh"])
        .arg(like.get_program())
        .args(like.get_args());
    command.env_clear().envs(
        like.get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    let ran = ended(command.current_dir(book.path("")));
    assert_eq!(ran.code, Some(74), "by no signal: {ran:?}");
    sound(&book.file(), &[]);
    assert_eq!(named(&book.file(), "Batas "), 0);
    assert_eq!(
        book.run(["record", "customer", "--name", "Lagi"]).code,
        Some(0)
    );
}
