//! One customer, or one vehicle without a known owner, with everything it can be found by.
//! Changed rows are kept like this until the index is built anew.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use super::super::StoreResult;
use super::super::rows::maybe_day;
use super::hits::{Candidate, Rank, Who, day_number};
use super::own::{self, OwnText};
use super::query::Query;
use super::rules;
use crate::domain::MatchClass::{self, Exact, Forgiven, Inside, Prefix, Tail};
use crate::domain::MatchField::{self, Code, Name, Phone, Plate};
use crate::domain::{VehicleId, customer_code, name, plate};

const CUSTOMER: &str = "
    SELECT c.code, c.name_key, s.last_day,
           (SELECT f.name_key FROM customer f WHERE f.id = c.company_id)
    FROM customer c LEFT JOIN customer_summary s ON s.customer_id = c.id WHERE c.id = ?1";
const ALIASES: &str = "SELECT code FROM alias WHERE customer_id = ?1";
const PHONES: &str = "SELECT e164, raw FROM phone WHERE customer_id = ?1";
const OWNED: &str = "SELECT vehicle_id FROM ownership WHERE customer_id = ?1 AND until IS NULL";
const VEHICLE: &str = "
    SELECT v.plate_key, v.make, v.model, s.last_day, v.vin
    FROM vehicle v LEFT JOIN vehicle_summary s ON s.vehicle_id = v.id WHERE v.id = ?1";
const EARLIER: &str = "SELECT plate_key FROM plate_history WHERE vehicle_id = ?1";

/// Everything that somebody is found by.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) rank: Rank,
    /// Keys of plates, of today and of earlier, with their vehicles.
    plates: Vec<(String, VehicleId)>,
    vehicles: Vec<VehicleId>,
    /// Words of makes and models.
    models: Vec<String>,
    code: CodeKey,
    aliases: Vec<String>,
    phones: Vec<String>,
    words: Vec<String>,
    company: Vec<String>,
}

/// A customer ID as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CodeKey {
    /// `C-00042`.
    Number(u32),
    /// Any other, by its letters and digits.
    Foreign(String),
}

impl CodeKey {
    pub(super) fn of(code: &str) -> Self {
        let number: Option<u32> = code.strip_prefix("C-").and_then(|n| n.parse().ok());
        match number.filter(|number| *number > 0 && customer_code((*number).into()) == code) {
            Some(number) => Self::Number(number),
            None => Self::Foreign(plate::key(code)),
        }
    }

    fn matches(&self, query: &Query) -> Option<MatchClass> {
        match self {
            Self::Number(number) => rules::number(query, (*number).into()),
            Self::Foreign(key) => rules::code(query, key),
        }
    }
}

/// The digits that a phone is found by: international, or as written when it is not usable.
pub(super) fn phone_digits(e164: Option<&str>, raw: &str) -> String {
    let text = e164.map_or_else(|| plate::key(raw), ToOwned::to_owned);
    text.chars().filter(char::is_ascii_digit).collect()
}

/// What one line and its slips are, to be held against many entries.
#[derive(Debug, Clone)]
pub(super) struct Slips {
    pub(super) plates: BTreeSet<String>,
    pub(super) phones: BTreeSet<String>,
    pub(super) names: Vec<Vec<String>>,
}

impl Slips {
    pub(super) fn of(query: &Query) -> Self {
        Self {
            plates: query.plate_slips(),
            phones: query.phone_slips(),
            names: query.name_slips(),
        }
    }
}

impl Entry {
    /// Reads somebody from the book; `None` when there is no such row, or a vehicle has an owner.
    pub(super) fn read(conn: &Connection, who: Who) -> StoreResult<Option<Self>> {
        match who {
            Who::Customer(id) => Self::customer(conn, id),
            Who::Vehicle(id) => Self::vehicle(conn, id),
        }
    }

