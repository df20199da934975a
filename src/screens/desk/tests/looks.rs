//! The desk in its states and windows.

use std::sync::Arc;

use super::*;
use crate::domain::{MatchField, PointsBrief, TierBrief};
use crate::protocol::HiddenColumns;

#[test]
fn empty_book() {
    let mut desk = Desk::new();
    desk.update(Event::Shown, &at_80());
    answer(
        &mut desk,
        Slot::Matches,
        &Answer::Found(Found::default()),
        &at_80(),
    );
    insta::assert_snapshot!(drawn(&desk, &at_80()));
}

#[test]
fn the_latest_visitors_stand_on_an_empty_line() {
    let context = context((120, 22));
    let mut desk = Desk::new();
    desk.update(Event::Shown, &context);
    answer(&mut desk, Slot::Matches, &Answer::Found(three()), &context);
    insta::assert_snapshot!(drawn(&desk, &context));
}

#[test]
fn nothing_found() {
    let desk = served(found(Vec::new()), &at_80());
    insta::assert_snapshot!(drawn(&desk, &at_80()));
}

#[test]
fn loading() {
    let mut desk = Desk::new();
    press(&mut desk, "1234", &at_80());
    desk.update(Event::Slow(Slot::Matches), &at_80());
    insta::assert_snapshot!(drawn(&desk, &at_80()));
}

#[test]
fn one() {
    let one = found(vec![hit(42, "B 1234 XYZ", "Pak Budi Santoso")]);
    insta::assert_snapshot!(drawn(&served(one, &at_80()), &at_80()));
}

#[test]
fn failed() {
    let mut desk = Desk::new();
    press(&mut desk, "1234", &at_80());
    let failure = Failure::Io("input/output error".to_owned());
    desk.update(Event::Failed(Slot::Matches, &failure), &at_80());
    insta::assert_snapshot!(drawn(&desk, &at_80()));
}

fn many() -> Found {
    let mut many = found(
        (0..30)
            .map(|n| hit(42 + n, "B 1234 XYZ", "Pak Budi Santoso"))
            .collect(),
    );
    (many.total, many.people) = (1_000, 1_000);
    many.more = true;
    many
}

#[test]
fn many_in_three_windows() {
    for (columns, rows) in [(80, 24), (40, 20), (120, 40)] {
        let context = context((columns, rows));
        let mut desk = served(many(), &context);
        press(&mut desk, "<Down>", &context);
        let shown = desk.update(Event::Stale, &context);
        assert!(!shown.is_empty());
        insta::assert_snapshot!(format!("many_{columns}x{rows}"), drawn(&desk, &context));
    }
}

#[test]
fn matches_are_said_to_be_customers_only_where_each_is_another() {
    let plates = ["B 1234 XYZ", "B 1234 XA"];
    let mut twice = found(plates.map(|plate| hit(42, plate, "Budi Santoso")).into());
    (twice.people, twice.customers) = (1, 1);
    let mut many = many();
    many.people = 990;
    let told = [
        (&twice, ["─ 2 found ─", "─ 2 ditemukan ─"]),
        (
            &many,
            [
                "─ more than 1,000 found ─",
                "─ lebih dari 1.000 ditemukan ─",
            ],
        ),
    ];
    for (found, said) in told {
        for (lang, said) in Lang::ALL.into_iter().zip(said) {
            for size in [(40, 20), (80, 24)] {
                let context = Context {
                    lang,
                    ..context(size)
                };
                let words = drawn(&served(found.clone(), &context), &context);
                assert!(words.contains(said), "{said} in\n{words}");
            }
        }
    }
}

#[test]
fn the_card_in_a_narrow_window() {
    let context = context((40, 20));
    let one = found(vec![hit(42, "B 1234 XYZ", "Pak Budi Santoso")]);
    insta::assert_snapshot!(drawn(&served(one, &context), &context));
}

#[test]
fn a_card_that_goes_on_says_so_with_the_key_that_opens_it() {
    for (size, goes_on) in [
        ((40, 20), false),
        ((40, 14), true),
        ((80, 16), true),
        ((120, 40), false),
    ] {
        let context = context(size);
        let one = found(vec![hit(42, "B 1234 XYZ", "Pak Budi Santoso")]);
        let seen = drawn(&served(one, &context), &context);
        assert_eq!(seen.contains("▼ Enter: more"), goes_on, "{size:?}\n{seen}");
    }
}

