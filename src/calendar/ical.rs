//! A calendar file (RFC 5545) of days, for the calendar of a phone or computer.

use std::fmt::Write as _;

use chrono::Days;

use crate::domain::Day;

/// The most octets of a line, without its end.
const LINE: usize = 75;

/// Something that a day holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Names it for ever, so that the same thing written anew replaces itself: `birthday-42-2026`.
    pub id: String,
    /// The day.
    pub day: Day,
    /// The last day; the same where it is one.
    pub until: Day,
    /// What it is called.
    pub summary: String,
    /// More about it; may be empty, may have lines.
    pub description: String,
}

/// The file: a calendar of that name, as it stands on a day, whose items belong to a book.
/// `book` tells the items of two shops apart.
pub fn calendar_file(name: &str, book: &str, as_of: Day, items: &[Item]) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: &str| fold(&format!("{name}:{value}"), &mut out);
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//kenal//kenal//EN");
    line("CALSCALE", "GREGORIAN");
    line("X-WR-CALNAME", &escaped(name));
    for item in items {
        // The end of an event of days is the first day after it.
        let after = item.until.checked_add_days(Days::new(1));
        line("BEGIN", "VEVENT");
        line("UID", &escaped(&format!("{}@{book}.kenal", item.id)));
        line("DTSTAMP", &format!("{}T000000Z", date(as_of)));
        line("DTSTART;VALUE=DATE", &date(item.day));
        line("DTEND;VALUE=DATE", &date(after.unwrap_or(item.until)));
        line("SUMMARY", &escaped(&item.summary));
        if !item.description.is_empty() {
            line("DESCRIPTION", &escaped(&item.description));
        }
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    out
}

fn date(day: Day) -> String {
    day.format("%Y%m%d").to_string()
}

/// Text as a value: what has a meaning there is marked, other control signs are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => {
                let _ = write!(out, "\\{c}");
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Ends a line, in pieces of at most 75 octets that are never cut within a letter.
fn fold(line: &str, out: &mut String) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}
