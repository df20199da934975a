use crate::exchange::plan::Reason;
use std::path::Path;

use super::*;
use crate::exchange::plan::{PlannedCustomer, PlannedVehicle, PlannedVisit, SinkResult, Written};
use crate::exchange::read::refusal::Refusal;

/// Counts what it hears.
#[derive(Default)]
struct Ear {
    heard: usize,
    fails: bool,
}

impl Ear {
    fn hear(&mut self) -> SinkResult<Written> {
        self.heard += 1;
        if self.fails {
            Err("full".into())
        } else {
            Ok(Written::Created)
        }
    }
}

impl Sink for Ear {
    fn customer(&mut self, _: &PlannedCustomer) -> SinkResult<Written> {
        self.hear()
    }
    fn vehicle(&mut self, _: &PlannedVehicle) -> SinkResult<Written> {
        self.hear()
    }
    fn visit(&mut self, _: &PlannedVisit) -> SinkResult<Written> {
        self.hear()
    }
}

/// Looks on for so many ticks.
struct Watch {
    patience: usize,
    ticks: Vec<(u64, u64)>,
}

impl Progress for Watch {
    fn tick(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        self.ticks.push((done, total));
        if self.ticks.len() < self.patience {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }
}

fn options() -> Options {
    Options::new(NaiveDate::from_ymd_opt(2026, 11, 22).unwrap())
}

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn many_rows() -> String {
    let row = |n: u32| {
        format!(
            "Budi {n},0812345{n:05},B {} AB,{:02}/03/2026,Oli\n",
            n % 9000 + 1000,
            n % 28 + 1
        )
    };
    let rows: String = (0..3000).map(row).collect();
    format!("nama,hp,nopol,tgl,pekerjaan\n{rows}")
}

#[test]
fn progress_only_grows_and_never_passes_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "a.csv", &many_rows());
    let mut watch = Watch {
        patience: usize::MAX,
        ticks: Vec::new(),
    };
    run(&[path], &options(), &mut Ear::default(), &mut watch).unwrap();
    assert!(watch.ticks.len() > 5);
    assert!(watch.ticks.is_sorted());
    assert!(
        watch
            .ticks
            .iter()
            .all(|(done, total)| done <= total && *total > 0)
    );
}

#[test]
fn who_watches_may_stop_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "a.csv", &many_rows());
    for patience in [1, 8, 14] {
        let mut watch = Watch {
            patience,
            ticks: Vec::new(),
        };
        let stopped = run(
            std::slice::from_ref(&path),
            &options(),
            &mut Ear::default(),
            &mut watch,
        );
        assert!(matches!(stopped, Err(Refused::Cancelled)), "{patience}");
    }
}

#[test]
fn one_refused_file_refuses_all_before_anything_is_heard() {
    let folder = tempfile::tempdir().unwrap();
    let good = file(folder.path(), "a.csv", "nama,hp\nBudi,081234567890\n");
    let open = file(folder.path(), "b.csv", "nama,hp\nSiti,\"0812\n");
    let mut ear = Ear::default();
    let refused = run(&[good, open], &options(), &mut ear, &mut ()).unwrap_err();
    assert!(matches!(
        refused,
        Refused::File {
            refusal: Refusal::UnclosedQuote { line: 2 },
            ..
        }
    ));
    assert_eq!(ear.heard, 0);
}

#[test]
fn a_receiver_that_fails_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(
        folder.path(),
        "a.csv",
        "nama,hp\nBudi,081234567890\nSiti,081234567891\n",
    );
    let mut ear = Ear {
        fails: true,
        ..Ear::default()
    };
    let ended = run(&[path], &options(), &mut ear, &mut ());
    assert!(matches!(ended, Err(Refused::Sink(_))));
    assert_eq!(ear.heard, 1);
}

#[test]
fn what_the_person_says_of_a_column_wins() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(
        folder.path(),
        "a.csv",
        "apa,hp,nama\nBudi,081234567890,Honda\n",
    );
    let mut asked = options();
    asked.map = [("Apa", "customer_name"), ("nama", "-")]
        .map(|(header, field)| (header.to_owned(), field.to_owned()))
        .into();
    let report = run(
        std::slice::from_ref(&path),
        &asked,
        &mut Ear::default(),
        &mut (),
    )
    .unwrap();
    let mapping = [
        ("apa".to_owned(), "customer_name".into()),
        ("hp".to_owned(), "phone".into()),
    ];
    assert_eq!(report.files[0].mapping, mapping);
    asked.map.insert("Telp".to_owned(), "phone".to_owned());
    let refused = run(
        std::slice::from_ref(&path),
        &asked,
        &mut Ear::default(),
        &mut (),
    );
    let Err(Refused::NoSuchColumn { header, headers }) = refused else {
        panic!("a column that is not there was passed over");
    };
    assert_eq!(
        (header.as_str(), headers.join(" ")),
        ("Telp", "apa hp nama".to_owned())
    );
    asked.map.insert("hp".to_owned(), "telephone".to_owned());
    let refused = run(&[path], &asked, &mut Ear::default(), &mut ()).unwrap_err();
    assert!(matches!(refused, Refused::NoSuchField(field) if field == "telephone"));
}

