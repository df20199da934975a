//! Rows that wait until there are enough of them: one statement for many rows costs half of what
//! a statement for each costs.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::super::StoreResult;

/// Values of one statement; the connection allows 500.
const VALUES: usize = 480;

/// Rows of one table that wait.
struct Waiting {
    /// The statement up to its values.
    head: &'static str,
    width: usize,
    values: Vec<Value>,
}

impl Waiting {
    fn new(head: &'static str, width: usize) -> Self {
        Self {
            head,
            width,
            values: Vec::new(),
        }
    }

    /// Values that fill a statement.
    fn full(&self) -> usize {
        VALUES / self.width * self.width
    }

    /// Writes the rows that fill a statement, and with `all` those that do not too.
    fn write(&mut self, conn: &Connection, all: bool) -> StoreResult<()> {
        let full = self.full();
        while self.values.len() >= full || (all && !self.values.is_empty()) {
            let some = full.min(self.values.len());
            let row = format!("({})", vec!["?"; self.width].join(","));
            let rows = vec![row; some / self.width].join(",");
            let mut statement = conn.prepare_cached(&format!("{} VALUES {rows}", self.head))?;
            statement.execute(params_from_iter(self.values.drain(..some)))?;
        }
        Ok(())
    }
}

/// Visits with what belongs to them, and the identities of anything.
pub(super) struct Later {
    visits: Waiting,
    lines: Waiting,
    mechanics: Waiting,
    identities: Waiting,
}

impl Default for Later {
    fn default() -> Self {
        Self {
            visits: Waiting::new(
                "INSERT INTO visit (id, customer_id, vehicle_id, day, status, doc_no, odometer, oil, complaint,
                    note, total, cost, discount, payment, next_service_day, next_service_odometer, redeemed,
                    batch_id, created_at)",
                19,
            ),
            lines: Waiting::new(
                "INSERT INTO visit_line (visit_id, position, text, quantity, amount, cost)",
                6,
            ),
            mechanics: Waiting::new(
                "INSERT OR IGNORE INTO visit_mechanic (visit_id, position, staff_id)",
                3,
            ),
            identities: Waiting::new(
                "INSERT INTO import_identity (identity, content, kind, row_id, batch_id)",
                5,
            ),
        }
    }
}

impl Later {
    pub(super) fn visit(&mut self, row: [Value; 19]) {
        self.visits.values.extend(row);
    }

    pub(super) fn line(&mut self, row: [Value; 6]) {
        self.lines.values.extend(row);
    }

    pub(super) fn mechanic(&mut self, row: [Value; 3]) {
        self.mechanics.values.extend(row);
    }

    pub(super) fn identity(&mut self, row: [Value; 5]) {
        self.identities.values.extend(row);
    }

    /// Writes what fills a statement, or everything: visits before what refers to them.
    pub(super) fn write(&mut self, conn: &Connection, all: bool) -> StoreResult<()> {
        let visits_are_full = self.visits.values.len() >= self.visits.full();
        if all || visits_are_full {
            self.visits.write(conn, true)?;
            self.lines.write(conn, all)?;
            self.mechanics.write(conn, all)?;
        }
        self.identities.write(conn, all)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_kit::{author, named, new_store, op};
    use super::super::{Kind, LoadKind};
    use crate::domain::{Subject, VisitFacts, VisitLine};

    fn visit(lines: usize) -> VisitFacts {
        let line = |at| VisitLine {
            text: format!("line {at}"),
            quantity: 1000,
            amount: None,
            cost: None,
        };
        VisitFacts {
            lines: (0..lines).map(line).collect(),
            mechanics: vec!["Joko".to_owned()],
            ..VisitFacts::on("2026-06-16".parse().unwrap())
        }
    }

    #[test]
    fn every_row_arrives_however_many_fill_a_statement() {
        let (_dir, mut store) = new_store();
        let mut load = store
            .load(&author("Ani"), op(), LoadKind::Import, &[])
            .unwrap();
        let customer = load.customer(None, &named("Budi")).unwrap();
        for at in 0_u8..70 {
            let facts = VisitFacts {
                customer: Some(customer),
                ..visit(usize::from(at % 9))
            };
            let id = load.visit(&facts).unwrap();
            let identities = [[at; 16], [at + 100; 16]];
            load.remember(Kind::Visit, &identities, &[0; 16], id.0)
                .unwrap();
        }
        load.commit(&[]).unwrap();
        let subject = Subject::Customer(customer, None);
        let (visits, _) = store.history(subject, 0, 100).unwrap();
        let lines = |at: usize| visits[69 - at].facts.lines.len();
        assert_eq!(visits.len(), 70);
        assert!((0..70).all(|at| lines(at) == at % 9));
        assert!(visits.iter().all(|visit| visit.facts.mechanics == ["Joko"]));

        let load = store
            .load(&author("Ani"), op(), LoadKind::Import, &[])
            .unwrap();
        for visit in &visits {
            let at = u8::try_from(visit.id.0 - 1).unwrap();
            for identity in [[at; 16], [at + 100; 16]] {
                let known = load.known(Kind::Visit, &[identity]).unwrap();
                assert_eq!(known.map(|known| known.row), Some(visit.id.0));
            }
        }
    }

    #[test]
    fn a_remark_may_be_about_a_visit_that_waits_and_a_visit_that_waits_may_change() {
        let (_dir, mut store) = new_store();
        let mut load = store
            .load(&author("Ani"), op(), LoadKind::Import, &[])
            .unwrap();
        let id = load.visit(&visit(1)).unwrap();
        let remark = load
            .remark(&super::super::NewRemark {
                file: "sheet.csv",
                row: 2,
                column: "",
                value: "",
                code: "bad_date",
                rejected: false,
            })
            .unwrap();
        load.remark_is_about(remark, None, None, Some(id)).unwrap();
        let other = load.visit(&visit(1)).unwrap();
        load.update_visit(other, &visit(3)).unwrap();
        assert_eq!(load.visit_now(other).unwrap().unwrap().facts.lines.len(), 3);
    }
}
