//! Which column fills which field, when several may and some do not mean what their name says.

use std::collections::BTreeMap;

mod adjust;

use super::Field;
use super::header::Header;
use super::profile::Profile;
use super::sensitive::{Sensitive, sensitive};
use super::synonyms::{Strength, claim, normal};
use super::wide::Group;
use crate::exchange::read::refusal::Refusal;

/// What the person asked for: folded headers and their fields; `None` leaves the column out.
pub(super) type Wish = BTreeMap<String, Option<Field>>;

/// The columns of a table by what they fill.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns {
    by: Vec<Vec<usize>>,
    /// Columns that may hold the visit's total, the likeliest first.
    pub(crate) totals: Vec<usize>,
    /// Columns that may hold the visit's discount, the likeliest first.
    pub(crate) discounts: Vec<usize>,
    /// Columns that are left out for what they hold.
    pub(crate) sensitive: Vec<usize>,
    /// The one of them that may join files in memory.
    pub(crate) person_no: Option<usize>,
    /// Columns of fields of the trade's own.
    pub(crate) own: Vec<usize>,
}

impl Columns {
    /// The column that fills a field best.
    pub(crate) fn first(&self, field: Field) -> Option<usize> {
        self.all(field).first().copied()
    }

    /// All columns that fill a field, the best first.
    pub(crate) fn all(&self, field: Field) -> &[usize] {
        self.by.get(field as usize).map_or(&[], Vec::as_slice)
    }

    /// Every field with its columns.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Field, &[usize])> {
        let fields = Field::ALL.iter().zip(&self.by);
        fields
            .filter(|(_, columns)| !columns.is_empty())
            .map(|(field, columns)| (*field, columns.as_slice()))
    }

    /// Whether a column fills something, or is left out on purpose.
    pub(super) fn is_taken(&self, column: usize) -> bool {
        self.sensitive.contains(&column)
            || self.own.contains(&column)
            || self.by.iter().any(|columns| columns.contains(&column))
    }

    /// Takes `total` for the total, and `part` for what it was taken for before.
    pub(super) fn make_total(&mut self, total: usize, before: Field, part: usize) {
        self.take(before);
        self.set(before, part);
        self.set(Field::Total, total);
        self.totals.push(total);
    }

    pub(super) fn set(&mut self, field: Field, column: usize) {
        self.by.resize(Field::ALL.len(), Vec::new());
        if let Some(columns) = self.by.get_mut(field as usize) {
            columns.push(column);
        }
    }

    /// What a person says about a column: it fills this field alone, or nothing.
    pub(super) fn give(&mut self, column: usize, field: Option<Field>) {
        for columns in &mut self.by {
            columns.retain(|other| *other != column);
        }
        self.sensitive.retain(|other| *other != column);
        let Some(field) = field else { return };
        match field {
            Field::Total => self.totals = vec![column],
            Field::Discount => self.discounts = vec![column],
            _ => {}
        }
        self.take(field);
        self.set(field, column);
    }

    pub(super) fn take(&mut self, field: Field) -> Option<usize> {
        std::mem::take(self.by.get_mut(field as usize)?)
            .first()
            .copied()
    }
}

/// A column that would like to fill a field.
struct Claimant {
    column: usize,
    field: Field,
    /// The lower the better.
    order: (u8, u8, usize),
    normal: String,
}

/// Decides by the names of the columns, and by what is in them where the names leave it open.
pub(super) fn by_names(
    header: &Header,
    profiles: &[Profile],
    wide: &[Group],
    belongs: &[bool],
    wish: &Wish,
    strict: bool,
) -> Result<Columns, Refusal> {
    let mut columns = Columns::default();
    let mut claimants = Vec::new();
    let fallback = Profile::default();
    for (column, name) in header.names.iter().enumerate() {
        let profile = profiles.get(column).unwrap_or(&fallback);
        let lower = header.lower.get(column).map_or("", String::as_str);
        let normal = normal(name);
        let is_wide = wide.iter().flatten().any(|(_, wide)| *wide == column);
        if is_wide || belongs.get(column) == Some(&false) {
            continue;
        }
        if let Some(asked) = wish.get(&normal) {
            claimants.extend(asked.map(|field| Claimant {
                column,
                field,
                order: (0, 0, column),
                normal,
            }));
            continue;
        }
        if let Some(what) = sensitive(name, profile) {
            columns.sensitive.push(column);
            if what == Sensitive::Person {
                columns.person_no.get_or_insert(column);
            }
            continue;
        }
        let Some((field, strength)) = claim(name).or_else(|| claim(lower)) else {
            continue;
        };
        let rank = 1 + u8::from(strength != Strength::Exact) + u8::from(strength == Strength::Part);
        if let Some(field) = by_what_is_in_it(field, &normal, profile) {
            let order = (rank, weakness(field, &normal), column);
            claimants.push(Claimant {
                column,
                field,
                order,
                normal,
            });
        }
    }
    settle(&mut columns, claimants, strict)?;
    adjust::price_and_quantity(&mut columns, header);
    adjust::unnamed(&mut columns, header, profiles, belongs);
    adjust::codes_of_people(&mut columns, header, profiles);
    adjust::models_need_vehicles(&mut columns, header);
    Ok(columns)
}

