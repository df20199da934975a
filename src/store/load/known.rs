//! What the book knows already, so that the same file twice changes nothing.

use rusqlite::OptionalExtension;

use super::super::{StoreResult, customer, shop, vehicle};
use super::{BatchId, Load};
use crate::domain::{CustomerFacts, CustomerId, VehicleFacts, VehicleId, Visit, VisitId};

/// What makes a row the same row when the file comes again: 16 bytes of a hash.
pub type Identity = [u8; 16];

/// Of a customer who turned out to be another: that one.
const BY_IDENTITY: &str = "
    SELECT CASE WHEN ?2 = 'customer' THEN coalesce((SELECT customer_id FROM merged WHERE gone_id = row_id), row_id)
           ELSE row_id END, content, batch_id
    FROM import_identity WHERE identity = ?1 AND kind = ?2 ORDER BY id DESC LIMIT 1";
const BY_ALIAS: &str = "
    SELECT customer_id FROM alias WHERE code = ?1 UNION ALL SELECT id FROM customer WHERE code = ?1 LIMIT 1";
const BY_PHONE_AND_NAME: &str = "
    SELECT c.id FROM phone p JOIN customer c ON c.id = p.customer_id
    WHERE p.e164 = ?1 AND c.name_key = ?2 ORDER BY c.id LIMIT 1";
const BY_PHONE: &str = "
    SELECT customer_id FROM phone WHERE e164 = ?1 ORDER BY customer_id LIMIT 1";
const BROUGHT: &str = "
    SELECT EXISTS (SELECT 1 FROM import_batch b, json_each(b.files) f WHERE b.id = ?1 AND f.value = ?2)";
const COMPANIES: &str = "
    SELECT id FROM customer WHERE name_key = ?1 AND kind = 'company' ORDER BY id LIMIT 2";
const BEARS_NAME: &str = "SELECT EXISTS (SELECT 1 FROM customer WHERE name_key = ?1)";
const WHOSE_VISIT: &str = "SELECT customer_id, vehicle_id FROM visit WHERE id = ?1";
const CODE: &str = "SELECT code FROM customer WHERE id = ?1";
const BY_PLATE: &str = "SELECT id FROM vehicle WHERE plate_key = ?1 ORDER BY id LIMIT 1";

/// What an identity belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A customer.
    Customer,
    /// A vehicle.
    Vehicle,
    /// A visit.
    Visit,
    /// A line of a ledger of points.
    Points,
    /// A visit, by what it has in common with the lines of the ledger of its book.
    VisitThere,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Vehicle => "vehicle",
            Self::Visit => "visit",
            Self::Points => "points",
            Self::VisitThere => "visit_there",
        }
    }
}

/// A row that was imported before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Its row number.
    pub row: i64,
    /// Fingerprint of what it said then.
    pub content: Identity,
    /// The load that brought it, or what it says.
    pub batch: BatchId,
}

