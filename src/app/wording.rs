//! Failures as sentences: what happened, what is safe, what to do next.

use std::io::ErrorKind;

use crate::domain::trade::Trade;
use crate::protocol::{Command, Damage, Failure, Keymap, Level, NotWritten, Notice};
use crate::screens::entry::saved;
use crate::screens::sheet::wording::change;
use crate::text::{self, Lang, Say, other_writer, say};

/// What the sentences may name.
pub(super) struct Terms<'a> {
    pub(super) lang: Lang,
    pub(super) keymap: &'a Keymap,
    /// The file's name, for people.
    pub(super) file: &'a str,
    /// The shop's trade: what a customer brings has its word.
    pub(super) trade: &'a Trade,
}

impl Terms<'_> {
    /// The key of a command, as people read it.
    fn key(&self, command: Command) -> String {
        text::key(self.lang, &self.keymap.shown(command))
    }

    /// The notice of a failure; `None` for one that nobody waits for.
    pub(super) fn failure(&self, failure: &Failure) -> Option<Notice> {
        let lang = self.lang;
        let plain = |text: Say, hint: Say| (text.in_(lang).to_owned(), hint.in_(lang).to_owned());
        let (text, hint) = match failure {
            Failure::Cancelled => return None,
            Failure::NothingToUndo => return Some(self.info(Say::NoticeNothingToUndo)),
            Failure::Busy(None) => plain(Say::ErrorBusyText, Say::ErrorBusyHint),
            Failure::Busy(Some(by)) => (
                say::error_busy_by_text(lang, other_writer(lang, by)),
                Say::ErrorBusyHint.in_(lang).to_owned(),
            ),
            Failure::Conflict(_) => plain(Say::ShellConflict, Say::ShellConflictHint),
            // Only taking back a change of the currency says this.
            Failure::Refused(reasons)
                if reasons.iter().any(|(_, code)| code == "currency_fixed") =>
            {
                (Say::ShopCurrencyFixed.in_(lang).to_owned(), String::new())
            }
            // An undo that would take points away which are spent.
            Failure::Refused(reasons) if saved::is_spent(reasons) => {
                let why = reasons.iter().map(|(_, code)| saved::told(code, lang));
                let hint = say::points_spent_hint(lang, self.key(Command::Programme));
                (why.collect::<Vec<_>>().join(" "), hint)
            }
            Failure::Refused(_) => plain(Say::ShellRefused, Say::ShellRefusedHint),
            Failure::DiskFull => plain(Say::ErrorDiskFullText, Say::ErrorDiskFullHint),
            Failure::ReadOnly => plain(Say::ShellReadOnly, Say::ShellReadOnlyHint),
            Failure::Newer => plain(Say::ShellNewer, Say::ShellNewerHint),
            Failure::Damaged => plain(Say::ShellDamaged, Say::ShellDamagedHint),
            Failure::CannotStop => (
                Say::ShellCannotStop.in_(lang).to_owned(),
                say::shell_cannot_stop_hint(lang, self.key(Command::Quit)),
            ),
            Failure::RestsOn { kind, by, .. } => (
                say::shell_rests_on(lang, change(kind, lang, self.trade), by),
                Say::ShellRestsOnHint.in_(lang).to_owned(),
            ),
            Failure::Gone => (
                Say::ErrorGoneText.in_(lang).to_owned(),
                say::error_gone_hint(lang, self.key(Command::Undo)),
            ),
            Failure::Moved => (
                say::error_moved_text(lang, self.file),
                Say::ErrorMovedHint.in_(lang).to_owned(),
            ),
            Failure::Unsure(why) => (
                say::error_unsure_text(lang, why),
                Say::ErrorUnsureHint.in_(lang).to_owned(),
            ),
            Failure::Io(why) => (
                say::error_io_text(lang, why),
                Say::ErrorIoHint.in_(lang).to_owned(),
            ),
            Failure::NotWritten(file) => (
                say::export_not_written(lang, file.path.display(), why(file, lang)),
                Say::ExportNotWrittenHint.in_(lang).to_owned(),
            ),
            Failure::ClockBack { minutes } => (
                say::error_clock_text(lang, span(*minutes)),
                Say::ErrorClockHint.in_(lang).to_owned(),
            ),
        };
        Some(Notice {
            level: Level::Problem,
            text,
            hint,
        })
    }

    /// Why today's copy could not be made. Everything is saved by then, and nothing was typed: what
    /// a failure says about an entry is not said.
    pub(super) fn no_copy(&self, failure: &Failure) -> String {
        let lang = self.lang;
        let why = match failure {
            Failure::Io(why) => say::shell_copy_io(lang, why),
            Failure::DiskFull => Say::ShellCopyFull.in_(lang).to_owned(),
            Failure::Busy(_) => Say::ShellCopyBusy.in_(lang).to_owned(),
            Failure::Moved => say::shell_copy_moved(lang, self.file),
            Failure::Newer => Say::ShellNewer.in_(lang).to_owned(),
            Failure::Damaged => return Say::ShellDamaged.in_(lang).to_owned(),
            _ => String::new(),
        };
        let said = say::shell_copy_failed(lang, why);
        said.trim_end().to_owned()
    }

    /// The last check found the file damaged.
    pub(super) fn damage(&self, damage: &Damage) -> Notice {
        let lang = self.lang;
        let hint = damage.copy.as_ref().map_or_else(
            || Say::ShellDamageNoCopy.in_(lang).to_owned(),
            |copy| say::shell_damage_copy(lang, copy),
        );
        Notice {
            level: Level::Problem,
            text: Say::ShellDamageText.in_(lang).to_owned(),
            hint,
        }
    }

    /// A sentence that is good to know.
    pub(super) fn info(&self, text: Say) -> Notice {
        Notice {
            level: Level::Info,
            text: text.in_(self.lang).to_owned(),
            hint: String::new(),
        }
    }

    /// Why a command does nothing now.
    pub(super) fn blocked(&self, reason: Say) -> Notice {
        Notice {
            level: Level::Attention,
            ..self.info(reason)
        }
    }

    /// A sentence about something done.
    pub(super) fn done(&self, text: Say) -> Notice {
        Notice {
            level: Level::Done,
            ..self.info(text)
        }
    }
}

