//! A search among the names, class by class.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::bits::Bits;
use super::names::Names;
use crate::domain::MatchClass::{self, Exact};

/// A search among the names, class by class from the best on.
#[derive(Debug)]
pub(super) struct NameSearch<'a> {
    names: &'a Names,
    typed: &'a [String],
    /// How many rows there are.
    rows: usize,
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
            rows,
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
        self.done.add(&all);
        all
    }

    /// The rows that match with a slip in one word, and those with slips in several.
    pub(super) fn forgiven(&mut self) -> (Bits, Bits) {
        let as_typed = self.matching.clone();
        let mut far = self.next(MatchClass::Forgiven);
        let mut near = Bits::none(self.rows);
        for (at, with_slips) in self.matching.iter().enumerate() {
            let mut rows = far.clone();
            rows.retain(with_slips);
            let others = as_typed
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at);
            others.for_each(|(_, other)| rows.retain(other));
            near.add(&rows);
        }
        far.remove(&near);
        (near, far)
    }

    /// The rows that were not told yet and match with other spaces: `slips` as whole words and beginnings.
    pub(super) fn respaced(&self, slips: &[Vec<String>]) -> Bits {
        // The words without a slip stand in most of the readings.
        let as_typed = vec![OnceCell::new(); self.typed.len()];
        let known = |slip: &&Vec<String>| slip.iter().all(|word| self.names.knows(word));
        let mut all = Bits::none(self.rows);
        for slip in slips.iter().filter(known) {
            let mut words: Vec<&String> = slip.iter().collect();
            // The rarest first: most readings are nobody's.
            words.sort_by_key(|word| self.names.how_many_begin(word));
            let mut words = words.into_iter().map(|word| self.begun(word, &as_typed));
            let mut found = words.next().map(Cow::into_owned).unwrap_or_default();
            while !found.is_empty()
                && let Some(word) = words.next()
            {
                found.retain(&word);
            }
            all.add(&found);
        }
        all.remove(&self.done);
        all
    }

    /// The rows with a word that begins so; those of the typed words are sought once.
    fn begun<'b>(&self, word: &String, as_typed: &'b [OnceCell<Bits>]) -> Cow<'b, Bits> {
        let begun = || self.names.begun(word, self.rows);
        let typed = self.typed.iter().position(|typed| typed == word);
        match typed.and_then(|at| as_typed.get(at)) {
            Some(known) => Cow::Borrowed(known.get_or_init(begun)),
            None => Cow::Owned(begun()),
        }
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
    use super::super::hits::Distance;
    use super::super::names::NameBuilder;
    use super::super::query::Query;
    use super::super::{rules, scrap::Scrap};
    use super::*;
    use crate::domain::MatchClass::{Inside, Prefix, Tail};
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
            for class in [Exact, Prefix, Tail, Inside] {
                for row in search.next(class).iter() {
                    found[row as usize] = Some((class, Distance::Near));
                }
            }
            let (near, far) = search.forgiven();
            let respaced = search.respaced(&slips);
            for (rows, distance) in [(near, Distance::Near), (respaced, Distance::Near), (far, Distance::Far)] {
                for row in rows.iter() {
                    prop_assert_eq!(found[row as usize], None);
                    found[row as usize] = Some((MatchClass::Forgiven, distance));
                }
            }
            let wanted = names.iter().zip(&company).map(|(name, company)| {
                let strs = |words: &'_ Vec<String>| words.clone();
                let (name, company) = (strs(name), strs(company));
                let name: Vec<&str> = name.iter().map(String::as_str).collect();
                let company: Vec<&str> = company.iter().map(String::as_str).collect();
                let forgiven = || rules::name_forgiven(&words, &slips, &name, &company);
                let how = rules::name(&words, &name, &company).map(|class| (class, Distance::Near));
                how.or_else(|| forgiven().map(|distance| (MatchClass::Forgiven, distance)))
            }).collect::<Vec<_>>();
            prop_assert_eq!(found, wanted, "{:?} in {:?} {:?}", words, names, company);
        }
    }
}
