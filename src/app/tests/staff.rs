//! Who is at the desk.

use super::*;

#[test]
fn the_first_start_asks_who_is_at_the_desk_beside_the_search_line_and_proposes_the_user() {
    let mut stage = Stage::new();
    stage.context.desk.staff.clear();
    stage.app.start(&stage.context);
    assert!(
        stage.shown().contains("Are you wati? Ctrl+W, Enter"),
        "{}",
        stage.shown()
    );
    stage.press("1");
    assert_eq!(stage.told().last().map(String::as_str), Some("desk: key 1"));
    stage.press("<Ctrl+W>");
    assert!(stage.shown().contains("wati"), "{}", stage.shown());
    let effects = stage.press("<Enter>");
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::RememberStaff(name) if name == "wati"))
    );
    let adds = |effect: &Effect| matches!(effect, Effect::Write { change, .. } if matches!(**change, Change::AddStaff { at_desk: true, .. }));
    assert!(effects.iter().any(adds));
}

#[test]
fn the_proposal_and_its_hint_are_whole_in_every_window() {
    for (lang, columns, text) in [
        (Lang::En, 40, "Are you wati? Ctrl+W, Enter"),
        (Lang::Id, 40, "Anda wati? Ctrl+W, Enter"),
        (Lang::Id, 80, "Anda wati? Ctrl+W, Enter"),
    ] {
        let mut stage = Stage::new();
        stage.context.desk.staff.clear();
        stage.context.size = (columns, 20);
        stage.context.lang = lang;
        stage.app.start(&stage.context);
        let shown = stage.shown();
        assert!(shown.contains(text), "{shown}");
        stage.press("<Ctrl+W>");
        let shown = stage.shown();
        let last = match lang {
            Lang::En => "name.",
            Lang::Id => "Anda.",
        };
        assert!(shown.contains(last), "{shown}");
    }
}

#[test]
fn a_long_name_is_proposed_as_far_as_it_fits() {
    let mut stage = Stage::new();
    stage.context.desk.staff.clear();
    stage.context.size = (40, 20);
    shop_becomes(&mut stage, &[("Wati Kusumaningrum", true)]);
    let shown = stage.shown();
    assert!(shown.contains("Are you Wati Ku…? Ctrl+W, Enter"), "{shown}");
}

/// Tells the shell that the book changed, and what its shop is now. Answers with the name that
/// is remembered for the desk.
pub(super) fn shop_becomes(stage: &mut Stage, people: &[(&str, bool)]) -> Option<String> {
    let asked = stage.update(Msg::FileChanged);
    let answer = Answer::Shop(shop_of(people));
    let effects = stage.update(Msg::Read(read_ids(&asked)[0], Ok(answer)));
    effects.into_iter().find_map(|effect| match effect {
        Effect::RememberStaff(name) => Some(name),
        _ => None,
    })
}

#[test]
fn who_has_left_is_at_the_desk_no_more_and_the_desk_asks_anew() {
    let mut stage = Stage::new();
    assert_eq!(shop_becomes(&mut stage, &[("Rina", true)]), None);
    let now = shop_becomes(&mut stage, &[("Rina", false)]);
    assert_eq!(now.as_deref(), Some(""));
    stage.context.desk.staff.clear();
    let shown = stage.shown();
    assert!(shown.contains("Rina no longer works here"), "{shown}");
    assert!(shown.contains("Are you wati? Ctrl+W, Enter"), "{shown}");
    // Said once, and at the first look of a later start too.
    assert_eq!(shop_becomes(&mut stage, &[("Rina", false)]), None);
    let mut later = Stage::new();
    let now = shop_becomes(&mut later, &[("Rina", false)]);
    assert_eq!(now.as_deref(), Some(""));
}

#[test]
fn who_was_added_by_mistake_is_at_the_desk_no_more_when_that_is_taken_back() {
    let mut stage = Stage::new();
    assert_eq!(shop_becomes(&mut stage, &[("Rina", true)]), None);
    let now = shop_becomes(&mut stage, &[]);
    assert_eq!(now.as_deref(), Some(""));
    stage.context.desk.staff.clear();
    let shown = stage.shown();
    assert!(shown.contains("Rina is no longer in the book"), "{shown}");
}

#[test]
fn who_is_at_the_desk_is_followed_to_another_name() {
    let mut stage = Stage::new();
    let before = [("Rina", true), ("Joko", true)];
    assert_eq!(shop_becomes(&mut stage, &before), None);
    let now = shop_becomes(&mut stage, &[("Rina W", true), ("Joko", false)]);
    assert_eq!(now.as_deref(), Some("Rina W"));
    assert!(stage.shown().contains("Rina is called Rina W now."));
}

#[test]
fn somebody_known_changes_over_with_two_keys_and_without_a_write() {
    let mut stage = Stage::new();
    let effects = stage.press("<Ctrl+W>");
    let names = vec!["Rina".to_owned(), "Joko".to_owned()];
    stage.update(Msg::Read(read_ids(&effects)[0], Ok(Answer::Staff(names))));
    let effects = stage.press("<Enter>");
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::RememberStaff(name) if name == "Joko"))
    );
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Write { .. }))
    );
}

#[test]
fn the_picker_of_who_is_at_the_desk() {
    let mut stage = Stage::new();
    let effects = stage.press("<Ctrl+W>");
    let names = ["Rina", "Joko", "Sari"].map(str::to_owned).to_vec();
    stage.update(Msg::Read(read_ids(&effects)[0], Ok(Answer::Staff(names))));
    stage.context.size = (60, 12);
    insta::assert_snapshot!("staff", stage.shown());
}
