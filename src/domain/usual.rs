//! What is usually taken.

/// How many visits that name one are looked at.
pub const USUAL_VISITS: usize = 5;

/// The most frequent value over the last five visits that name one; of equals the newest.
/// `visits` come newest first, each with what it names (nothing, one, or several mechanics).
pub fn usual<T: PartialEq>(visits: impl IntoIterator<Item = Vec<T>>) -> Option<T> {
    let named = visits
        .into_iter()
        .filter(|values| !values.is_empty())
        .take(USUAL_VISITS);
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in named.flatten() {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    // The first of the equals was seen in the newest visit.
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(values: &[&'static str]) -> Vec<Vec<&'static str>> {
        values.iter().map(|value| vec![*value]).collect()
    }

    #[test]
    fn the_most_frequent_wins_and_a_tie_goes_to_the_newest() {
        assert_eq!(usual(each(&["a", "b", "b"])), Some("b"));
        assert_eq!(usual(each(&["a", "b"])), Some("a"));
        assert_eq!(usual::<&str>(Vec::new()), None);
    }

    #[test]
    fn visits_that_name_none_are_passed_over_and_only_five_count() {
        let mut visits = vec![vec![], vec!["new"], vec![], vec!["new"], vec!["new"]];
        visits.extend(each(&["old", "old", "old", "old", "old"]));
        assert_eq!(usual(visits), Some("new"));
    }

    #[test]
    fn of_several_mechanics_the_one_seen_most_is_usual() {
        assert_eq!(
            usual(vec![vec!["Joko", "Bala"], vec!["Bala"]]),
            Some("Bala")
        );
    }
}
