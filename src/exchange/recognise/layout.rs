//! A table understood: where its data begins and what its columns fill.

use std::collections::BTreeMap;

use super::blocks;
use super::columns::{self, Wish};
use super::header::{self, Header};
use super::kind::{Counted, decide};
use super::ours::{self, Ours};
use super::profile::Profile;
use super::sums;
use super::synonyms::normal;
use super::wide::{self, Group};
use super::{Columns, Content, Field};
use crate::domain::trade::Trade;
use crate::exchange::import::{Kind, Options};
use crate::exchange::read::cell::{Cell, Record};
use crate::exchange::read::refusal::Refusal;
use crate::exchange::rows::lone_day;

/// What is known of a table before its rows are read.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Line of the header, 0 when the columns were recognised by their content.
    pub(crate) header_row: u64,
    /// Line where another table begins below this one.
    pub(crate) ends_before: u64,
    /// From and to which lines rows of another list stand among those of the table.
    pub(crate) foreign: Vec<(u64, u64)>,
    /// Rows up to this line are titles and header.
    pub(crate) last_header_line: u64,
    /// Names of the columns as written; a column without a name is called by its place.
    pub(crate) names: Vec<String>,
    /// What the columns fill.
    pub(crate) columns: Columns,
    /// Visits side by side, if the sheet is laid out so.
    pub(crate) wide: Vec<Group>,
    /// What the rows are.
    pub(crate) content: Content,
    /// Whether the day of a visit stands alone above its rows and in no column.
    pub(crate) headings: bool,
    /// A day that stands alone above the header.
    pub(crate) title_day: Option<Record>,
    /// Whether what a customer brings has a name, which stands where cars have their make.
    pub(crate) pets: bool,
    /// Whether it went out of a book of kenal.
    pub(crate) ours: bool,
    /// Columns of fields of the trade's own, with their keys.
    pub(crate) own: Vec<(usize, String)>,
    /// The shop's trade, whose choices those fields hold.
    pub(crate) trade: Trade,
    header_rows: Vec<Vec<String>>,
}

/// Understands the first rows of a table. `None` when no row names its columns and their content
/// does not tell either.
///
/// # Errors
/// A repeated header under `--strict`, and more columns than import takes.
pub(crate) fn recognise(sample: &[Record], options: &Options) -> Result<Option<Layout>, Refusal> {
    let wish: Wish = options
        .map
        .iter()
        .map(|(name, field)| (normal(name), Field::of_name(field)))
        .collect::<BTreeMap<_, _>>();
    let ours = |names: &[String]| ours::of(names, &options.trade).is_some();
    let found = header::find(sample, &|name| wish.contains_key(&normal(name)));
    match found.or_else(|| header::whole(sample, ours)) {
        Some(found) if found.overflow > 0 => Err(Refusal::TooManyColumns),
        Some(found) => by_names(found, sample, options, &wish).map(Some),
        None if options.strict => Ok(None),
        None => Ok(by_content(sample, options)),
    }
}

fn by_names(
    found: Header,
    sample: &[Record],
    options: &Options,
    wish: &Wish,
) -> Result<Layout, Refusal> {
    if let Some(ours) = ours::of(&found.names, &options.trade) {
        return Ok(of_ours(found, ours, options, wish));
    }
    let data: Vec<Record> = sample
        .iter()
        .filter(|record| record.line > found.last_line)
        .cloned()
        .collect();
    let profiles = Profile::all(&data, found.names.len());
    let wide = wide::groups(&found.names, &profiles);
    let belongs = blocks::main_table(&found.names, &data);
    let mut columns = columns::by_names(&found, &profiles, &wide, &belongs, wish, options.strict)?;
    sums::find_total(&mut columns, &data, found.names.len());
    let counted = Counted::of(&data, &columns);
    let no_column = columns.first(Field::VisitDate).is_none() && wide.is_empty();
    let headings = no_column && data.iter().any(|record| lone_day(record).is_some());
    let above = sample
        .iter()
        .rev()
        .filter(|record| record.line < found.line);
    let title_day = above
        .filter(|_| headings)
        .find(|record| lone_day(record).is_some());
    Ok(Layout {
        header_row: found.line,
        ends_before: u64::MAX,
        foreign: Vec::new(),
        last_header_line: found.last_line,
        content: decide(
            &columns,
            headings || !wide.is_empty(),
            options.kind,
            counted,
        ),
        title_day: title_day.cloned(),
        pets: options.pets || names_pets(&found.names, &columns),
        headings,
        ours: false,
        own: Vec::new(),
        trade: Trade::default(),
        names: found.names,
        header_rows: found.rows,
        columns,
        wide,
    })
}