#[test]
fn history_beside_the_card() {
    let context = context((200, 24));
    let mut desk = served(three(), &context);
    let visits: Vec<_> = (0..20).map(visit).collect();
    answer(
        &mut desk,
        Slot::History,
        &Answer::History(visits, 20),
        &context,
    );
    insta::assert_snapshot!(drawn(&desk, &context));
}

#[test]
fn long_and_wide_text() {
    for (columns, rows) in [(80, 24), (40, 20), (120, 40)] {
        let context = context((columns, rows));
        let mut long = card();
        let customer = long.customer.as_mut().unwrap();
        customer.facts.name =
            "山田太郎 Raden Mas Suryadiningrat Kusumohadiprojo Wreksodiningrat".into();
        customer.facts.note = "prefers mornings; ".repeat(20);
        customer.facts.alert = "never without asking: ".repeat(8);
        long.remarks = vec![remark(), remark(), remark()];
        let name = "山田太郎 Raden Mas Suryadiningrat Kusumohadiprojo";
        let hits = vec![hit(42, "B 1234 XYZ", name), hit(43, "KT 1 A", "x")];
        let mut desk = served_with(long, found(hits), &context);
        let keys = if columns < 60 {
            "<Down><Up><Enter>"
        } else {
            "<Down><Up>"
        };
        press(&mut desk, keys, &context);
        insta::assert_snapshot!(format!("long_{columns}x{rows}"), drawn(&desk, &context));
    }
}

#[test]
fn in_indonesian() {
    let mut context = at_80();
    context.lang = Lang::Id;
    insta::assert_snapshot!(drawn(&served(three(), &context), &context));
}

#[test]
fn long_work_does_not_push_what_is_due_or_the_phone_off_the_card() {
    for (columns, rows) in [(80, 22), (80, 20)] {
        let context = context((columns, rows));
        let mut long = card();
        let visit = long.last_visit.as_mut().unwrap();
        for line in &mut visit.facts.lines {
            line.text = "FF3-TO-15601-AVZ-0 OIL FILTER 001 FORTAG AVZ-CLY-A".to_owned();
        }
        long.vehicle.as_mut().unwrap().next_service.day =
            Some(crate::screens::samples::day("2025-03-13"));
        let desk = served_with(long, three(), &context);
        let shown = drawn(&desk, &context);
        for seen in ["FF3-TO", "Shell HX7", "20 months ago", "0812-3456-7890"] {
            assert!(shown.contains(seen), "{seen} at {columns}x{rows}\n{shown}");
        }
    }
}

#[test]
fn what_the_tier_promises_is_seen_on_a_full_card() {
    for (columns, rows) in [(80, 22), (40, 18)] {
        let context = context((columns, rows));
        let mut full = card();
        let visit = full.last_visit.as_mut().unwrap();
        for line in &mut visit.facts.lines {
            line.text = "FF3-TO-15601-AVZ-0 OIL FILTER 001 FORTAG AVZ-CLY-A".to_owned();
        }
        let customer = full.customer.as_mut().unwrap();
        customer.facts.fields.clear();
        customer.facts.note.clear();
        full.terms = None;
        full.points = Some(PointsBrief {
            balance: 1_240,
            worth: 124_000,
            lapsing: vec![(crate::screens::samples::day("2026-12-31"), 200)],
            tier: Some(TierBrief {
                name: "Silver".to_owned(),
                place: 1,
                promise: "served first, washed for free".to_owned(),
                until: None,
                next: None,
            }),
        });
        let mut desk = served_with(full, three(), &context);
        if columns < 60 {
            press(&mut desk, "<Down><Up><Enter>", &context);
        }
        let shown = drawn(&desk, &context);
        assert!(
            shown.contains("Silver: served first"),
            "at {columns}x{rows}\n{shown}"
        );
    }
}

#[test]
fn other_trades_in_a_wide_window() {
    for name in ["pets", "salon"] {
        let mut context = context((120, 40));
        let trade = Trade::named(name).unwrap();
        let brings = trade.asset.is_some();
        context.trade = std::sync::Arc::new(trade);
        let mut shown = card();
        if let Some(vehicle) = &mut shown.vehicle {
            vehicle.facts.plate = None;
            vehicle.facts.make = "Milo".to_owned();
            vehicle.facts.model = "kucing Persia".to_owned();
            vehicle.odometer = None;
            vehicle.next_service.odometer = None;
        }
        if !brings {
            shown.vehicle = None;
        }
        if let Some(visit) = &mut shown.last_visit {
            visit.facts.odometer = None;
            visit.facts.oil = String::new();
            visit.facts.lines.truncate(1);
            visit.facts.lines[0].text = "grooming".to_owned();
            visit.plate = String::new();
        }
        shown.usual.oil = None;
        let plate = if brings { "Milo" } else { "" };
        let mut hits = vec![hit(42, plate, "Pak Budi Santoso")];
        hits[0].plate = String::new();
        hits[0].vehicle_text = format!("{plate} kucing Persia");
        let desk = served_with(shown, found(hits), &context);
        insta::assert_snapshot!(format!("trade_{name}_120x40"), drawn(&desk, &context));
    }
}

