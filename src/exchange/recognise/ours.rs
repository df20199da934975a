//! Our own exports, known by their headers: what each column is needs no guessing then.

use super::Content;
use super::columns::Columns;
use crate::domain::export::ExportKind;
use crate::domain::trade::Trade;
use crate::exchange::write::columns::{OWN, known};
use crate::text::Lang;

/// Headers of ours that must be there at the least; a person may have taken others out.
const LEAST: usize = 5;

/// The lists that a book takes back: not those of segments.
const BACK: [ExportKind; 7] = [
    ExportKind::Customers,
    ExportKind::Vehicles,
    ExportKind::Visits,
    ExportKind::Lines,
    ExportKind::Birthdays,
    ExportKind::Points,
    ExportKind::Rules,
];

/// What a table is that went out of a book.
#[derive(Debug)]
pub(super) struct Ours {
    pub(super) content: Content,
    pub(super) columns: Columns,
    /// Columns of fields of the trade's own, with their keys.
    pub(super) own: Vec<(usize, String)>,
}

/// What the headers say, if they are those of one of our lists: stable names, or the labels of
/// one language, with the column that tells its rows apart.
pub(super) fn of(names: &[String], trade: &Trade) -> Option<Ours> {
    let spellings = [None, Some(Lang::En), Some(Lang::Id)];
    let kinds = BACK.into_iter();
    let mut best: Option<(usize, ExportKind, Option<Lang>)> = None;
    for (kind, lang) in kinds.flat_map(|kind| spellings.map(|lang| (kind, lang))) {
        let found = fits(names, kind, lang);
        if found >= LEAST && found * 2 > names.len() && best.is_none_or(|(most, ..)| found > most) {
            best = Some((found, kind, lang));
        }
    }
    let (_, kind, lang) = best?;
    Some(filled(names, kind, lang, trade))
}

fn spelled(name: &str, says: &str) -> bool {
    let name = name.trim().trim_start_matches('\u{feff}');
    name.eq_ignore_ascii_case(says)
}

/// How many headers are those of a list; none when the first of its columns is missing.
fn fits(names: &[String], kind: ExportKind, lang: Option<Lang>) -> usize {
    let columns = known(kind);
    let there = |says: &str| names.iter().any(|name| spelled(name, says));
    let mut says = columns
        .iter()
        .map(|(name, label, _)| lang.map_or(*name, |lang| label.in_(lang)));
    match says.next() {
        Some(first) if there(first) => 1 + says.filter(|says| there(says)).count(),
        _ => 0,
    }
}

fn filled(names: &[String], kind: ExportKind, lang: Option<Lang>, trade: &Trade) -> Ours {
    let mut columns = Columns::default();
    let mut own = Vec::new();
    let table = known(kind);
    for (at, name) in names.iter().enumerate() {
        let ours = table
            .iter()
            .find(|(stable, label, _)| spelled(name, lang.map_or(*stable, |lang| label.in_(lang))));
        match ours {
            Some((_, _, Some(field))) if field.takes_several() => columns.set(*field, at),
            Some((_, _, Some(field))) => columns.give(at, Some(*field)),
            Some((_, _, None)) => {}
            None => own.extend(own_key(name, lang, trade).map(|key| (at, key))),
        }
    }
    columns.own = own.iter().map(|(at, _)| *at).collect();
    Ours {
        content: match kind {
            ExportKind::Vehicles => Content::Vehicles,
            ExportKind::Visits | ExportKind::Lines => Content::Visits,
            ExportKind::Points => Content::Points,
            ExportKind::Rules => Content::Rules,
            // Of the other lists none is known here.
            _ => Content::Customers,
        },
        columns,
        own,
    }
}

/// The key of a field of the trade's own: `field.tyre`, or its label.
fn own_key(name: &str, lang: Option<Lang>, trade: &Trade) -> Option<String> {
    let name = name.trim();
    if let Some(key) = name.strip_prefix(OWN) {
        return (!key.is_empty() && key.len() <= 60).then(|| key.to_owned());
    }
    let lang = lang?;
    let field = trade
        .fields
        .iter()
        .find(|field| spelled(name, field.label.in_(lang)))?;
    Some(field.key.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::recognise::Field;

    fn headers(kind: ExportKind, lang: Option<Lang>) -> Vec<String> {
        known(kind)
            .iter()
            .map(|(name, label, _)| lang.map_or(*name, |lang| label.in_(lang)).to_owned())
            .collect()
    }

    #[test]
    fn every_list_is_known_again_in_every_spelling_with_every_column_in_its_place() {
        for kind in BACK {
            for lang in [None, Some(Lang::En), Some(Lang::Id)] {
                let names = headers(kind, lang);
                let ours = of(&names, &Trade::default()).expect("ours");
                for (at, (name, _, field)) in known(kind).iter().enumerate() {
                    let placed = field.map(|field| ours.columns.all(field).contains(&at));
                    assert!(placed.unwrap_or(true), "{kind:?} {lang:?}: {name}");
                }
            }
        }
    }

    #[test]
    fn columns_may_be_moved_and_taken_out_and_own_fields_have_their_keys() {
        let mut names = headers(ExportKind::Customers, None);
        names.retain(|name| !name.starts_with("consent") && name != "city");
        names.reverse();
        names.push("field.tyre".to_owned());
        let ours = of(&names, &Trade::default()).expect("ours");
        assert_eq!(ours.own, [(names.len() - 1, "tyre".to_owned())]);
        assert_eq!(ours.columns.first(Field::MemberNo), Some(names.len() - 2));
        let labelled = [
            headers(ExportKind::Customers, Some(Lang::Id)),
            vec!["Ukuran ban".to_owned()],
        ]
        .concat();
        let ours = of(&labelled, &Trade::default()).expect("ours");
        assert_eq!(ours.own, [(labelled.len() - 1, "tyre".to_owned())]);
    }

    #[test]
    fn a_list_of_somebody_else_is_not_ours() {
        let names = [
            "customer_id",
            "name",
            "phone",
            "date",
            "total",
            "notes",
            "x",
            "y",
            "z",
        ];
        let names = names.map(str::to_owned);
        assert!(of(&names, &Trade::default()).is_none());
        let names = ["Nama", "No HP", "Nopol", "Tanggal", "Total"].map(str::to_owned);
        assert!(of(&names, &Trade::default()).is_none());
    }
}
