//! A search among the names, class by class.

use super::bits::Bits;
use super::names::Names;
use crate::domain::MatchClass::{self, Exact, Prefix};

/// A search among the names, class by class from the best on.
#[derive(Debug)]
pub(super) struct NameSearch<'a> {
    names: &'a Names,
    typed: &'a [String],
    /// For each typed word the rows that match it so far.
    matching: Vec<Bits>,
    /// Rows that were told, and rows not to tell.
    done: Bits,
}

impl<'a> NameSearch<'a> {
    /// Among `rows` rows without those in `hidden`.
    pub(super) fn new(
        names: &'a Names,
        typed: &'a [String],
        rows: usize,
        hidden: Option<&Bits>,
    ) -> Self {
        Self {
            names,
            typed,
            matching: vec![Bits::none(rows); typed.len()],
            done: hidden.cloned().unwrap_or_else(|| Bits::none(rows)),
        }
    }

    /// The rows that match so and no better, newest visitor first.
    pub(super) fn next(&mut self, class: MatchClass) -> Bits {
        for (typed, bits) in self.typed.iter().zip(&mut self.matching) {
            self.names.add(typed, class, bits);
        }
        let mut matching = self.matching.iter();
        let mut all = matching.next().cloned().unwrap_or_default();
        matching.for_each(|bits| all.retain(bits));
        all.remove(&self.done);
        if class == Exact {
            self.whole_names(&mut all);
        }
        for row in all.iter() {
            self.done.insert(row);
        }
        all
    }

    /// The rows that were not told yet and match with other spaces: `slips` as whole words and beginnings.
    pub(super) fn respaced(&mut self, slips: &[Vec<String>], rows: usize) -> Bits {
        let mut all = Bits::none(rows);
        for slip in slips {
            if !slip.iter().all(|word| self.names.knows(word)) {
                continue;
            }
            let mut search = NameSearch::new(self.names, slip, rows, Some(&self.done));
            for class in [Exact, Prefix] {
                for row in search.next(class).iter() {
                    all.insert(row);
                }
            }
        }
        all
    }

    /// Keeps rows whose name has no other words; the others are told as beginnings.
    fn whole_names(&self, rows: &mut Bits) {
        let length = |row: u32| self.names.lengths.get(row as usize).copied();
        let mut whole = rows.clone();
        for row in rows.iter() {
            if length(row).map(usize::from) == Some(self.typed.len()) {
                continue;
            }
            whole.take(row);
        }
        *rows = whole;
    }
}

#[cfg(test)]
mod tests {
    use super::super::names::NameBuilder;
    use super::super::query::Query;
    use super::super::{rules, scrap::Scrap};
    use super::*;
    use crate::domain::MatchClass::{Inside, Tail};
    use proptest::prelude::*;

    const WORD: &str =
        "(budi|boedi|budiman|santoso|soetarjo|sutarjo|djoko|joko|muhammad|sari|sri|adi|王小明)";

    fn packed(names: &[Vec<String>], company: &[Vec<String>]) -> Names {
        let mut builder = NameBuilder::with_rows(names.len());
        for (row, (name, company)) in (0..).zip(names.iter().zip(company)) {
            builder.push(&name.join(" "), row);
            builder.push_contact(&company.join(" "), row);
        }
        builder.build(&mut Scrap::default())
    }

    proptest! {
        #[test]
        fn names_are_found_as_the_rules_say(
            people in prop::collection::vec((prop::collection::vec(WORD, 0..4), prop::collection::vec(WORD, 0..2)), 1..30),
            typed in "(bud|budi|bodi|boedi|so|sutar|soetarjo|toso|uta|moh|muham|djok|jok|sarri|sir|小|budi san|sari budi|s s|mad adi|snatoso|sri joko|bu di|bud isari|sarisri|budisa)",
        ) {
            let (names, company): (Vec<_>, Vec<_>) = people.into_iter().unzip();
            let packed = packed(&names, &company);
            let query = Query::parse(&typed);
            let (words, slips) = (query.words.clone(), query.name_slips());
            let mut search = NameSearch::new(&packed, &words, names.len(), None);
            let mut found = vec![None; names.len()];
            for class in [Exact, Prefix, Tail, Inside, MatchClass::Forgiven] {
                for row in search.next(class).iter() {
                    found[row as usize] = Some(class);
                }
            }
            for row in search.respaced(&slips, names.len()).iter() {
                found[row as usize] = Some(MatchClass::Forgiven);
            }
            let wanted = names.iter().zip(&company).map(|(name, company)| {
                let strs = |words: &'_ Vec<String>| words.clone();
                let (name, company) = (strs(name), strs(company));
                let name: Vec<&str> = name.iter().map(String::as_str).collect();
                let company: Vec<&str> = company.iter().map(String::as_str).collect();
                let forgiven = || rules::name_forgiven(&words, &slips, &name, &company).then_some(MatchClass::Forgiven);
                rules::name(&words, &name, &company).or_else(forgiven)
            }).collect::<Vec<_>>();
            prop_assert_eq!(found, wanted, "{:?} in {:?} {:?}", words, names, company);
        }
    }
}
