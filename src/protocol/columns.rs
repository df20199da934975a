//! Which columns of the lists somebody wants to see.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::Say;

/// The columns of a list, in their order, each by a stable name and by what it is called. The first
/// always stays: it says whom or what a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListColumns {
    /// The list's stable name: `campaigns`.
    pub list: &'static str,
    /// Its columns.
    pub all: Vec<(&'static str, Say)>,
}

impl ListColumns {
    /// Which of them are put away, in their order.
    pub fn away(&self, hidden: &HiddenColumns) -> Vec<bool> {
        let names = self.all.iter().enumerate();
        names
            .map(|(at, (name, _))| at > 0 && hidden.has(self.list, name))
            .collect()
    }

    /// The names of those that are put away.
    pub fn put_away(&self, hidden: &HiddenColumns) -> Vec<String> {
        let all = self.all.iter().zip(self.away(hidden));
        all.filter(|(_, away)| *away)
            .map(|((name, _), _)| (*name).to_owned())
            .collect()
    }

    /// Those that can be put away: all but the first.
    pub fn choosable(&self) -> &[(&'static str, Say)] {
        self.all.get(1..).unwrap_or_default()
    }
}

/// The columns that are put away, by list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HiddenColumns(BTreeMap<String, BTreeSet<String>>);

impl HiddenColumns {
    /// Whether a column of a list is put away.
    pub fn has(&self, list: &str, column: &str) -> bool {
        self.0.get(list).is_some_and(|away| away.contains(column))
    }

    /// Puts a column away, or brings it back.
    pub fn turn(&mut self, list: &str, column: &str) {
        let away = self.0.entry(list.to_owned()).or_default();
        if !away.remove(column) {
            away.insert(column.to_owned());
        }
        self.0.retain(|_, away| !away.is_empty());
    }

    /// All of them in a line that [`HiddenColumns::read`] takes: `campaigns=share,money;guests=phone`.
    pub fn line(&self) -> String {
        let lists = self.0.iter().map(|(list, away)| {
            let away: Vec<&str> = away.iter().map(String::as_str).collect();
            format!("{list}={}", away.join(","))
        });
        lists.collect::<Vec<_>>().join(";")
    }

    /// Reads such a line; what makes no sense is left out.
    pub fn read(line: &str) -> Self {
        let mut hidden = Self::default();
        let lists = line.split(';').filter_map(|list| list.split_once('='));
        for (list, away) in lists {
            for column in away.split(',').filter(|column| !column.is_empty()) {
                if !hidden.has(list, column) {
                    hidden.turn(list, column);
                }
            }
        }
        hidden
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> ListColumns {
        ListColumns {
            list: "campaigns",
            all: vec![
                ("name", Say::FormName),
                ("phone", Say::FormPhone),
                ("plate", Say::FormPlate),
            ],
        }
    }

    #[test]
    fn a_column_is_put_away_and_brought_back_and_the_first_always_stays() {
        let mut hidden = HiddenColumns::default();
        hidden.turn("campaigns", "plate");
        hidden.turn("campaigns", "name");
        hidden.turn("guests", "phone");
        assert_eq!(columns().away(&hidden), [false, false, true]);
        assert_eq!(columns().put_away(&hidden), ["plate"]);
        hidden.turn("campaigns", "plate");
        assert_eq!(columns().away(&hidden), [false; 3]);
        assert_eq!(columns().choosable().len(), 2);
    }

    #[test]
    fn what_is_put_away_reads_back_from_its_line_and_nonsense_is_left_out() {
        let mut hidden = HiddenColumns::default();
        assert_eq!(hidden.line(), "");
        for (list, column) in [("a", "x"), ("a", "y"), ("b", "x")] {
            hidden.turn(list, column);
        }
        assert_eq!(hidden.line(), "a=x,y;b=x");
        assert_eq!(HiddenColumns::read(&hidden.line()), hidden);
        assert_eq!(
            HiddenColumns::read("a=x,,x;;=;nonsense;b="),
            HiddenColumns::read("a=x")
        );
    }
}
