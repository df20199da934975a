//! A list of the screen goes into a file.

use std::path::Path;

use super::*;
use crate::domain::export::ExportKind;
use crate::protocol::{ExportContent, ExportFormat, ExportRows, Exported, NotWritten, WriteId};

fn exports(effects: &[Effect]) -> Vec<&crate::protocol::Export> {
    let mut exports = Vec::new();
    for effect in effects {
        if let Effect::Export(export) = effect {
            exports.push(&**export);
        }
    }
    exports
}

fn exported(rows: u64) -> Msg {
    Msg::Exported(Ok(Exported {
        path: "/home/wati/kenal-matches-2026-11-22.csv".into(),
        what: "matches".to_owned(),
        rows,
    }))
}

fn log(effects: &[Effect]) -> Option<(WriteId, Change)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Write { id, change, .. } => Some((*id, (**change).clone())),
        _ => None,
    })
}

#[test]
fn two_keys_write_the_list_and_the_audit_hears_of_it() {
    let mut stage = Stage::new();
    let effects = stage.press("<Ctrl+E><Enter>");
    let [export] = exports(&effects)[..] else {
        panic!("{effects:?}")
    };
    let name = format!("/home/wati/kenal-matches-{}.csv", stage.context.today);
    assert_eq!(export.path, Path::new(&name));
    assert_eq!(export.format, ExportFormat::Csv);
    assert!(matches!(
        &export.content,
        ExportContent::Rows(ExportRows::Found { text, .. }) if text == "budi"
    ));
    stage.update(Msg::Exporting(42));
    assert!(stage.shown().contains("42 %"), "{}", stage.shown());
    let effects = stage.update(exported(1));
    assert!(
        stage
            .shown()
            .contains("/home/wati/kenal-matches-2026-11-22.csv"),
        "{}",
        stage.shown()
    );
    let Some((_, Change::Export { what, rows, place })) = log(&effects) else {
        panic!("{effects:?}")
    };
    assert_eq!((what.as_str(), rows), ("matches", 1));
    assert!(place.starts_with("/home/wati/kenal-"), "{place}");
}

#[test]
fn tab_takes_the_other_kind_and_esc_writes_nothing() {
    let mut stage = Stage::new();
    assert!(exports(&stage.press("<Ctrl+E><Esc>")).is_empty());
    let mut stage = Stage::new().answering(
        "OpenCard",
        Step::Go(Go::Card(Subject::Vehicle(VehicleId(1)))),
    );
    stage.press("<Enter><Ctrl+E>");
    assert!(stage.shown().contains(".csv"), "{}", stage.shown());
    let effects = stage.press("<Tab><Enter>");
    let [export] = exports(&effects)[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(export.format, ExportFormat::Xlsx);
    assert!(matches!(
        export.content,
        ExportContent::Rows(ExportRows::Book(ExportKind::Visits, _))
    ));
}

#[test]
fn what_keeps_the_file_away_is_said_in_both_languages() {
    for (lang, says) in [(Lang::En, "the disk is full"), (Lang::Id, "disknya penuh")] {
        let mut stage = Stage::new();
        stage.context.lang = lang;
        stage.update(Msg::Exported(Err(Failure::NotWritten(NotWritten {
            path: "/home/wati/a.csv".into(),
            kind: std::io::ErrorKind::StorageFull,
            said: "ENOSPC".to_owned(),
        }))));
        let shown = stage.shown();
        assert!(
            shown.contains(says) && shown.contains("/home/wati/a.csv"),
            "{shown}"
        );
    }
}

#[test]
fn esc_stops_a_file_that_is_being_written_and_then_is_the_screens_again() {
    let mut stage = Stage::new();
    stage.press("<Ctrl+E><Enter>");
    assert!(stage.shown().contains("Esc stop"), "{}", stage.shown());
    stage.told();
    let effects = stage.press("<Esc>");
    assert!(matches!(effects[..], [Effect::StopExport]), "{effects:?}");
    assert!(stage.told().is_empty());
    let effects = stage.update(Msg::Exported(Err(Failure::Cancelled)));
    assert!(stage.shown().contains("no file was written"));
    assert!(log(&effects).is_none());
    assert!(stage.press("<Esc>").is_empty());
    assert_eq!(stage.told().len(), 1);
}

#[test]
fn a_second_report_is_not_begun_while_one_is_being_written() {
    let step = || Step::SaveReport(None);
    let mut stage = Stage::new().answering("OpenCard", step());
    assert_eq!(exports(&stage.press("<Enter>")).len(), 1);
    assert!(exports(&stage.press("<Enter>")).is_empty());
    assert!(stage.shown().contains("being written already"));
    stage.update(exported(1));
    assert_eq!(exports(&stage.press("<Enter>")).len(), 1);
}

#[test]
fn an_audit_that_cannot_be_written_is_said() {
    let mut stage = Stage::new();
    let effects = stage.update(exported(1));
    let (id, _) = log(&effects).expect("a line for the audit");
    stage.update(Msg::Wrote(id, Err(Failure::ReadOnly)));
    assert!(
        stage.shown().contains("not written into the book"),
        "{}",
        stage.shown()
    );
}

#[test]
fn in_a_form_the_key_is_the_forms() {
    let mut stage = Stage::new().answering("NewCustomer", new_customer());
    stage.press("<F3>");
    stage.told();
    stage.press("<Ctrl+E>");
    assert_eq!(stage.told(), ["form: key Ctrl+E"]);
}

#[test]
fn a_report_that_cannot_be_saved_asks_for_another_folder() {
    let mut stage = Stage::new().answering("OpenCard", Step::SaveReport(None));
    stage.press("<Enter>");
    let refused = NotWritten {
        path: "/home/wati/a.html".into(),
        kind: std::io::ErrorKind::PermissionDenied,
        said: "EACCES".to_owned(),
    };
    stage.update(Msg::Exported(Err(Failure::NotWritten(refused))));
    let shown = stage.shown();
    assert!(shown.contains("into which other folder"), "{shown}");
    assert!(shown.contains("/home/wati"), "{shown}");
    let effects = stage.press("/elsewhere<Enter>");
    let [export] = exports(&effects)[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(export.path, Path::new("/home/wati/elsewhere"));
    assert!(matches!(export.content, ExportContent::Review(None)));
}
