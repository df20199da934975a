//! A book that its last check found damaged.

use super::staff::shop_becomes;
use super::*;

/// The book is damaged; the shell hears of it when it asks for the shop.
fn damaged(lang: Lang) -> Stage {
    let mut stage = Stage::new().answering("NewCustomer", new_customer());
    stage.context.lang = lang;
    shop_becomes(&mut stage, &[]);
    let asked = stage.update(Msg::FileChanged);
    let facts = crate::protocol::ShopFacts {
        damage: Some(crate::protocol::Damage {
            copy: Some("copies/kenal-0007-2026-11-22.db".to_owned()),
        }),
        ..shop_of(&[])
    };
    stage.update(Msg::Read(read_ids(&asked)[0], Ok(Answer::Shop(facts))));
    stage
}

#[test]
fn a_damaged_book_is_said_on_the_desk_for_as_long_as_it_is_true() {
    for (lang, says) in [(Lang::En, "The book is damaged"), (Lang::Id, "Buku rusak")] {
        let mut stage = damaged(lang);
        for number in 0..9 {
            stage.update(Msg::Woke(Timer::Notice(number)));
        }
        let shown = stage.shown();
        assert!(shown.contains(says), "{shown}");
        assert!(shown.contains("copies/kenal-0007-2026-11-22.db"), "{shown}");
        stage.press("<F9>");
        let shown = stage.shown();
        assert!(shown.contains(says), "beside what is said now: {shown}");
        stage.press("<F3>");
        assert!(!stage.shown().contains(says), "a form has the whole window");
    }
    let mut stage = damaged(Lang::En);
    shop_becomes(&mut stage, &[]);
    assert!(!stage.shown().contains("damaged"), "it was mended");
}

#[test]
fn damage_leaves_the_desk_its_place_in_every_window() {
    for size in [(40, 10), (40, 20), (80, 24), (120, 40)] {
        let mut stage = damaged(Lang::En);
        stage.context.size = size;
        let shown = stage.shown();
        assert!(shown.contains("The book is damaged"), "{size:?}: {shown}");
        let mut lines = shown.lines();
        let at = lines.position(|line| line.contains("The book is"));
        let kept = if size == (40, 10) { 7 } else { 8 };
        assert!(at.is_some_and(|at| at > kept), "{size:?}: {shown}");
    }
}
