//! T08: whatever comes in.

use super::book::{Book, VISITS};
use crate::session::wait;

#[test]
fn a_megabyte_and_junk_are_taken_in_and_nothing_is_confirmed_or_written() {
    let book = Book::new();
    let changes = book.count("SELECT COUNT(*) FROM change");
    let mut session = book.open();
    session.send(&format!(
        "\x1b[200~{}\x1b[201~",
        "B 1234 XYZ\r\n".repeat(90_000)
    ));
    session.wait_for("B 1234 XYZ B 1234 XYZ");
    session
        .send("\x1b[999;999H\x1b[?1;2c\x1b]0;x\x07\x1bP1$r\x1b\\\x1b[<0;999;999M\u{9b}31m\0\x7f");
    // The line is emptied when Esc stands alone.
    wait("an empty line", || {
        session.send("\x1b");
        std::thread::sleep(std::time::Duration::from_millis(100));
        let text = session.text();
        // Junk may hold keys that open something.
        let there = ["B 1234 XYZ B 1234 XYZ", "All commands", "╭ Segments"];
        (!there.iter().any(|part| text.contains(part))).then_some(())
    });
    // A paste into a form saves nothing, whatever keys its text names.
    session.send("\x1b3");
    session.wait_for("Name");
    session.send("\x1b[200~Tempel\r\r\x13\x1b2\x1b[201~");
    session.wait_for("Tempel");
    session.send("\x11");
    session.wait_for("Tempel");
    session.signal(rustix::process::Signal::TERM);
    assert_eq!(session.code(), 143);
    session.assert_clean();
    assert_eq!(book.count("SELECT COUNT(*) FROM change"), changes);
    assert_eq!(book.count(VISITS), 1);
}

/// Keys as a terminal sends them, but for those that leave or stop the program.
const KEYS: [&str; 34] = [
    "1",
    "2",
    "4",
    "x",
    "B",
    "u",
    "-",
    ".",
    " ",
    "é",
    "山",
    "\r",
    "\t",
    "\x1b[Z",
    "\x7f",
    "\x1b[3~",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b2",
    "\x1b3",
    "\x1b8",
    "\x1b9",
    "\x1bk",
    "\x13",
    "\x1a",
    "\x17",
    "\x0e",
    "\x1b1",
    "\x1bl",
    "\x1b[<0;20;8M",
];

#[test]
fn random_keys_on_a_real_book_neither_end_the_program_nor_hurt_the_book() {
    for seed in 1..=2_u64 {
        let book = Book::new();
        let mut session = book.open();
        let mut chance = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut next = |limit: usize| {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            usize::try_from(chance % limit as u64).expect("small")
        };
        for step in 0..600 {
            session.send(KEYS[next(KEYS.len())]);
            if step % 40 == 0 {
                let size = |number: usize| u16::try_from(number).expect("small");
                session.resize(size(40 + next(100)), size(10 + next(40)));
            }
        }
        session.resize(80, 24);
        // It still answers: the palette, if nothing lies over it, or whatever does.
        let before = session.bytes().len();
        wait("another frame", || {
            session.send("\x0c");
            (session.bytes().len() > before).then_some(())
        });
        session.signal(rustix::process::Signal::TERM);
        assert_eq!(session.code(), 143, "seed {seed}: {}", session.text());
        session.assert_clean();
        book.assert_sound();
    }
}