/// Why the system refused a file, in the person's language where it has a word for it.
fn why(file: &NotWritten, lang: Lang) -> String {
    let say = match file.kind {
        ErrorKind::NotFound => Say::ExportWhyNoFolder,
        ErrorKind::InvalidInput | ErrorKind::IsADirectory => Say::ExportWhyNoFile,
        ErrorKind::PermissionDenied => Say::CliWhyNotAllowed,
        ErrorKind::AlreadyExists => Say::CliWhyExists,
        ErrorKind::StorageFull => Say::CliWhyFull,
        ErrorKind::ReadOnlyFilesystem => Say::CliWhyReadOnly,
        ErrorKind::NotADirectory => Say::CliWhyNoFolder,
        _ => return file.said.clone(),
    };
    say.in_(lang).to_owned()
}

/// Hours and minutes, `2:05`, which read the same in both languages.
fn span(minutes: u64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ChangeId;
    use crate::protocol::{Key, Scope};

    #[test]
    fn every_failure_says_what_happened_and_what_to_do_in_both_languages() {
        let failures = [
            Failure::Busy(None),
            Failure::Busy(Some(crate::domain::OtherWriter::numbered(1234))),
            Failure::Conflict(Vec::new()),
            Failure::Refused(Vec::new()),
            Failure::Gone,
            Failure::DiskFull,
            Failure::ReadOnly,
            Failure::Moved,
            Failure::Newer,
            Failure::Damaged,
            Failure::CannotStop,
            Failure::Io("EIO".to_owned()),
            Failure::Unsure("EIO".to_owned()),
            Failure::ClockBack { minutes: 125 },
            Failure::NotWritten(NotWritten {
                path: "/home/ani/list.csv".into(),
                kind: ErrorKind::StorageFull,
                said: "ENOSPC".to_owned(),
            }),
            Failure::RestsOn {
                change: ChangeId(7),
                kind: "add_visit".to_owned(),
                by: "Rina".to_owned(),
            },
        ];
        let keymap = Keymap::default();
        for failure in failures {
            let [en, id] = Lang::ALL.map(|lang| {
                Terms {
                    lang,
                    keymap: &keymap,
                    file: "kenal.db",
                    trade: &Trade::default(),
                }
                .failure(&failure)
                .expect("said")
            });
            assert_eq!(en.level, Level::Problem);
            assert_ne!(en.text, id.text, "{failure:?}");
            assert!(!en.hint.is_empty() && !id.hint.is_empty(), "{failure:?}");
        }
    }

    #[test]
    fn damage_says_what_is_safe_and_names_the_copy_in_both_languages() {
        let copy = "copies/kenal-0007-2026-11-22.db";
        let said = |lang, copy: Option<&str>| {
            let terms = Terms {
                lang,
                keymap: &Keymap::default(),
                file: "kenal.db",
                trade: &Trade::default(),
            };
            let copy = copy.map(str::to_owned);
            terms.damage(&Damage { copy })
        };
        let [en, id] = Lang::ALL.map(|lang| said(lang, Some(copy)));
        assert_eq!(en.level, Level::Problem);
        assert!(en.text.contains("nothing more is saved"), "{}", en.text);
        assert!(
            id.text.contains("tidak ada lagi yang disimpan"),
            "{}",
            id.text
        );
        assert!(en.hint.contains(copy) && id.hint.contains(copy));
        for lang in Lang::ALL {
            let alone = said(lang, None);
            assert!(!alone.hint.is_empty() && !alone.hint.contains("copies/"));
        }
    }

    #[test]
    fn a_read_that_nobody_waits_for_says_nothing() {
        let terms = Terms {
            lang: Lang::En,
            keymap: &Keymap::default(),
            file: "",
            trade: &Trade::default(),
        };
        assert_eq!(terms.failure(&Failure::Cancelled), None);
    }

    #[test]
    fn an_undo_that_would_take_spent_points_says_so_and_not_to_correct_it() {
        let reasons = vec![("points".to_owned(), "points_spent 130".to_owned())];
        let terms = Terms {
            lang: Lang::En,
            keymap: &Keymap::default(),
            file: "",
            trade: &Trade::default(),
        };
        let notice = terms.failure(&Failure::Refused(reasons)).expect("said");
        assert!(notice.text.contains("130 below zero"), "{}", notice.text);
        assert!(notice.hint.contains("Alt+J"), "{}", notice.hint);
        for scope in [Scope::Desk, Scope::Card] {
            let key = Keymap::default().command(scope, Key::alt('j'));
            assert_eq!(key, Some(Command::Programme));
        }
    }

    #[test]
    fn an_undo_that_something_rests_on_names_it() {
        let terms = Terms {
            lang: Lang::En,
            keymap: &Keymap::default(),
            file: "",
            trade: &Trade::default(),
        };
        let failure = Failure::RestsOn {
            change: ChangeId(7),
            kind: "add_visit".to_owned(),
            by: "Rina".to_owned(),
        };
        let notice = terms.failure(&failure).expect("said");
        assert_eq!(notice.text, "Not taken back: a visit by Rina rests on it.");
    }
}
