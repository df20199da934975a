//! What follows from the rows of a load: indexes, summaries, ledgers.

use rusqlite::Connection;

use super::super::points::{self, Pen};
use super::super::table::VISIT;
use super::super::writer::{Image, Writer};
use super::super::{StoreResult, summary};
use super::update::BATCH_OF_VISIT;
use super::{Load, LoadKind, indexes, remark};
use crate::domain::VisitId;

/// Visits of a vehicle whose owner was not known follow when the owner arrives.
const ADOPT_VISITS: &str = "
    UPDATE visit SET customer_id = (SELECT o.customer_id FROM ownership o
                                    WHERE o.vehicle_id = visit.vehicle_id AND o.until IS NULL)
    WHERE batch_id = ?1 AND customer_id IS NULL AND vehicle_id IS NOT NULL";

impl Load<'_> {
    /// Builds what was put off and makes everything follow that follows from the rows; what comes afterwards are remarks alone.
    /// Says which visits came in without the points that should have paid a part of them.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub fn settle(&mut self) -> StoreResult<Vec<VisitId>> {
        if let Some(known) = &self.settled {
            return Ok(known.clone());
        }
        self.write_later(true)?;
        let conn: &Connection = &self.tx;
        if self.fresh {
            indexes::build_all(conn)?;
        }
        conn.execute(ADOPT_VISITS, [self.batch.0])?;
        if self.fresh {
            summary::all(conn)?;
        } else {
            summary::of_batch(conn, self.batch)?;
        }
        self.rewritten.summarise(conn)?;
        let rewarded = self.settle_rules()?;
        let unpaid = match self.change.kind {
            LoadKind::Demo => self.follow_day_by_day()?,
            LoadKind::Import => self.follow(rewarded)?,
        };
        self.settled = Some(unpaid.clone());
        Ok(unpaid)
    }

    fn pen(&self) -> Pen<'_> {
        Pen {
            name: &self.change.author.name,
            today: self.today,
        }
    }

    fn follow_day_by_day(&self) -> StoreResult<Vec<VisitId>> {
        let mut writer = Writer::new(&self.tx, self.at.clone());
        let visits = points::of_batch(&self.tx, self.batch)?;
        points::follow_day_by_day(&mut writer, self.pen(), &visits)?;
        let opened = points::opened_by(&self.tx, self.batch)?;
        points::follow_openings(&mut writer, self.pen(), opened, false)?;
        Ok(Vec::new())
    }

    /// Lines that came along stand before what the visits bring by the rules here. `rewarded`: visits of before that new rules
    /// may reward.
    fn follow(&mut self, rewarded: Vec<i64>) -> StoreResult<Vec<VisitId>> {
        let (conn, pen): (&Connection, _) = (&self.tx, self.pen());
        let before = points::newest_line(conn)?;
        let mut writer = Writer::new(conn, self.at.clone());
        let mut touched = self.rewritten.touched();
        let lines = points::bring(conn, pen, &self.at, self.batch, &self.ledgers)?;
        touched.visits.extend(rewarded);
        let of = points::link(&mut writer, pen, &lines, &self.numbered)?;
        touched.visits.extend(of);
        touched.greeted.extend(self.ledgers.of.keys());
        touched.greeted.extend(self.rewritten.opened());
        let opened = points::opened_by(conn, self.batch)?;
        let opened = opened.into_iter().chain(touched.greeted.iter().copied());
        points::follow_openings(&mut writer, pen, opened, false)?;
        touched.visits.extend(points::of_batch(conn, self.batch)?);
        if self.redeems {
            let redeemed = points::redeemed_of(conn, self.batch)?;
            touched.visits.extend(redeemed);
        }
        if !self.fresh {
            touched.welcomed = points::welcomed_before(conn, self.batch)?;
        }
        let unpaid = points::follow_without(&mut writer, pen, touched, false)?;
        if !self.fresh {
            // Nobody begins below zero.
            self.owing = points::below_since(conn, before, pen.today)?;
        }
        let of_visits = |image: &Image| image.table.name == VISIT.name;
        let rewritten = writer.images.iter().any(of_visits);
        let mut images: Vec<Image> = std::mem::take(&mut writer.images);
        images.retain(of_visits);
        if rewritten && !self.fresh {
            self.waited = remark::settle_paid(&mut writer)?;
        }
        let settled = std::mem::take(&mut writer.images);
        for image in images {
            // Of rows of this load none is kept.
            if let Some(visit) = image.number("id")
                && self.was_before(BATCH_OF_VISIT, visit)?
            {
                self.rewritten.images.push(image);
            }
        }
        self.rewritten.images.extend(settled);
        Ok(unpaid)
    }
}