#[test]
fn rows_are_counted_as_the_command_line_says() {
    let folder = tempfile::tempdir().unwrap();
    let text = "nama,hp,catatan\nBudi,081234567890,\n\n,,nobody\nTOTAL,,\nnama,hp,catatan\nSiti,081234567891,x\n";
    let path = file(folder.path(), "a.csv", text);
    let report = run(&[path], &options(), &mut Ear::default(), &mut ()).unwrap();
    let file = &report.files[0];
    assert_eq!(
        (
            file.rows,
            file.imported,
            file.unchanged,
            file.rejected,
            file.skipped
        ),
        (3, 2, 0, 1, 3)
    );
}

#[test]
fn parts_of_an_export_are_tables_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let text = "## Vehicle\nPlate,Make,Model,Owner,Phone\nB 1234 AB,Honda,Jazz,Budi,081234567890\n\n\
                ## Service\nPlate,Date,Service,Cost\nB 1234 AB,2026-01-05,Oil,250000\n";
    let path = file(folder.path(), "a.csv", text);
    let report = run(&[path], &options(), &mut Ear::default(), &mut ()).unwrap();
    let file = &report.files[0];
    assert_eq!((file.rows, file.imported, file.rejected), (2, 2, 0));
    assert_eq!((file.created.customers, file.created.visits), (1, 1));
}

/// How many of these totals are left open, in the default mode and under `--strict`.
fn open_totals(totals: &[&str]) -> [u64; 2] {
    let folder = tempfile::tempdir().unwrap();
    let row =
        |(at, total): (usize, &&str)| format!("B {} AA;2026-01-0{};oli;{total}\n", at + 11, at + 1);
    let rows: String = totals.iter().enumerate().map(row).collect();
    let path = file(
        folder.path(),
        "a.csv",
        &format!("nopol;tgl;pekerjaan;total\n{rows}"),
    );
    [false, true].map(|strict| {
        let asked = Options {
            strict,
            ..options()
        };
        let report = run(
            std::slice::from_ref(&path),
            &asked,
            &mut Ear::default(),
            &mut (),
        )
        .unwrap();
        let file = &report.files[0];
        let undecided = file
            .findings
            .iter()
            .filter(|found| found.reason == Reason::MoneyUndecided);
        assert_eq!(
            undecided.count() as u64,
            file.needs_checking.max(file.rejected)
        );
        if strict {
            file.rejected
        } else {
            file.needs_checking
        }
    })
}

#[test]
fn one_comma_thousand_is_decided_by_its_column_or_left_open() {
    assert_eq!(open_totals(&["1,000"]), [1, 1], "alone");
    assert_eq!(open_totals(&["1,000", "2,500"]), [2, 2]);
    assert_eq!(
        open_totals(&["1,000", "150.000", "250.000"]),
        [1, 1],
        "against the others"
    );
    assert_eq!(
        open_totals(&["1,000", "150,000", "250,000"]),
        [0, 0],
        "with the others"
    );
    assert_eq!(open_totals(&["1,000", "1,250,000"]), [0, 0]);
    assert_eq!(
        open_totals(&["1,000", "150,000", "250.000"]),
        [1, 1],
        "both ways"
    );
    assert_eq!(open_totals(&["1.000"]), [0, 0], "as rupiah are written");
    assert_eq!(open_totals(&["1.000", "150,000"]), [1, 1]);
    assert_eq!(open_totals(&["150,000", "250.000", "1000"]), [0, 0]);
}

#[test]
fn a_discount_on_a_visit_of_our_own_lines_is_no_doubt() {
    let folder = tempfile::tempdir().unwrap();
    let text = "visit_id,line,date,status,customer_id,name,text,quantity,amount,total,discount\n\
                7,1,2026-08-02,done,C-00001,Budi,Oli,1,100000,140000,10000\n\
                7,2,2026-08-02,done,C-00001,Budi,Filter,1,50000,140000,10000\n";
    let path = file(folder.path(), "lines.csv", text);
    let report = run(&[path], &options(), &mut Ear::default(), &mut ()).unwrap();
    let told = &report.files[0];
    assert_eq!((told.rows, told.needs_checking), (2, 0), "{:?}", told.found);
    assert_eq!(report.exit_code(), 0);
}
