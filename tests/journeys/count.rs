//! A key counts when it is not part of the data: opening, choosing and saving count; Tab or
//! Enter that moves between two typed values is data.

use kenal::protocol::{Code, Key};

/// How many keys of a sequence count.
pub fn keys(sequence: &str) -> usize {
    let keys = Key::sequence(sequence).expect("keys");
    let types = |at: Option<usize>| {
        at.and_then(|at| keys.get(at))
            .is_some_and(|key| key.typed().is_some())
    };
    let counts = |at: usize| {
        let moves = matches!(keys[at].code, Code::Tab | Code::Enter);
        let between = moves && types(at.checked_sub(1)) && types(Some(at + 1));
        keys[at].typed().is_none() && !between
    };
    (0..keys.len()).filter(|at| counts(*at)).count()
}

#[test]
fn data_is_free_and_choices_are_not() {
    assert_eq!(keys("1234"), 0);
    assert_eq!(keys("1234<F2>50100<Tab>700000<Ctrl+S>"), 2);
    assert_eq!(keys("1234<F2>50100<Tab><Tab>oil<Ctrl+S>"), 4);
}
