//! `kenal completions` and `kenal man`: what the program says about itself to other programs.

use std::fmt::Write as _;
use std::io;

use clap_mangen::Man;

use super::args::Completions;
use super::exit::{Ended, Exit};
use super::session::Session;
use super::{help, wording};
use crate::text::{Lang, Say};

/// What `clap_mangen` begins every piece with.
const PREAMBLE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// Completions for a shell.
pub(super) fn completions(session: &mut Session, args: &Completions) -> Ended {
    let mut script = Vec::new();
    let mut command = help::command(session.lang());
    clap_complete::generate(args.shell, &mut command, "kenal", &mut script);
    let script = String::from_utf8(script)
        .map_err(|error| wording::internal(&error.to_string(), session.lang()))?;
    print(session, &script)
}

/// The manual page, all commands in one.
pub(super) fn man(session: &mut Session) -> Ended {
    let lang = session.lang();
    let page = page(lang).map_err(|error| wording::internal(&error.to_string(), lang))?;
    print(session, &page)
}

/// The manual page in a language, as roff: the program, then one section for each command.
///
/// # Errors
/// Never; writing into memory does not fail.
pub fn page(lang: Lang) -> io::Result<String> {
    let tree = help::command(lang);
    let man = Man::new(tree.clone());
    let mut page = PREAMBLE.to_owned();
    page += &section(|page| {
        man.render_title(page)?;
        man.render_name_section(page)?;
        man.render_synopsis_section(page)
    })?;
    for (title, word) in [
        ("NAME", Say::UsageManName),
        ("SYNOPSIS", Say::UsageManSynopsis),
    ] {
        let heading = format!(".SH \"{}\"", word.in_(lang));
        page = page.replace(&format!(".SH {title}"), &heading);
    }
    leaves(&tree, "kenal", &mut page)?;
    page += &section(|page| man.render_options_section(page))?;
    let _ = write!(
        page,
        ".SH \"{}\"\n{}\n.PP\n.nf\n{}.fi\n",
        Say::UsageHeadingSettings.in_(lang).to_uppercase(),
        escaped(Say::UsageSettings.in_(lang)),
        escaped(crate::config::EXAMPLE)
    );
    let codes = Say::UsageExitCodes.in_(lang);
    let (title, rows) = codes.split_once(":\n").unwrap_or((codes, ""));
    let _ = write!(page, ".SH \"{}\"\n.nf\n{rows}\n.fi\n", title.to_uppercase());
    Ok(page)
}

/// One section for each command that is not a group of commands, nor only for tests.
fn leaves(command: &clap::Command, name: &str, page: &mut String) -> io::Result<()> {
    let shown = command
        .get_subcommands()
        .filter(|child| !child.is_hide_set());
    for child in shown {
        let name = format!("{name} {}", child.get_name());
        if child.has_subcommands() {
            leaves(child, &name, page)?;
            continue;
        }
        let about = child.get_about().map(ToString::to_string);
        let usage = child.clone().bin_name(&name).render_usage().to_string();
        let usage = usage.trim_start_matches("Usage:").trim();
        // Alone it would get clap's own help flag, in English.
        let man = Man::new(child.clone().disable_help_flag(true));
        let words = section(|page| man.render_options_section(page))?;
        let _ = write!(
            page,
            ".SH \"{}\"\n{}.\n.PP\n\\fB{}\\fR\n{}",
            name.to_uppercase(),
            escaped(&about.unwrap_or_default()),
            escaped(usage),
            words.replace(".SH ", ".SS ")
        );
        if let Some(more) = child.get_after_help() {
            let more = escaped(&more.to_string());
            let _ = write!(page, ".PP\n.nf\n{}\n.fi\n", more.trim_end());
        }
    }
    Ok(())
}

/// A hyphen that stays a hyphen, and no line that begins like a command of roff.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('-', "\\-")
}

/// What is written into memory, without the preamble that stands at the top once.
fn section(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<String> {
    let mut page = Vec::new();
    write(&mut page)?;
    let page = String::from_utf8(page).map_err(io::Error::other)?;
    Ok(page.replace(PREAMBLE, ""))
}

fn print(session: &mut Session, text: &str) -> Ended {
    session.out.text(text)?;
    Ok(Exit::Done)
}
