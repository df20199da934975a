//! A receiver that opens the book's door only when the first record comes: while files are read,
//! which may take long, everybody else can write.

use crate::domain::{Author, OpId};
use crate::exchange::plan::{
    Doubt, Finding, Level, LooseEnd, PlannedCustomer, PlannedPoints, PlannedRule, PlannedVehicle,
    PlannedVisit, Sink, SinkResult, Written,
};
use crate::exchange::receive::Receiver;
use crate::store::{Load, LoadKind, Store, StoreError, StoreResult};

/// Receives a plan as late as possible, and keeps the rejected rows.
pub(super) struct Late<'a> {
    store: Option<&'a mut Store>,
    author: Author,
    op: OpId,
    files: Vec<String>,
    receiver: Option<Receiver<'a>>,
    rejected: Vec<Finding>,
}

impl<'a> Late<'a> {
    /// Receives into `store`; `files` are the names of the files in the order of the plan.
    pub(super) fn new(store: &'a mut Store, author: Author, op: OpId, files: Vec<String>) -> Self {
        Late {
            store: Some(store),
            author,
            op,
            files,
            receiver: None,
            rejected: Vec::new(),
        }
    }

    fn receiver(&mut self) -> StoreResult<&mut Receiver<'a>> {
        if let Some(store) = self.store.take() {
            let load = store.load(&self.author, self.op, LoadKind::Import, &self.files)?;
            self.receiver = Some(Receiver::new(load, self.files.clone()));
        }
        self.receiver
            .as_mut()
            .ok_or_else(|| StoreError::Internal("the load could not begin".to_owned()))
    }

    /// What was received, to be committed or dropped, and the rejected rows.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub(super) fn finish(self) -> StoreResult<(Option<Load<'a>>, Vec<Finding>)> {
        let load = self.receiver.map(Receiver::finish).transpose()?;
        Ok((load, self.rejected))
    }
}

impl Sink for Late<'_> {
    fn customer(&mut self, customer: &PlannedCustomer) -> SinkResult<Written> {
        self.receiver()?.customer(customer)
    }

    fn vehicle(&mut self, vehicle: &PlannedVehicle) -> SinkResult<Written> {
        self.receiver()?.vehicle(vehicle)
    }

    fn visit(&mut self, visit: &PlannedVisit) -> SinkResult<Written> {
        self.receiver()?.visit(visit)
    }

    fn knows_points(&mut self, line: &PlannedPoints) -> SinkResult<bool> {
        self.receiver()?.knows_points(line)
    }

    fn points(&mut self, line: &PlannedPoints) -> SinkResult<()> {
        self.receiver()?.points(line)
    }

    fn rule(&mut self, rule: &PlannedRule) -> SinkResult<Written> {
        self.receiver()?.rule(rule)
    }

    fn doubts(&mut self) -> Vec<Doubt> {
        self.receiver.as_mut().map_or_else(Vec::new, Sink::doubts)
    }

    fn loose_ends(&mut self) -> SinkResult<Vec<LooseEnd>> {
        match &mut self.receiver {
            Some(receiver) => receiver.loose_ends(),
            None => Ok(Vec::new()),
        }
    }

    fn knows(&mut self, finding: &Finding) -> SinkResult<bool> {
        self.receiver()?.knows(finding)
    }

    fn finding(&mut self, finding: &Finding) -> SinkResult<()> {
        if finding.level == Level::Rejected {
            self.rejected.push(finding.clone());
        }
        // Notes and skipped rows are told in the report; they open no door.
        if matches!(finding.level, Level::Rejected | Level::Check) {
            self.receiver()?.finding(finding)?;
        }
        Ok(())
    }
}
