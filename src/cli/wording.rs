//! What the book refuses, as sentences of the command line. A script keeps nothing "on the
//! screen": where the screens say so, the command line has a sentence of its own.

use std::io;
use std::path::Path;

use super::exit::{Exit, Failing};
use crate::screens::entry::saved;
use crate::store::{OpenRemark, StoreError};
use crate::text::{Lang, Say, change_kind, field_name, other_writer, say};

/// The book that could not be opened, read or written.
pub fn failing(error: &StoreError, file: &Path, lang: Lang) -> Failing {
    about_file(error, file, lang).unwrap_or_else(|| about_entry(error, file, lang))
}

/// Trouble with the disk while somebody only looks: there is nothing that could be saved or not.
pub fn looking(error: &StoreError, lang: Lang) -> Option<Failing> {
    let text = match error {
        StoreError::DiskFull => Say::CliDiskFullLooking.in_(lang).to_owned(),
        StoreError::Io(why) => say::cli_io_looking(lang, why),
        _ => return None,
    };
    Some(Failing::new(Exit::Io, text, Say::CliAgainHint.in_(lang)))
}

/// What is to be said about the place of a book that opened; being only looked at is said
/// where somebody wants to write.
pub fn remark(remark: &OpenRemark, lang: Lang) -> Option<&'static str> {
    let say = match remark {
        OpenRemark::MadePrivate => Say::CliMadePrivate,
        OpenRemark::SharedFolder => Say::CliSharedFolder,
        OpenRemark::SyncedFolder => Say::CliSyncedFolder,
        OpenRemark::LookOnly { .. } => return None,
    };
    Some(say.in_(lang))
}

/// Trouble with the file itself.
fn about_file(error: &StoreError, file: &Path, lang: Lang) -> Option<Failing> {
    let shown = file.display().to_string();
    let said = |exit, text, hint| Some(Failing::new(exit, text, hint));
    match error {
        StoreError::Missing(path) => {
            let path = path.display().to_string();
            let hint = say::error_missing_hint(lang, &path);
            said(Exit::CannotOpen, say::error_missing_text(lang, path), hint)
        }
        StoreError::NotAFile(path) => said(
            Exit::CannotOpen,
            say::error_not_a_file_text(lang, path.display()),
            Say::ErrorNotAFileHint.in_(lang).to_owned(),
        ),
        StoreError::SeveralNames(path) => said(
            Exit::CannotOpen,
            say::error_several_names_text(lang, path.display()),
            say::error_several_names_hint(lang, path.display()),
        ),
        StoreError::Exists(path) => {
            let path = path.display().to_string();
            let hint = say::error_exists_hint(lang, &path);
            said(Exit::CannotCreate, say::error_exists_text(lang, path), hint)
        }
        StoreError::CannotOpen { path, why } => said(
            Exit::CannotOpen,
            say::error_cannot_open_text(lang, path.display(), why),
            Say::ErrorCannotOpenHint.in_(lang).to_owned(),
        ),
        StoreError::CannotCreate { path, why } => said(
            Exit::CannotCreate,
            say::error_cannot_create_text(lang, path.display(), why),
            Say::ErrorCannotCreateHint.in_(lang).to_owned(),
        ),
        StoreError::NotOurs => said(
            Exit::Refused,
            say::error_not_ours_text(lang, shown),
            Say::ErrorNotOursHint.in_(lang).to_owned(),
        ),
        StoreError::Newer(version) => said(
            Exit::Unsupported,
            say::error_newer_text(lang, shown, version),
            Say::ErrorNewerHint.in_(lang).to_owned(),
        ),
        StoreError::OtherTables => said(
            Exit::Refused,
            say::error_other_tables_text(lang, shown),
            say::error_other_tables_hint(lang, copies(file)),
        ),
        StoreError::Damaged(_) => said(
            Exit::Refused,
            say::error_damaged_text(lang, shown),
            say::error_damaged_hint(lang, copies(file)),
        ),
        StoreError::Network => said(
            Exit::Unsupported,
            say::error_network_text(lang, shown),
            Say::ErrorNetworkHint.in_(lang).to_owned(),
        ),
        StoreError::Foreign { owner } => said(
            Exit::NotPermitted,
            say::error_foreign_text(lang, shown, owner),
            say::error_foreign_hint(lang, owner),
        ),
        StoreError::OpenFolder(folder) => {
            let folder = folder.display().to_string();
            said(
                Exit::NotPermitted,
                say::error_open_folder_text(lang, &folder),
                say::error_open_folder_hint(lang, &folder),
            )
        }
        StoreError::ReadOnly { owner } => {
            let hint = if owner.is_empty() {
                Say::ShellReadOnlyHint.in_(lang).to_owned()
            } else {
                say::error_read_only_hint(lang, owner)
            };
            said(
                Exit::NotPermitted,
                say::cli_read_only_text(lang, shown),
                hint,
            )
        }
        StoreError::Migration { why, copy } => {
            let copy = copy
                .as_ref()
                .map_or_else(|| "–".to_owned(), |copy| copy.display().to_string());
            said(
                Exit::Io,
                say::error_migration_text(lang, shown, why, copy),
                Say::ErrorMigrationHint.in_(lang).to_owned(),
            )
        }
        _ => None,
    }
}