/// A table that went out of a book. What the person says of columns wins all the same.
fn of_ours(found: Header, ours: Ours, options: &Options, wish: &Wish) -> Layout {
    let Ours {
        content,
        mut columns,
        mut own,
    } = ours;
    for (column, name) in found.names.iter().enumerate() {
        if let Some(field) = wish.get(&normal(name)) {
            own.retain(|(other, _)| *other != column);
            columns.give(column, *field);
        }
    }
    Layout {
        header_row: found.line,
        ends_before: u64::MAX,
        foreign: Vec::new(),
        last_header_line: found.last_line,
        content: match options.kind {
            Kind::Auto => content,
            Kind::Customers => Content::Customers,
            Kind::Vehicles => Content::Vehicles,
            Kind::Visits => Content::Visits,
        },
        title_day: None,
        pets: options.pets,
        headings: false,
        ours: true,
        own,
        trade: options.trade.clone(),
        names: found.names,
        header_rows: found.rows,
        columns,
        wide: Vec::new(),
    }
}

/// Whether the column of makes says of itself that it holds the names of animals.
fn names_pets(names: &[String], columns: &Columns) -> bool {
    const ANIMALS: [&str; 5] = ["hewan", "peliharaan", "anabul", "pet", "animal"];
    let name = columns.first(Field::Make).and_then(|make| names.get(make));
    name.is_some_and(|name| normal(name).split(' ').any(|word| ANIMALS.contains(&word)))
}

fn by_content(sample: &[Record], options: &Options) -> Option<Layout> {
    let width = sample.iter().map(|record| record.cells.len()).max()?;
    let profiles = Profile::all(sample, width);
    let mut columns = columns::by_content(&profiles)?;
    for (name, field) in &options.map {
        let place = name.strip_prefix('#').and_then(|place| place.parse().ok());
        let column = place.and_then(|place: usize| place.checked_sub(1));
        if let Some(column) = column.filter(|column| *column < width) {
            columns.give(column, Field::of_name(field));
        }
    }
    let counted = Counted::of(sample, &columns);
    Some(Layout {
        header_row: 0,
        ends_before: u64::MAX,
        foreign: Vec::new(),
        last_header_line: 0,
        names: (1..=width).map(|place| format!("#{place}")).collect(),
        content: decide(&columns, false, options.kind, counted),
        columns,
        wide: Vec::new(),
        pets: options.pets,
        header_rows: Vec::new(),
        headings: false,
        title_day: None,
        ours: false,
        own: Vec::new(),
        trade: Trade::default(),
    })
}

impl Layout {
    /// Whether a line belongs to another list.
    pub(crate) fn is_foreign(&self, line: u64) -> bool {
        let within = |(from, to): &(u64, u64)| (*from..=*to).contains(&line);
        self.foreign.iter().any(within)
    }

    /// Number of columns.
    pub(crate) fn width(&self) -> usize {
        self.names.len()
    }

    /// Whether a row of data is the header again.
    pub(crate) fn is_header_again(&self, record: &Record) -> bool {
        self.header_rows.iter().any(|header| {
            let (mut alike, mut filled) = (0, 0);
            for (cell, name) in record.cells.iter().zip(header) {
                if let Cell::Text(text) = cell
                    && !text.trim().is_empty()
                {
                    filled += 1;
                    alike += usize::from(!name.is_empty() && text.trim().to_lowercase() == *name);
                    // Most rows differ in their first cells.
                    if filled == 4 && alike == 0 {
                        return false;
                    }
                }
            }
            alike >= 2 && alike * 2 > filled
        })
    }
}