impl Load<'_> {
    /// The row that came with the first of these identities that is known.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn known(&self, kind: Kind, identities: &[Identity]) -> StoreResult<Option<Known>> {
        let mut statement = self.tx.prepare_cached(BY_IDENTITY)?;
        for identity in identities {
            let found = statement
                .query_row((identity, kind.word()), |row| {
                    Ok(Known {
                        row: row.get(0)?,
                        content: row.get(1)?,
                        batch: BatchId(row.get(2)?),
                    })
                })
                .optional()?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// Whether an earlier load had a file of this name.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn had_file(&self, batch: BatchId, name: &str) -> StoreResult<bool> {
        if batch == self.batch {
            return Ok(false);
        }
        let mut statement = self.tx.prepare_cached(BROUGHT)?;
        Ok(statement.query_row((batch.0, name), |row| row.get(0))?)
    }

    /// Remembers the identities of a row with what it said.
    ///
    /// # Errors
    /// When a row is not accepted.
    pub fn remember(
        &mut self,
        kind: Kind,
        identities: &[Identity],
        content: &Identity,
        row: i64,
    ) -> StoreResult<()> {
        for identity in identities {
            self.later.identity([
                identity.to_vec().into(),
                content.to_vec().into(),
                kind.word().to_owned().into(),
                row.into(),
                self.batch.0.into(),
            ]);
        }
        self.write_later(!self.fresh)
    }

    /// The customer of a member number or customer ID.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn customer_of_code(&self, code: &str) -> StoreResult<Option<CustomerId>> {
        self.id(BY_ALIAS, [code]).map(|id| id.map(CustomerId))
    }

    /// The customer with this usable phone and this name key.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn customer_of_phone(&self, e164: &str, name_key: &str) -> StoreResult<Option<CustomerId>> {
        self.id(BY_PHONE_AND_NAME, [e164, name_key])
            .map(|id| id.map(CustomerId))
    }

    /// The customer who has had this usable phone for the longest time.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn first_of_phone(&self, e164: &str) -> StoreResult<Option<CustomerId>> {
        self.id(BY_PHONE, [e164]).map(|id| id.map(CustomerId))
    }

    /// The companies with this name key, the oldest first and at most two.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn companies_named(&self, name_key: &str) -> StoreResult<Vec<CustomerId>> {
        let mut statement = self.tx.prepare_cached(COMPANIES)?;
        let ids = statement.query_map([name_key], |row| row.get(0).map(CustomerId))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Whether any customer has this name key.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn bears_name(&self, name_key: &str) -> StoreResult<bool> {
        let mut statement = self.tx.prepare_cached(BEARS_NAME)?;
        Ok(statement.query_row([name_key], |row| row.get(0))?)
    }

    /// The vehicle that carries this plate today.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn vehicle_of_plate(&self, key: &str) -> StoreResult<Option<VehicleId>> {
        self.id(BY_PLATE, [key]).map(|id| id.map(VehicleId))
    }

    /// The owner of today.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn owner_of(&self, id: VehicleId) -> StoreResult<Option<CustomerId>> {
        vehicle::owner_now(&self.tx, id)
    }

    /// A customer as the book holds it now.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn customer_facts(&self, id: CustomerId) -> StoreResult<Option<CustomerFacts>> {
        customer::facts(&self.tx, id)
    }

    /// A vehicle as the book holds it now.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn vehicle_facts(&self, id: VehicleId) -> StoreResult<Option<VehicleFacts>> {
        vehicle::facts(&self.tx, id)
    }

    /// A visit as the book holds it now.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn visit_now(&self, id: VisitId) -> StoreResult<Option<Visit>> {
        super::super::visit::read(&self.tx, id)
    }

    /// Whose a visit is, and of which vehicle.
    ///
    /// # Errors
    /// When the book cannot be read, or the visit waits to be written.
    pub fn whose_visit(&self, id: VisitId) -> StoreResult<(Option<CustomerId>, Option<VehicleId>)> {
        let mut statement = self.tx.prepare_cached(WHOSE_VISIT)?;
        let whose = statement.query_row([id.0], |row| {
            let (customer, vehicle) =
                (row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?);
            Ok((customer.map(CustomerId), vehicle.map(VehicleId)))
        });
        Ok(whose.optional()?.unwrap_or_default())
    }

    /// The customer ID of a customer, as people say it.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn code_of(&self, id: CustomerId) -> StoreResult<Option<String>> {
        let mut statement = self.tx.prepare_cached(CODE)?;
        Ok(statement.query_row([id.0], |row| row.get(0)).optional()?)
    }

    /// What the book calls itself in lists that go out.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn mark(&mut self) -> StoreResult<&str> {
        if self.mark.is_none() {
            self.mark = Some(shop::mark(&self.tx)?);
        }
        Ok(self.mark.as_deref().unwrap_or_default())
    }

    fn id(&self, sql: &str, values: impl rusqlite::Params) -> StoreResult<Option<i64>> {
        let mut statement = self.tx.prepare_cached(sql)?;
        Ok(statement.query_row(values, |row| row.get(0)).optional()?)
    }
}