    fn customer(conn: &Connection, id: i64) -> StoreResult<Option<Self>> {
        let row = |row: &rusqlite::Row<'_>| {
            let day = day_number(maybe_day(row, 2)?);
            let (code, key): (String, String) = (row.get(0)?, row.get(1)?);
            let company: Option<String> = row.get(3)?;
            Ok(Self {
                code: CodeKey::of(&code),
                words: split(&key),
                company: split(&company.unwrap_or_default()),
                ..Self::empty(Rank::new(day, Who::Customer(id)))
            })
        };
        let mut statement = conn.prepare_cached(CUSTOMER)?;
        let Some(mut entry) = statement.query_row([id], row).optional()? else {
            return Ok(None);
        };
        let mut statement = conn.prepare_cached(ALIASES)?;
        for code in statement.query_map([id], |row| row.get::<_, String>(0))? {
            entry.aliases.push(plate::key(&code?));
        }
        let mut statement = conn.prepare_cached(PHONES)?;
        let phones = statement.query_map([id], |row| {
            let (e164, raw): (Option<String>, String) = (row.get(0)?, row.get(1)?);
            Ok(phone_digits(e164.as_deref(), &raw))
        })?;
        entry.phones = phones.collect::<Result<_, _>>()?;
        entry.add_own(conn, own::FIELDS_OF, id)?;
        entry.add_household(conn, id)?;
        if own::has_names(conn)? {
            entry.add_own(conn, own::NAMES_OF, id)?;
        }
        for vehicle in owned(conn, id)? {
            entry.add_vehicle(conn, vehicle)?;
        }
        Ok(Some(entry))
    }

    fn vehicle(conn: &Connection, id: i64) -> StoreResult<Option<Self>> {
        if owner(conn, id)?.is_some() {
            return Ok(None);
        }
        let mut entry = Self::empty(Rank::new(0, Who::Vehicle(id)));
        let day = entry.add_vehicle(conn, id)?;
        entry.rank = Rank::new(day.unwrap_or_default(), Who::Vehicle(id));
        Ok(day.is_some().then_some(entry))
    }

    fn empty(rank: Rank) -> Self {
        Self {
            rank,
            plates: Vec::new(),
            vehicles: Vec::new(),
            models: Vec::new(),
            code: CodeKey::Foreign(String::new()),
            aliases: Vec::new(),
            phones: Vec::new(),
            words: Vec::new(),
            company: Vec::new(),
        }
    }

    /// Adds texts of the shop's own.
    fn add_own(&mut self, conn: &Connection, sql: &str, id: i64) -> StoreResult<()> {
        let mut statement = conn.prepare_cached(sql)?;
        for value in statement.query_map([id], |row| row.get::<_, String>(0))? {
            match OwnText::of(&value?) {
                OwnText::Number(key) => self.aliases.push(key),
                OwnText::Words(key) => self.company.extend(split(&key)),
                OwnText::Nothing => {}
            }
        }
        Ok(())
    }

    /// Adds the name of the household.
    fn add_household(&mut self, conn: &Connection, id: i64) -> StoreResult<()> {
        let mut statement = conn.prepare_cached(own::HOUSEHOLD_OF)?;
        let household = statement.query_row([id], |row| row.get::<_, String>(0));
        if let Some(household) = household.optional()? {
            self.company.extend(split(&name::name_key(&household)));
        }
        Ok(())
    }

    /// Adds a vehicle's plates and model; its newest day, `None` when it is gone.
    fn add_vehicle(&mut self, conn: &Connection, id: i64) -> StoreResult<Option<u16>> {
        let mut statement = conn.prepare_cached(VEHICLE)?;
        let found = statement.query_row([id], |row| {
            let (make, model): (String, String) = (row.get(1)?, row.get(2)?);
            let day = day_number(maybe_day(row, 3)?);
            let (key, vin): (Option<String>, String) = (row.get(0)?, row.get(4)?);
            Ok((key, make, model, day, vin))
        });
        let Some((key, make, model, day, vin)) = found.optional()? else {
            return Ok(None);
        };
        if key.is_none() && !vin.is_empty() {
            self.aliases.push(plate::key(&vin));
        }
        self.vehicles.push(VehicleId(id));
        self.plates.extend(key.map(|key| (key, VehicleId(id))));
        self.models.extend(name::words(&format!("{make} {model}")));
        let mut statement = conn.prepare_cached(EARLIER)?;
        for key in statement.query_map([id], |row| row.get::<_, String>(0))? {
            self.plates.push((key?, VehicleId(id)));
        }
        Ok(Some(day))
    }

    /// The vehicles that it is found by.
    pub(super) fn vehicles(&self) -> &[VehicleId] {
        &self.vehicles
    }

    fn hit(&self, class: MatchClass, field: MatchField, vehicle: Option<VehicleId>) -> Candidate {
        Candidate::new(class, field, self.rank, vehicle)
    }

    /// Adds every match of the whole line.
    pub(super) fn whole(&self, query: &Query, found: &mut Vec<Candidate>) {
        for (key, vehicle) in &self.plates {
            let class = rules::plate(&query.key, key);
            found.extend(class.map(|class| self.hit(class, Plate, Some(*vehicle))));
        }
        let aliases = self
            .aliases
            .iter()
            .filter_map(|key| rules::code(query, key));
        let code = self.code.matches(query).into_iter().chain(aliases).min();
        found.extend(code.map(|class| self.hit(class, Code, None)));
        let phones = self.phones.iter();
        let phone = phones
            .filter_map(|number| rules::phone(query, number))
            .min();
        found.extend(phone.map(|class| self.hit(class, Phone, None)));
        let name = rules::name(&query.words, &strs(&self.words), &strs(&self.company));
        found.extend(name.map(|class| self.hit(class, Name, None)));
    }

    /// Adds a match of all the words of a line that mixes kinds.
    pub(super) fn mixed(&self, query: &Query, found: &mut Vec<Candidate>) {
        let known = |token: &Query| self.token(token);
        let all = |token: &Query| known(token) || self.model(token);
        if query.tokens.iter().all(all) && query.tokens.iter().any(known) {
            found.push(self.hit(Inside, Name, None));
        }
    }

    /// Whether one word of such a line is a plate's number or end, an ID, a phone's beginning or
    /// end, or begins a word of the name.
    fn token(&self, token: &Query) -> bool {
        let plate = |(key, _): &(String, VehicleId)| {
            rules::plate(&token.key, key).is_some_and(|class| class <= Tail)
        };
        let phone =
            |number: &String| rules::phone(token, number).is_some_and(|class| class <= Tail);
        let code = [&self.code]
            .into_iter()
            .any(|code| code.matches(token) == Some(Exact));
        let alias = |key: &String| rules::code(token, key) == Some(Exact);
        let name = |typed: &String| {
            let word =
                |word: &String| rules::word(typed, word).is_some_and(|class| class <= Prefix);
            self.words.iter().any(word)
        };
        self.plates.iter().any(plate)
            || code
            || self.aliases.iter().any(alias)
            || self.phones.iter().any(phone)
            || (!token.words.is_empty() && token.words.iter().all(name))
    }

    fn model(&self, token: &Query) -> bool {
        let begins = |typed: &String| self.models.iter().any(|word| word.starts_with(typed));
        !token.words.is_empty() && token.words.iter().all(begins)
    }

    /// Adds matches with a slip forgiven.
    pub(super) fn forgiven(&self, query: &Query, slips: &Slips, found: &mut Vec<Candidate>) {
        for (key, vehicle) in &self.plates {
            let near = rules::plate_forgiven(&slips.plates, key);
            found.extend(near.map(|near| self.hit(Forgiven, Plate, Some(*vehicle)).with(near)));
        }
        let mut phones = self.phones.iter();
        if phones.any(|number| rules::phone_forgiven(&slips.phones, number)) {
            found.push(self.hit(Forgiven, Phone, None));
        }
        let (words, company) = (strs(&self.words), strs(&self.company));
        let near = || rules::name_forgiven(&query.words, &slips.names, &words, &company);
        let near = query.may_be_misspelt().then(near).flatten();
        found.extend(near.map(|near| self.hit(Forgiven, Name, None).with(near)));
    }
}

fn split(key: &str) -> Vec<String> {
    let words = key.split(' ').filter(|word| !word.is_empty());
    words.map(ToOwned::to_owned).collect()
}

fn strs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// The vehicles that a customer owns today.
pub(super) fn owned(conn: &Connection, customer: i64) -> StoreResult<Vec<i64>> {
    let mut statement = conn.prepare_cached(OWNED)?;
    let rows = statement.query_map([customer], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Who owns a vehicle today.
pub(super) fn owner(conn: &Connection, vehicle: i64) -> StoreResult<Option<i64>> {
    let owner = super::super::vehicle::owner_now(conn, VehicleId(vehicle))?;
    Ok(owner.map(|owner| owner.0))
}
