//! What is printed, to writers that can be looked into.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use super::{Output, Style};
use crate::cli::exit::{Exit, Failing};
use crate::look::Role;
use crate::text::Lang;

/// A writer that several hands hold.
#[derive(Clone, Default)]
pub(crate) struct Shared(Rc<RefCell<Vec<u8>>>);

impl Shared {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("UTF-8")
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Broken(io::ErrorKind);

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn style() -> Style {
    Style {
        lang: Lang::En,
        colour: false,
        colour_errors: false,
        ascii: false,
        cuts: true,
        width: 80,
        quiet: false,
    }
}

fn output(style: Style) -> (Output, Shared, Shared) {
    let (out, err) = (Shared::default(), Shared::default());
    let output = Output::new(style, Box::new(out.clone()), Box::new(err.clone()));
    (output, out, err)
}

const HOSTILE: &str = "Budi\u{1b}]52;c;eA==\u{7}\u{202e}\u{9b}31m\nB";

#[test]
fn nothing_that_a_terminal_obeys_is_printed() {
    let (mut output, out, err) = output(style());
    output.line(HOSTILE).unwrap();
    output.spans(&[(HOSTILE, Role::Strong)]).unwrap();
    output.text(HOSTILE).unwrap();
    output.note(HOSTILE);
    output.warn(HOSTILE);
    let failing = Failing::new(Exit::Io, HOSTILE, HOSTILE).with_lines(vec![HOSTILE.to_owned()]);
    assert_eq!(output.failing(&failing), Exit::Io);
    for text in [out.text(), err.text()] {
        let control = |c: char| c != '\n' && crate::domain::hygiene::is_unwanted(c);
        assert!(!text.contains(control), "{text:?}");
        assert!(text.contains("Budi"));
    }
}

#[test]
fn json_keeps_every_character_and_escapes_what_a_terminal_obeys() {
    let (mut output, out, _) = output(style());
    output.json(&[HOSTILE, "é \u{e0041}"]).unwrap();
    let text = out.text();
    assert!(
        !text
            .trim_end()
            .contains(crate::domain::hygiene::is_unwanted),
        "{text:?}"
    );
    let back: Vec<String> = serde_json::from_str(&text).unwrap();
    assert_eq!(back, [HOSTILE, "é \u{e0041}"]);
}

#[test]
fn a_reader_who_has_gone_ends_it_without_a_word() {
    let broken = |kind| {
        let err = Shared::default();
        let mut output = Output::new(style(), Box::new(Broken(kind)), Box::new(err.clone()));
        let failing = output.line("x").unwrap_err();
        (output.failing(&failing), err.text())
    };
    assert_eq!(
        broken(io::ErrorKind::BrokenPipe),
        (Exit::NobodyReads, String::new())
    );
    let (exit, said) = broken(io::ErrorKind::StorageFull);
    assert_eq!(exit, Exit::Io);
    assert!(
        said.contains("Error: ") && said.contains("Hint: "),
        "{said}"
    );
}

#[test]
fn quiet_says_results_and_problems_only() {
    let (mut output, out, err) = output(Style {
        quiet: true,
        ..style()
    });
    output.line("result").unwrap();
    output.note("good to know");
    output.warn("watch out");
    assert_eq!(out.text(), "result\n");
    assert_eq!(err.text(), "! watch out\n");
}

#[test]
fn colour_stands_around_the_text_only_where_it_is_wanted() {
    let (mut output, out, _) = output(Style {
        colour: true,
        ..style()
    });
    output
        .spans(&[("a", Role::Danger), (" b", Role::Normal)])
        .unwrap();
    assert_eq!(out.text(), "\u{1b}[1;31ma\u{1b}[0m b\n");
}