/// Trouble with what was to be written, or with the disk meanwhile.
fn about_entry(error: &StoreError, file: &Path, lang: Lang) -> Failing {
    let plain = |exit, text, hint| Failing::said(exit, lang, text, hint);
    match error {
        StoreError::Moved => Failing::new(
            Exit::Io,
            say::cli_moved_text(lang, file.display()),
            Say::CliMovedHint.in_(lang),
        ),
        StoreError::Busy(None) => plain(Exit::Busy, Say::CliBusyText, Say::ErrorBusyHint),
        StoreError::Busy(Some(by)) => Failing::new(
            Exit::Busy,
            say::cli_busy_by_text(lang, other_writer(lang, by)),
            Say::ErrorBusyHint.in_(lang),
        ),
        StoreError::Underway { who, pid } => Failing::new(
            Exit::Busy,
            say::cli_underway_text(lang, who, pid),
            Say::CliUnderwayHint.in_(lang),
        ),
        StoreError::DiskFull => plain(Exit::Io, Say::CliDiskFullText, Say::CliAgainHint),
        StoreError::Cancelled => plain(
            Exit::Interrupted,
            Say::CliCancelledText,
            Say::CliCancelledHint,
        ),
        StoreError::Gone => plain(Exit::Busy, Say::CliGoneText, Say::CliGoneHint),
        StoreError::Conflict(fields) => {
            let line = |field: &crate::domain::FieldConflict| {
                let name = called(&field.field, lang);
                say::cli_conflict_field(lang, name, &field.theirs, &field.mine)
            };
            let lines = fields.iter().map(line).collect();
            plain(Exit::Busy, Say::CliConflictText, Say::CliConflictHint).with_lines(lines)
        }
        StoreError::Refused(fields) if saved::is_spent(fields) => {
            let why = fields.iter().map(|(_, code)| saved::told(code, lang));
            let why: Vec<String> = why.collect();
            Failing::new(
                Exit::Refused,
                why.join(" "),
                Say::PointsSpentCommand.in_(lang),
            )
        }
        StoreError::Refused(fields) => {
            let line = |(field, code): &(String, String)| {
                let name = called(field, lang);
                format!("{name}: {}", refused(code, lang))
            };
            let lines = fields.iter().map(line).collect();
            plain(Exit::Refused, Say::CliRefusedText, Say::CliRefusedHint).with_lines(lines)
        }
        StoreError::NothingToUndo => plain(
            Exit::Partly,
            Say::NoticeNothingToUndo,
            Say::CliNothingToUndoHint,
        ),
        StoreError::RestsOn { kind, by, .. } => Failing::new(
            Exit::Refused,
            say::shell_rests_on(lang, change_kind(kind).in_(lang), by),
            Say::ShellRestsOnHint.in_(lang),
        ),
        StoreError::Unsure(why) => Failing::new(
            Exit::Io,
            say::cli_unsure_text(lang, why),
            Say::CliUnsureHint.in_(lang),
        ),
        StoreError::Internal(why) => internal(why, lang),
        other => Failing::new(
            Exit::Io,
            say::cli_io_text(lang, other.to_string()),
            Say::CliAgainHint.in_(lang),
        ),
    }
}

/// Why the book refused something, without the keys that a screen would name.
pub fn refused(code: &str, lang: Lang) -> String {
    let say = match code {
        "do_not_contact" => Say::MessageRefusedContact,
        "said_no" => Say::MessageBareNo,
        "not_asked" => Say::MessageBareNotAsked,
        "not_wished" => Say::MessageBareNotWished,
        "tempts" => Say::MessageRefusedTempts,
        code => return saved::told(code, lang),
    };
    say.in_(lang).to_owned()
}

