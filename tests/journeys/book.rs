//! A real book in a temporary folder: one customer with one car, and whatever is written into it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use kenal::domain::{
    Author, Card, Change, CustomerFacts, Day, Draft, INDONESIA, Money, NextService, OpId, Phone,
    PhoneEntry, Plate, Receipt, Subject, VehicleFacts, VisitFacts, VisitLine,
};
use kenal::protocol::{Failure, Fate};
use kenal::runtime::{BookExporter, BookReader, BookWriter, Exporting, Reading, Writing};
use kenal::store::{Access, NewShop, Store};
use tempfile::TempDir;

/// The day of the journeys.
pub fn today() -> Day {
    "2026-11-22".parse().expect("a day")
}

/// The book, with what was written since it was made, in order.
#[derive(Clone)]
pub struct Book {
    folder: Arc<TempDir>,
    written: Arc<Mutex<Vec<Change>>>,
}

impl Book {
    /// Pak Budi with his Avanza, who was here on 12 August.
    pub fn new() -> Book {
        let folder = Arc::new(tempfile::tempdir().expect("a folder"));
        let book = Book {
            folder,
            written: Arc::default(),
        };
        let shop = NewShop {
            name: "Bengkel Maju Jaya".to_owned(),
            currency: "IDR".to_owned(),
            trade: "garage".to_owned(),
            utc_offset_minutes: 420,
        };
        let path = book.path();
        let mut store = Store::create_on(&path, &shop, Some(today())).expect("a new book");
        let budi = write(&mut store, 1, &budi());
        let visit = visit(&budi);
        write(&mut store, 2, &visit);
        book
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("kenal.db")
    }

    /// The book on the day of the journeys, whatever the computer's clock says.
    fn open(&self, access: Access) -> Store {
        let mut store = Store::open(&self.path(), access).expect("the book opens");
        store.today_is(today());
        store
    }

    /// What writes its lists into files.
    pub fn exporter(&self) -> Box<dyn Exporting> {
        let store = self.open(Access::Read);
        Box::new(BookExporter::of(store.same_file()))
    }

    /// The reading side, with its index built.
    pub fn reader(&self) -> Box<dyn Reading> {
        let store = self.open(Access::Read);
        let mut reader = BookReader::new(store);
        while reader.tend().is_some_and(|percent| percent < 100) {
            std::thread::yield_now();
        }
        Box::new(reader)
    }

    /// The writing side, which notes what it writes.
    pub fn writer(&self) -> Box<dyn Writing> {
        let store = self.open(Access::Write);
        Box::new(Noting {
            book: BookWriter::new(store),
            written: self.written.clone(),
        })
    }

    /// What was written by now.
    pub fn written(&self) -> Vec<Change> {
        self.written.lock().expect("one thread").clone()
    }

    /// The one thing that was written.
    pub fn wrote(&self) -> Change {
        match self.written().as_slice() {
            [change] => change.clone(),
            other => panic!("one write, not {other:?}"),
        }
    }

    /// How many drafts the book holds, whoever has them open.
    pub fn drafts(&self) -> i64 {
        let conn = rusqlite::Connection::open(self.path()).expect("it opens");
        conn.query_row("SELECT count(*) FROM draft", [], |row| row.get(0))
            .expect("a number")
    }

    /// The card that a plate leads to now.
    pub fn card(&self, plate: &str) -> Card {
        let store = self.open(Access::Read);
        let found = store.who(plate).expect("read");
        let subject: Subject = *found.first().expect("somebody");
        store.card(subject).expect("read").expect("a card")
    }
}

struct Noting {
    book: BookWriter,
    written: Arc<Mutex<Vec<Change>>>,
}

impl Writing for Noting {
    fn write(&mut self, author: &Author, op: OpId, change: &Change) -> Result<Receipt, Failure> {
        let receipt = self.book.write(author, op, change)?;
        self.written
            .lock()
            .expect("one thread")
            .push(change.clone());
        Ok(receipt)
    }

    fn keep_drafts(&mut self, author: &Author, drafts: &[Draft], let_go: bool) {
        self.book.keep_drafts(author, drafts, let_go);
    }

    fn take_draft(&mut self, op: OpId) -> Result<Draft, Failure> {
        self.book.take_draft(op)
    }

    fn end_draft(&mut self, op: OpId, fate: Fate) -> Result<(), Failure> {
        self.book.end_draft(op, fate)
    }
}

fn write(store: &mut Store, number: u8, change: &Change) -> Receipt {
    let author = Author {
        staff: None,
        name: "Owner".to_owned(),
        terminal: "elsewhere".to_owned(),
    };
    store
        .write(&author, OpId([number; 16]), change)
        .expect("written")
}

fn budi() -> Change {
    Change::AddCustomer {
        facts: Box::new(CustomerFacts {
            honorific: "Pak".to_owned(),
            name: "Budi Santoso".to_owned(),
            alert: "call before touching the AC".to_owned(),
            phones: vec![PhoneEntry {
                phone: Phone::parse("081234567890", INDONESIA),
                label: String::new(),
            }],
            ..CustomerFacts::default()
        }),
        code: Some("C-00042".to_owned()),
        vehicle: Some(Box::new(VehicleFacts {
            plate: Plate::parse("B 1234 XYZ"),
            make: "Toyota".to_owned(),
            model: "Avanza".to_owned(),
            year: Some(2019),
            ..VehicleFacts::default()
        })),
    }
}

fn visit(budi: &Receipt) -> Change {
    let line = |text: &str, amount| VisitLine {
        text: text.to_owned(),
        quantity: 1000,
        amount: Some(Money(amount)),
        cost: None,
    };
    Change::AddVisit {
        facts: Box::new(VisitFacts {
            customer: budi.customer,
            vehicle: budi.vehicle,
            odometer: Some(45_210),
            oil: "Shell HX7 10W-40".to_owned(),
            mechanics: vec!["Joko".to_owned()],
            lines: vec![line("ganti oli", 450_000), line("filter oli", 200_000)],
            total: Some(Money(650_000)),
            next_service: NextService {
                day: "2026-12-02".parse().ok(),
                odometer: Some(50_200),
            },
            ..VisitFacts::on("2026-08-12".parse().expect("a day"))
        }),
    }
}