#[test]
fn what_is_not_saved_is_said_while_nobody_searches() {
    let kept = |number: u8, about: &str, day: &str| KeptDraft {
        op: OpId([number; 16]),
        form: DraftForm::NewVisit,
        about: about.to_owned(),
        by: "Sari".to_owned(),
        day: day.parse().expect("a day"),
        time: "09:12".to_owned(),
    };
    let long = "Pak Raden Mas Suryadiningrat Kusumo Wardhana · B 1234 XYZ · Toyota";
    let drafts = [
        kept(1, long, "2026-11-22"),
        kept(2, "Bu Wati", "2026-11-21"),
    ];
    for (columns, rows, lang) in [(80, 24, Lang::En), (40, 20, Lang::En), (40, 20, Lang::Id)] {
        let context = Context {
            lang,
            ..context((columns, rows))
        };
        let mut desk = Desk::new();
        desk.update(Event::Shown, &context);
        answer(&mut desk, Slot::Matches, &Answer::Found(three()), &context);
        let kept = Answer::Drafts(drafts.to_vec());
        answer(&mut desk, Slot::Drafts, &kept, &context);
        insta::assert_snapshot!(drawn(&desk, &context));
        let keys = desk.about_draft(&crate::kit::probe::look(), &context);
        assert!(keys.is_some_and(|line| line.contains("Ctrl+R") && line.contains("Ctrl+D")));
        press(&mut desk, "1", &context);
        assert_eq!(desk.about_draft(&crate::kit::probe::look(), &context), None);
    }
}

/// Found by the plate it had before.
fn by_earlier_plate() -> Found {
    let mut renamed = hit(42, "D 77 SD", "Pak Budi Santoso");
    renamed.earlier_plate = "B 1234 XYZ".to_owned();
    found(vec![renamed, hit(43, "B 1234 XA", "Bu Sari Dewi")])
}

#[test]
fn an_earlier_plate_is_told_as_one_beside_that_of_today() {
    for (lang, was) in [(Lang::En, "was B 1234 XYZ"), (Lang::Id, "dulu B 1234 XYZ")] {
        for (columns, rows) in [(40, 20), (80, 24), (120, 24), (200, 24)] {
            let context = Context {
                lang,
                ..context((columns, rows))
            };
            let desk = served(by_earlier_plate(), &context);
            let shown = drawn(&desk, &context);
            let row = shown.lines().find(|line| line.contains("▸"));
            let row = row.unwrap_or(&shown);
            assert!(row.contains("D 77 SD") && row.contains(was), "{shown}");
        }
    }
    let context = context((40, 20));
    insta::assert_snapshot!(drawn(&served(by_earlier_plate(), &context), &context));
}

#[test]
fn the_card_says_by_which_earlier_plate_it_was_found() {
    for (columns, rows) in [(40, 20), (80, 24)] {
        let context = context((columns, rows));
        let mut one = by_earlier_plate();
        one.hits.truncate(1);
        one.hits[0].plate = "B 1234 XYZ".to_owned();
        one.hits[0].earlier_plate = "B 9 OLD".to_owned();
        let shown = drawn(&served(one, &context), &context);
        assert!(shown.contains("B 1234 XYZ (was B 9 OLD) · T"), "{shown}");
    }
}

#[test]
fn a_narrow_card_has_a_sentence_to_say_and_all_that_is_first() {
    for lang in Lang::ALL {
        for rows in [20, 18] {
            let context = Context {
                lang,
                ..context((40, rows))
            };
            let one = found(vec![hit(42, "B 1234 XYZ", "Pak Budi Santoso")]);
            let shown = drawn(&served(one, &context), &context);
            let phone = if rows == 20 { "0812-3456-7890" } else { "" };
            let said = ["“Pak Budi;", "12 A", "Shell HX7", "50", "coffee", phone];
            for said in said {
                assert!(shown.contains(said), "{said} at {rows}\n{shown}");
            }
        }
    }
}