/// Of several columns for one field the best fills it; further ones help where that makes sense.
fn settle(
    columns: &mut Columns,
    mut claimants: Vec<Claimant>,
    strict: bool,
) -> Result<(), Refusal> {
    claimants.sort_by_key(|claimant| claimant.order);
    let mut names: BTreeMap<Field, String> = BTreeMap::new();
    for claimant in claimants {
        if claimant.field == Field::Total {
            columns.totals.push(claimant.column);
        } else if claimant.field == Field::Discount {
            columns.discounts.push(claimant.column);
        }
        let alike = match names.get(&claimant.field) {
            None => {
                names.insert(claimant.field, claimant.normal);
                true
            }
            Some(first) => *first == claimant.normal,
        };
        if alike && strict && !columns.all(claimant.field).is_empty() {
            return Err(Refusal::DuplicateHeader);
        }
        if alike || claimant.field.takes_several() {
            columns.set(claimant.field, claimant.column);
        }
    }
    // Several phones keep the order in which they stand.
    for (field, list) in Field::ALL.iter().zip(&mut columns.by) {
        if *field != Field::Email && field.takes_several() {
            list.sort_unstable();
        }
    }
    Ok(())
}

/// How weakly a word names its field, among words that do so exactly.
fn weakness(field: Field, normal: &str) -> u8 {
    let word = |list: &[&str]| list.contains(&normal);
    match field {
        Field::Model if word(&["jenis", "jenis mobil", "jenis motor"]) => 3,
        Field::Model
            if word(&[
                "kendaraan",
                "mobil",
                "motor",
                "vehicle",
                "seri",
                "variant",
                "trim",
            ]) =>
        {
            2
        }
        Field::Model if word(&["type", "tipe"]) => 1,
        Field::Total if word(&["harga", "price", "cost", "precio", "preco"]) => 4,
        Field::Total if word(&["biaya", "jml", "total gasto"]) => 3,
        Field::Total if word(&["jumlah", "amount", "nominal"]) => 2,
        Field::Total if word(&["bayar", "paid", "total cost"]) => 1,
        Field::CustomerName if word(&["penerima", "an", "a n", "party", "nama klien"]) => 1,
        _ => 0,
    }
}

/// Takes back or changes what a name claims when the cells say otherwise.
fn by_what_is_in_it(field: Field, normal: &str, profile: &Profile) -> Option<Field> {
    let not = |counted| profile.hardly(counted);
    match field {
        Field::Total if not(profile.numbers) => (normal == "bayar").then_some(Field::PaymentMethod),
        Field::LabourAmount | Field::PartsAmount if not(profile.numbers) => {
            Some(if field == Field::LabourAmount {
                Field::WorkDone
            } else {
                Field::Parts
            })
        }
        Field::WorkDone if profile.filled >= 3 && profile.mostly(profile.numbers) => {
            matches!(normal, "jasa" | "servis" | "service").then_some(Field::LabourAmount)
        }
        Field::Parts if profile.filled >= 3 && profile.mostly(profile.numbers) => {
            Some(Field::PartsAmount)
        }
        // What the oil cost is not which oil it was.
        Field::Oil if profile.filled >= 3 && profile.mostly(profile.figures) => None,
        Field::NextServiceDate if not(profile.days) && profile.mostly(profile.numbers) => {
            Some(Field::NextServiceKm)
        }
        _ if field.is_day()
            && field != Field::Birthday
            && profile.filled >= 3
            && profile.days == 0 =>
        {
            serials(profile).then_some(field)
        }
        Field::Phone if not(profile.phones) && profile.mostly(profile.names) => {
            Some(Field::CustomerName)
        }
        _ => Some(field),
    }
}

/// Whether a column without one written date may hold spreadsheet serials.
fn serials(profile: &Profile) -> bool {
    profile.mostly(profile.numbers)
}

/// Decides by what is in the columns alone. `None` when fewer than two are understood, or none of
/// them says who it is.
pub(super) fn by_content(profiles: &[Profile]) -> Option<Columns> {
    let mut columns = Columns::default();
    for (column, profile) in profiles.iter().enumerate() {
        let kinds = [
            (Field::Plate, profile.plates),
            (Field::Phone, profile.phones),
            (Field::VisitDate, profile.days),
            (Field::Email, profile.emails),
            (Field::Status, profile.statuses),
            (Field::Model, profile.makes),
            (Field::CustomerName, profile.names),
        ];
        if profile.mostly(profile.sixteen_digits) {
            columns.sensitive.push(column);
            continue;
        }
        let kind = kinds
            .into_iter()
            .find(|(field, counted)| profile.mostly(*counted) && columns.first(*field).is_none());
        if let Some((field, _)) = kind {
            columns.set(field, column);
        }
    }
    let known = columns.iter().count();
    let identity = columns
        .first(Field::Plate)
        .or(columns.first(Field::Phone))
        .is_some();
    (known >= 2 && identity).then_some(columns)
}
