//! Rows that say of their customer and vehicle word for word what an earlier row said, as most
//! rows of a list of visits do: whose they are is not read a second time.

use std::array;
use std::hash::{BuildHasher as _, Hash as _, Hasher as _, RandomState};

use foldhash::{HashMap, HashMapExt as _};

use super::Plan;
use crate::exchange::plan::{CustomerKey, VehicleKey};
use crate::exchange::read::cell::Record;
use crate::exchange::recognise::{Field, Layout};

/// What a row says of its customer and vehicle, in place of the words themselves: 128 bits of two
/// hashes whose own keys are drawn at random in every run, so that no file can be made in which two
/// rows share one. By chance some two of ten million different rows do so once in 7 · 10²⁴ files.
pub(super) type Key = [u64; 2];

/// Whose a row is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Whose {
    pub(super) customer: Option<CustomerKey>,
    pub(super) vehicle: Option<VehicleKey>,
}

/// An earlier row. There are millions, so it takes no more than it must.
#[derive(Debug, Clone, Copy)]
struct Earlier {
    customer: CustomerKey,
    vehicle: VehicleKey,
    /// What the receiver was told of both then.
    told: [u32; 2],
}

/// The earlier rows of a table by what they say of customer and vehicle.
#[derive(Debug)]
pub(super) struct Familiar {
    /// The columns that say it.
    columns: Vec<usize>,
    keyed: [RandomState; 2],
    by: HashMap<Key, Earlier>,
}

impl Familiar {
    pub(super) fn new(layout: &Layout) -> Self {
        let says_whose = |field: Field| {
            !(field.is_of_visit() || matches!(field, Field::Notes | Field::RowNumber))
        };
        let fields = layout
            .columns
            .iter()
            .filter(|(field, _)| says_whose(*field));
        let mut columns: Vec<usize> = fields.flat_map(|(_, columns)| columns).copied().collect();
        columns.extend(layout.columns.person_no);
        Self {
            columns,
            keyed: array::from_fn(|_| RandomState::new()),
            by: HashMap::new(),
        }
    }

    /// What a row says of its customer and vehicle, as a key.
    pub(super) fn key(&self, record: &Record) -> Key {
        self.keyed.each_ref().map(|keyed| {
            let mut hasher = keyed.build_hasher();
            for &column in &self.columns {
                let cell = record.cell(column);
                // 45000 is a day in one kind of cell and a number in another.
                std::mem::discriminant(cell).hash(&mut hasher);
                cell.text().hash(&mut hasher);
            }
            hasher.finish()
        })
    }

    /// Whose the row is, if an earlier one said the same and the receiver was told nothing else
    /// since.
    pub(super) fn get(&self, key: Key, plan: &Plan) -> Option<Whose> {
        let earlier = self.by.get(&key)?;
        let whose = Whose {
            customer: some(earlier.customer),
            vehicle: some(earlier.vehicle),
        };
        (plan.told(whose) == earlier.told).then_some(whose)
    }

    /// Remembers a row about which nothing had to be remarked.
    pub(super) fn keep(&mut self, key: Key, whose: Whose, plan: &Plan) {
        let earlier = Earlier {
            customer: whose.customer.unwrap_or_default(),
            vehicle: whose.vehicle.unwrap_or_default(),
            told: plan.told(whose),
        };
        self.by.insert(key, earlier);
    }
}

/// Keys that are no customer's and no vehicle's.
fn some<K: Default + PartialEq>(key: K) -> Option<K> {
    (key != K::default()).then_some(key)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::exchange::import::{Options, run};
    use crate::exchange::plan::{
        PlannedCustomer, PlannedVehicle, PlannedVisit, Sink, SinkResult, Written,
    };

    /// Keeps which notes and owners it heard of.
    #[derive(Default)]
    struct Ear {
        emails: Vec<String>,
        vehicles: usize,
        visitors: Vec<Option<u32>>,
    }

    impl Sink for Ear {
        fn customer(&mut self, customer: &PlannedCustomer) -> SinkResult<Written> {
            self.emails.push(customer.email.clone());
            Ok(Written::Created)
        }
        fn vehicle(&mut self, _: &PlannedVehicle) -> SinkResult<Written> {
            self.vehicles += 1;
            Ok(Written::Created)
        }
        fn visit(&mut self, visit: &PlannedVisit) -> SinkResult<Written> {
            self.visitors.push(visit.customer.map(|key| key.0));
            Ok(Written::Created)
        }
    }

    fn heard(text: &str) -> (Ear, Vec<u64>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sheet.csv");
        std::fs::write(&path, text).unwrap();
        let options = Options::new(NaiveDate::from_ymd_opt(2026, 11, 22).unwrap());
        let mut ear = Ear::default();
        let report = run(&[path], &options, &mut ear, &mut ()).unwrap();
        let file = &report.files[0];
        (ear, vec![file.imported, file.needs_checking, file.rejected])
    }

    #[test]
    fn who_says_the_same_is_told_once_and_who_says_something_else_in_between_twice() {
        let (ear, counts) = heard(
            "tgl,nopol,nama,hp,email,pekerjaan\n\
             13/01/2026,B 1 A,Budi,081234567890,a@b.id,Oli\n\
             14/01/2026,B 1 A,Budi,081234567890,a@b.id,Oli\n\
             15/01/2026,B 1 A,Budi,081234567890,c@d.id,Oli\n\
             16/01/2026,B 1 A,Budi,081234567890,a@b.id,Oli\n\
             17/01/2026,B 1 A,Budi,081234567890,a@b.id,Oli\n",
        );
        assert_eq!(ear.emails, ["a@b.id", "c@d.id", "a@b.id"]);
        assert_eq!((ear.vehicles, ear.visitors.len()), (1, 5));
        assert_eq!(counts, [5, 0, 0]);
    }

    #[test]
    fn what_is_wrong_with_a_row_is_told_each_time() {
        let (_, counts) = heard(
            "tgl,nopol,nama,hp,pekerjaan\n\
             13/01/2026,B 1 A,Budi,0812,Oli\n\
             14/01/2026,B 1 A,Budi,0812,Oli\n\
             15/01/2026,B 1 A,Budi,0812,Oli\n",
        );
        assert_eq!(counts, [3, 3, 0]);
    }

    #[test]
    fn a_number_that_becomes_somebodys_is_his_from_then_on() {
        let (ear, _) = heard(
            "tgl,no member,nopol,nama,hp,pekerjaan\n\
             13/01/2026,M-17,B 1 A,,,Oli\n\
             14/01/2026,M-17,,Budi,081234567890,Oli\n\
             15/01/2026,M-17,B 1 A,,,Oli\n",
        );
        assert_eq!(ear.visitors, [None, Some(0), Some(0)]);
    }

    #[test]
    fn a_row_of_money_alone_is_nobodys_even_below_one_that_was_continued() {
        let (ear, counts) = heard(
            "tgl,no nota,nopol,nama,pekerjaan,total\n\
             13/01/2026,N1,B 1 A,Budi,Oli,100000\n\
             ,,,,Filter,50000\n\
             14/01/2026,N2,,,Busi,70000\n",
        );
        assert_eq!(ear.visitors, [Some(0)]);
        assert_eq!(counts, [2, 0, 1]);
    }
}