#[test]
fn the_line_about_drafts_is_pressed_with_the_mouse() {
    let kept = KeptDraft {
        op: OpId([1; 16]),
        form: DraftForm::NewVisit,
        about: "Bu Wati".to_owned(),
        by: "Sari".to_owned(),
        day: "2026-11-22".parse().expect("a day"),
        time: "09:12".to_owned(),
    };
    for (columns, rows) in [(80, 24), (40, 20)] {
        let context = context((columns, rows));
        let mut desk = Desk::new();
        desk.update(Event::Shown, &context);
        answer(&mut desk, Slot::Matches, &Answer::Found(three()), &context);
        let drafts = Answer::Drafts(vec![kept.clone()]);
        answer(&mut desk, Slot::Drafts, &drafts, &context);
        let shown = drawn(&desk, &context);
        let at = |words: &str| {
            let lines = shown.lines().zip(0..);
            let mut found = lines.filter_map(|(line, row)| Some((line.find(words)?, row)));
            let (column, row) = found.next().expect("drawn");
            Event::Mouse(Mouse {
                kind: MouseKind::Press,
                column: u16::try_from(column).expect("a column"),
                row,
            })
        };
        let (open, drop) = (at("Not saved"), at("Ctrl+D"));
        assert_eq!(
            went(&desk.update(open, &context)),
            [Go::TakeDraft(OpId([1; 16]))]
        );
        let asked = went(&desk.update(drop, &context));
        assert!(matches!(asked[..], [Go::Ask(_)]), "{asked:?}");
        // Once somebody types it is not seen, and not hit.
        let gone = at("Not saved");
        press(&mut desk, "1", &context);
        drawn(&desk, &context);
        assert!(went(&desk.update(gone, &context)).is_empty());
    }
}

/// The rows on which somebody stands, of a tier each.
fn starred(context: &Context) -> Vec<String> {
    let mut hits = three().hits;
    hits[0].tier = Some(("Bronze".to_owned(), 0));
    hits[1].tier = Some(("Gold".to_owned(), 2));
    hits[2].tier = Some(("Platinum".to_owned(), 3));
    hits[2].name = "PT Karya Abadi Sejahtera Bersama Nusantara Raya Jaya".to_owned();
    let shown = drawn(&served(found(hits), context), context);
    let named = ["Pak Budi", "Bu Sari", "PT Karya"];
    let rows = shown
        .lines()
        .filter(|row| named.iter().any(|name| row.contains(name)));
    rows.map(ToOwned::to_owned).collect()
}

#[test]
fn the_tier_stands_behind_the_name_and_the_star_alone_where_there_is_no_room() {
    let rows = starred(&context((120, 30)));
    assert!(
        rows.iter().any(|row| row.contains("Bu Sari Dewi ★ Gold")),
        "{rows:#?}"
    );
    let long = rows.iter().find(|row| row.contains("PT Karya"));
    let long = long.unwrap_or_else(|| panic!("{rows:#?}"));
    assert!(long.contains("… ★") && !long.contains("Platinum"), "{long}");
    assert!(!rows.iter().any(|row| row.contains("Bronze")), "{rows:#?}");
}

#[test]
fn what_is_put_away_leaves_its_place_to_the_next_detail() {
    let mut context = context((120, 24));
    let desk = served(three(), &context);
    assert_eq!(desk.columns().map(|of| of.all.len()), Some(6));
    let shown = drawn(&desk, &context);
    assert!(shown.contains("Toyota Avanza") && !list(&shown).contains("0812-3456-7890"));
    context.columns = Arc::new(HiddenColumns::read("matches=vehicle"));
    let shown = list(&drawn(&desk, &context));
    assert!(
        shown.contains("0812-3456-7890") && shown.contains("B 1234 XA"),
        "{shown}"
    );
    // Without its plate a match still says what was found.
    context.columns = Arc::new(HiddenColumns::read("matches=plate,vehicle,phone"));
    let shown = list(&drawn(&desk, &context));
    assert!(shown.contains("B 1234 XA"), "{shown}");
    let mut by_name = three();
    for hit in &mut by_name.hits {
        hit.field = MatchField::Name;
        hit.marks.clear();
    }
    let desk = served(by_name, &context);
    let shown = list(&drawn(&desk, &context));
    assert!(
        !shown.contains("B 1234 XA") && shown.contains("C-00043"),
        "{shown}"
    );
}

/// The left half of the lines.
fn list(shown: &str) -> String {
    let half = shown.lines().map(|line| line.chars().take(60).collect());
    half.collect::<Vec<String>>().join("\n")
}