/// Why the system refused, in the person's language where it has a word for it.
pub fn why(error: &io::Error, lang: Lang) -> String {
    let say = match error.kind() {
        io::ErrorKind::NotFound => Say::CliWhyNotFound,
        io::ErrorKind::PermissionDenied => Say::CliWhyNotAllowed,
        io::ErrorKind::AlreadyExists => Say::CliWhyExists,
        io::ErrorKind::StorageFull => Say::CliWhyFull,
        io::ErrorKind::ReadOnlyFilesystem => Say::CliWhyReadOnly,
        io::ErrorKind::InvalidInput | io::ErrorKind::IsADirectory => Say::ExportWhyNoFile,
        io::ErrorKind::NotADirectory => Say::CliWhyNoFolder,
        _ => return error.to_string(),
    };
    say.in_(lang).to_owned()
}

/// What people call a field; the key itself for a field of the trade's own.
fn called(field: &str, lang: Lang) -> &str {
    field_name(field).map_or(field, |say| say.in_(lang))
}

/// A mistake of ours.
pub fn internal(why: &str, lang: Lang) -> Failing {
    Failing::new(
        Exit::Bug,
        say::error_internal_text(lang, why),
        Say::ErrorInternalHint.in_(lang),
    )
}

/// Where verified copies of the book lie.
fn copies(file: &Path) -> String {
    let folder = file.parent().unwrap_or(Path::new("."));
    folder.join("copies").display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ChangeId;
    use std::path::PathBuf;

    #[test]
    fn every_trouble_has_its_documented_code_and_a_sentence_in_both_languages() {
        let path = PathBuf::from("/tmp/kenal.db");
        let why = || "EIO".to_owned();
        let all = [
            (66, StoreError::Missing(path.clone())),
            (66, StoreError::NotAFile(path.clone())),
            (66, StoreError::SeveralNames(path.clone())),
            (73, StoreError::Exists(path.clone())),
            (
                66,
                StoreError::CannotOpen {
                    path: path.clone(),
                    why: why(),
                },
            ),
            (
                73,
                StoreError::CannotCreate {
                    path: path.clone(),
                    why: why(),
                },
            ),
            (65, StoreError::NotOurs),
            (69, StoreError::Newer("9".to_owned())),
            (65, StoreError::OtherTables),
            (65, StoreError::Damaged(why())),
            (69, StoreError::Network),
            (77, StoreError::Foreign { owner: why() }),
            (77, StoreError::OpenFolder(path.clone())),
            (77, StoreError::ReadOnly { owner: why() }),
            (
                77,
                StoreError::ReadOnly {
                    owner: String::new(),
                },
            ),
            (74, StoreError::Moved),
            (75, StoreError::Busy(None)),
            (
                75,
                StoreError::Busy(Some(crate::domain::OtherWriter::numbered(7))),
            ),
            (75, StoreError::Underway { who: why(), pid: 7 }),
            (74, StoreError::DiskFull),
            (130, StoreError::Cancelled),
            (75, StoreError::Gone),
            (75, StoreError::Conflict(Vec::new())),
            (
                65,
                StoreError::Refused(vec![("plate".to_owned(), "plate_taken".to_owned())]),
            ),
            (1, StoreError::NothingToUndo),
            (
                65,
                StoreError::RestsOn {
                    change: ChangeId(7),
                    kind: "add_visit".to_owned(),
                    by: "Rina".to_owned(),
                },
            ),
            (
                74,
                StoreError::Migration {
                    why: why(),
                    copy: None,
                },
            ),
            (74, StoreError::Unsure(why())),
            (74, StoreError::Io(why())),
            (70, StoreError::Internal(why())),
        ];
        for error in [StoreError::DiskFull, StoreError::Io(why())] {
            for lang in Lang::ALL {
                let [looking, writing] =
                    [looking(&error, lang).unwrap(), failing(&error, &path, lang)];
                assert_eq!(looking.exit, writing.exit);
                for saved in ["was not saved", "belum tersimpan"] {
                    assert!(!looking.text.contains(saved), "{}", looking.text);
                }
            }
        }
        assert!(looking(&StoreError::Gone, Lang::En).is_none());
        for (code, error) in all {
            let [en, id] = Lang::ALL.map(|lang| failing(&error, &path, lang));
            assert_eq!(en.exit.code(), code, "{error:?}");
            assert_ne!(en.text, id.text, "{error:?}");
            for said in [&en, &id] {
                assert!(!said.hint.is_empty(), "{error:?}");
                let screen = said.text.contains("screen") || said.text.contains("layar");
                assert!(!screen, "{}", said.text);
            }
        }
    }
}
