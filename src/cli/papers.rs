//! `kenal completions` and `kenal man`: what the program says about itself to other programs.

use super::args::Completions;
use super::exit::{Ended, Exit};
use super::session::Session;
use super::{help, wording};
use crate::text::Lang;

/// Completions for a shell.
pub(super) fn completions(session: &mut Session, args: &Completions) -> Ended {
    let mut script = Vec::new();
    let mut command = help::command(session.lang());
    clap_complete::generate(args.shell, &mut command, "kenal", &mut script);
    print(session, script)
}

/// The manual page, all commands in one.
pub(super) fn man(session: &mut Session) -> Ended {
    let lang = session.lang();
    let page = page(lang).map_err(|error| wording::internal(&error.to_string(), lang))?;
    print(session, page)
}

/// The manual page in a language, as roff.
///
/// # Errors
/// Never; writing into memory does not fail.
pub fn page(lang: Lang) -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let command = help::command(lang);
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(page)
}

fn print(session: &mut Session, bytes: Vec<u8>) -> Ended {
    let text = String::from_utf8(bytes)
        .map_err(|error| wording::internal(&error.to_string(), session.lang()))?;
    session.out.text(&text)?;
    Ok(Exit::Done)
}
