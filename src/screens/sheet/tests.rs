use super::{Wording, birthday, counter, profile, say, timeline, wording};
use crate::domain::trade::{Trade, Word};
use crate::domain::{
    Birthday, CustomerKind, Greeting, LeapDay, NearFeast, NextService, PointsBrief, VisitStatus,
};
use crate::kit::probe;
use crate::look::{Role, Symbols};
use crate::screens::samples::{avanza, budi, card, context, day, remark, today, visit};
use crate::text::Lang;
use rstest::rstest;

fn spoken(card: &crate::domain::Card, lang: Lang) -> String {
    let mut context = context((80, 24));
    context.lang = lang;
    say::sentence(card, Wording::of(&context))
}

#[test]
fn the_sentence_says_who_last_time_the_usual_and_what_is_due() {
    assert_eq!(
        spoken(&card(), Lang::En),
        "Pak Budi, Avanza B 1234 XYZ; last here 12 August at 45,210 km for oil change, oil filter \
         with Joko; usually Shell HX7 10W-40; next service due 2 December."
    );
    assert_eq!(
        spoken(&card(), Lang::Id),
        "Pak Budi, Avanza B 1234 XYZ; terakhir ke sini 12 Agustus pada 45.210 km untuk oil \
         change, oil filter oleh Joko; biasanya Shell HX7 10W-40; servis berikutnya 2 Desember."
    );
}

#[test]
fn the_sentence_leaves_out_what_is_not_known() {
    let mut card = card();
    card.usual.oil = None;
    if let Some(vehicle) = &mut card.vehicle {
        vehicle.next_service = NextService::default();
    }
    if let Some(visit) = &mut card.last_visit {
        visit.facts.odometer = None;
        visit.facts.mechanics.clear();
    }
    assert_eq!(
        spoken(&card, Lang::En),
        "Pak Budi, Avanza B 1234 XYZ; last here 12 August for oil change, oil filter."
    );
    card.last_visit = None;
    card.visits = 2;
    assert_eq!(
        spoken(&card, Lang::En),
        "Pak Budi, Avanza B 1234 XYZ; the vehicle is here for the first time."
    );
    card.vehicle = None;
    card.visits = 0;
    assert_eq!(spoken(&card, Lang::En), "Pak Budi; first visit, welcome.");
}

#[test]
fn what_a_spreadsheet_shouts_is_said_calmly_and_the_work_first() {
    let mut card = card();
    if let Some(customer) = &mut card.customer {
        customer.facts.honorific.clear();
        customer.facts.name = "PUDJIASTUTI".to_owned();
    }
    if let Some(visit) = &mut card.last_visit {
        visit.facts.lines[0].text = "OIL FILTER DXE-1001 DENSO".to_owned();
        visit.facts.lines[1].text = "GANTI OLI MESIN (LOW) ".to_owned();
        visit.facts.mechanics = vec!["MARGANA".to_owned()];
    }
    card.usual.oil = Some("OIL 10W-40 FASTRON".to_owned());
    assert_eq!(
        spoken(&card, Lang::En),
        "Pudjiastuti, Avanza B 1234 XYZ; last here 12 August at 45,210 km for ganti oli mesin, \
         oil filter denso with Margana; usually Oil 10W-40 Fastron; next service due 2 December."
    );
}

#[test]
fn what_an_earlier_owner_had_done_is_not_told_as_the_new_ones_own() {
    let mut card = card();
    if let Some(visit) = &mut card.last_visit {
        visit.facts.customer = Some(crate::domain::CustomerId(7));
    }
    let owner = crate::domain::Ownership {
        customer: crate::domain::CustomerId(7),
        name: "Sari Dewi".to_owned(),
        code: "C-00007".to_owned(),
        since: None,
        until: Some(day("2026-09-01")),
    };
    card.vehicle.as_mut().unwrap().owners.push(owner);
    let said = spoken(&card, Lang::En);
    assert!(
        said.contains("; the vehicle was last here 12 August"),
        "{said}"
    );
    let context = context((80, 24));
    let facts = counter::facts(&card, Wording::of(&context), &Symbols::UNICODE);
    let last = facts.iter().find(|fact| fact.label == "Last").unwrap();
    assert!(
        last.text
            .starts_with("12 Aug · 3 months ago · earlier owner\n"),
        "{}",
        last.text
    );
}

#[test]
fn who_only_came_with_the_vehicle_is_no_earlier_owner() {
    let mut card = card();
    let visit = card.last_visit.as_mut().unwrap();
    visit.facts.customer = Some(crate::domain::CustomerId(7));
    visit.name = "Sari Dewi".to_owned();
    for (lang, said) in [
        (Lang::En, "came with Sari Dewi"),
        (Lang::Id, "dibawa Sari Dewi"),
    ] {
        let context = crate::protocol::Context {
            lang,
            ..context((80, 24))
        };
        let wording = Wording::of(&context);
        let facts = counter::facts(&card, wording, &Symbols::UNICODE);
        let last = facts
            .iter()
            .find(|fact| fact.label == wording.say(crate::text::Say::CardLast));
        assert!(last.unwrap().text.contains(said), "{last:?}");
    }
}

#[rstest]
#[case("2026-11-26", "♥ Natal in 4 days, 26 Nov: wishes to be greeted")]
#[case("2026-11-22", "♥ Natal today: wishes to be greeted")]
#[case("2026-11-21", "♥ Natal was yesterday, 21 Nov: a greeting still fits")]
fn a_feast_stands_where_a_birthday_would(#[case] on: &str, #[case] expected: &str) {
    let mut card = card();
    let wish = [("greetings".to_owned(), "natal".to_owned())].into();
    card.customer.as_mut().unwrap().facts.fields = wish;
    let near = [Greeting::Natal, Greeting::Imlek].map(|greeting| NearFeast {
        greeting,
        name: Word {
            id: "Natal".to_owned(),
            en: "Natal".to_owned(),
        },
        day: day(on),
    });
    card.greet_at(&near);
    let context = context((80, 24));
    let told = |card: &crate::domain::Card| {
        let facts = counter::facts(card, Wording::of(&context), &Symbols::UNICODE);
        let feasts = facts.into_iter().filter(|fact| fact.text.contains("Natal"));
        feasts.map(|fact| fact.text).collect::<Vec<_>>()
    };
    assert_eq!(told(&card), [expected]);
    card.consents.push(crate::domain::Consent {
        purpose: "contact".to_owned(),
        yes: false,
        day: day("2026-11-01"),
        channel: "counter".to_owned(),
        by: String::new(),
    });
    card.feasts.clear();
    card.greet_at(&near);
    assert_eq!(told(&card), [""; 0]);
}

#[test]
fn a_vehicle_of_nobody_asks_for_its_owner() {
    let mut card = card();
    card.customer = None;
    card.last_visit = None;
    assert!(spoken(&card, Lang::En).starts_with("Avanza B 1234 XYZ: whose vehicle is it?"));
}

#[test]
fn a_service_that_is_late_is_said_in_the_past() {
    let mut card = card();
    if let Some(vehicle) = &mut card.vehicle {
        vehicle.next_service.day = Some(day("2026-11-01"));
    }
    assert!(spoken(&card, Lang::En).ends_with("the service was due 1 November."));
}

#[test]
fn a_visit_that_lies_ahead_is_not_called_the_last_time() {
    let mut card = card();
    if let Some(visit) = &mut card.last_visit {
        visit.facts.day = day("2030-01-01");
    }
    let sentence = spoken(&card, Lang::En);
    assert!(!sentence.contains("last here"), "{sentence}");
    assert!(
        sentence.contains("for 1 January 2030, which has not come yet"),
        "{sentence}"
    );
}

#[test]
fn many_lines_of_work_are_counted() {
    let mut card = card();
    if let Some(visit) = &mut card.last_visit {
        let line = visit.facts.lines[0].clone();
        visit.facts.lines.extend([line.clone(), line]);
    }
    let sentence = spoken(&card, Lang::En);
    assert!(
        sentence.contains("for oil change, oil filter and 2 more with Joko"),
        "{sentence}"
    );
}

#[rstest]
#[case("Budi Santoso", "Pak Budi")]
#[case("M. Yusuf", "Pak M. Yusuf")]
#[case("Budi", "Pak Budi")]
fn people_are_greeted_with_honorific_and_first_name(#[case] name: &str, #[case] greeted: &str) {
    let mut customer = budi();
    customer.facts.name = name.to_owned();
    assert_eq!(wording::greeting(&customer.facts), greeted);
}

#[test]
fn a_company_keeps_its_whole_name() {
    let mut customer = budi();
    customer.facts.kind = CustomerKind::Company;
    customer.facts.honorific = "PT".to_owned();
    customer.facts.name = "Karya Abadi".to_owned();
    assert_eq!(wording::greeting(&customer.facts), "PT Karya Abadi");
}

#[test]
fn somebody_is_an_elder_from_the_fiftieth_birthday_on() {
    let context = context((80, 24));
    let is_elder = |born| birthday::is_elder(Some(born), Wording::of(&context));
    let elder = |day, month, year| is_elder(born(day, month, Some(year)));
    assert!(elder(22, 11, 1976) && !elder(23, 11, 1976));
    assert!(!is_elder(born(22, 11, None)));
}

fn born(day: u32, month: u32, year: Option<i32>) -> Birthday {
    Birthday {
        day: Some(day),
        month: Some(month),
        year,
    }
}

#[rstest]
#[case(born(26, 11, Some(1974)), Some("♥ Birthday in 4 days, 26 Nov (52)"))]
#[case(born(22, 11, None), Some("♥ Birthday today"))]
#[case(born(22, 11, Some(1990)), Some("♥ Birthday today (36)"))]
#[case(born(19, 11, None), Some("♥ Birthday was 3 days ago, 19 Nov"))]
#[case(born(18, 11, None), None)]
#[case(born(29, 11, None), Some("♥ Birthday in 7 days, 29 Nov"))]
#[case(born(30, 11, None), None)]
fn birthdays_show_a_week_ahead_and_three_days_behind(
    #[case] birthday: Birthday,
    #[case] expected: Option<&str>,
) {
    let context = context((80, 24));
    let line = birthday::line(Some(birthday), Wording::of(&context), "♥");
    assert_eq!(line.as_deref(), expected);
}

#[test]
fn a_birthday_over_the_new_year_and_on_a_leap_day_is_found() {
    let line = |born: Birthday, today: &str, leap_day| {
        let context = crate::protocol::Context {
            today: day(today),
            trade: std::sync::Arc::new(Trade::default().keeping(leap_day)),
            ..context((80, 24))
        };
        birthday::line(Some(born), Wording::of(&context), "♥").unwrap()
    };
    let over = line(born(2, 1, Some(1980)), "2026-12-28", LeapDay::Before);
    assert_eq!(over, "♥ Birthday in 5 days, 2 Jan 2027 (47)");
    let leap = |today, leap_day| line(born(29, 2, None), today, leap_day);
    let before = leap("2026-02-25", LeapDay::Before);
    assert_eq!(before, "♥ Birthday in 3 days, 28 Feb");
    let after = leap("2026-02-25", LeapDay::After);
    assert_eq!(after, "♥ Birthday in 4 days, 1 Mar");
    let itself = leap("2028-02-25", LeapDay::After);
    assert_eq!(itself, "♥ Birthday in 4 days, 29 Feb");
}

fn facts(card: &crate::domain::Card) -> Vec<(String, String, Role)> {
    let context = context((80, 24));
    let facts = counter::facts(card, Wording::of(&context), &Symbols::UNICODE);
    facts
        .into_iter()
        .map(|fact| (fact.label, fact.text, fact.role))
        .collect()
}

#[test]
fn the_card_goes_from_what_is_wrong_to_what_is_due() {
    let texts: Vec<String> = facts(&card())
        .into_iter()
        .map(|(label, text, _)| format!("{label}|{text}"))
        .collect();
    assert_eq!(
        texts,
        [
            "|! call before touching the AC",
            "|♥ Birthday in 4 days, 26 Nov (52)",
            "|",
            "Last|12 Aug · 3 months ago\n45,210 km · Rp 650.000\noil change, oil filter · Joko",
            "Usual|Shell HX7 10W-40 · Joko",
            "Due|soon: 2 Dec (in 10 days) or at 50,200 km",
            "Likes|coffee without sugar · waits here · best face to face (from 50 on)",
            "Phone|0812-3456-7890",
        ]
    );
}

#[test]
fn the_pinned_alert_is_red_and_carries_a_sign() {
    let (_, text, role) = facts(&card()).swap_remove(0);
    assert_eq!(
        (text.as_str(), role),
        ("! call before touching the AC", Role::Danger)
    );
}

#[test]
fn work_in_progress_and_what_needs_checking_are_shown() {
    let mut card = card();
    if let Some(visit) = &mut card.last_visit {
        visit.facts.status = VisitStatus::Open;
    }
    card.other_vehicles = vec![avanza()];
    card.remarks = vec![remark(), remark(), remark(), remark()];
    card.remarks[2].value = "30/02/2026".to_owned();
    card.remarks[3].value = "31/04/2026".to_owned();
    let all = facts(&card);
    let text = |label: &str| {
        let fact = all.iter().find(|(known, _, _)| known == label);
        fact.map(|(_, text, _)| text.clone()).unwrap_or_default()
    };
    assert!(text("Last").contains("3 months ago · open"));
    assert_eq!(text("Also"), "B 1234 XYZ  Toyota Avanza 2019");
    assert!(
        text("To check").ends_with("and 1 more to check"),
        "{}",
        text("To check")
    );
}

#[test]
fn an_open_or_cancelled_visit_is_marked_by_more_than_its_colour() {
    let context = context((80, 24));
    let mut visit = visit(0);
    visit.facts.status = VisitStatus::Cancelled;
    let head = super::timeline::head(&visit, Wording::of(&context), &Symbols::UNICODE);
    let text: String = head.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(
        text,
        "12 Aug       B 1234 XYZ · 45,210 km · Rp 650.000 · × cancelled"
    );
}

#[test]
fn every_trade_says_its_own_words_in_both_languages() {
    for name in Trade::names() {
        let trade = Trade::named(name).unwrap();
        for lang in Lang::ALL {
            let at = crate::protocol::Context {
                lang,
                trade: std::sync::Arc::new(trade.clone()),
                ..context((80, 24))
            };
            let words = Wording::of(&at);
            let symbols = &probe::look().symbols;
            let mut card = card();
            card.other_vehicles = vec![avanza()];
            let facts = counter::facts(&card, words, symbols);
            let whole = profile::facts(&card, words, symbols);
            let title = counter::title(&card, words, symbols);
            let all = facts
                .iter()
                .chain(&whole)
                .map(|fact| format!("{} {}", fact.label, fact.text));
            let all: Vec<String> = all.chain([title]).collect();
            let all = all.join(" ").to_lowercase();
            assert_eq!(
                trade.asset.is_some(),
                all.contains("avanza"),
                "{name}: {all}"
            );
            let word = if lang == Lang::En {
                "vehicle"
            } else {
                "kendaraan"
            };
            let has = matches!(name, "garage" | "tyres");
            assert_eq!(all.contains(word), has, "{name} in {lang:?}: {all}");
        }
    }
}

#[test]
fn who_does_not_want_to_be_contacted_is_said_first() {
    let at = context((80, 24));
    let mut card = card();
    card.consents = vec![crate::domain::Consent {
        purpose: "contact".to_owned(),
        yes: false,
        day: day("2026-11-20"),
        channel: "phone".to_owned(),
        by: "Rina".to_owned(),
    }];
    let facts = counter::facts(&card, Wording::of(&at), &probe::look().symbols);
    assert!(facts[0].text.contains("Do not contact"), "{:?}", facts[0]);
}

#[test]
fn a_doubtful_reading_is_marked_with_a_word_and_not_read_aloud() {
    let context = context((80, 22));
    let words = Wording::of(&context);
    let mut card = card();
    let mut odd = visit(0);
    odd.doubtful_odometer = true;
    card.last_visit = Some(odd.clone());
    let facts = super::counter::facts(&card, words, &Symbols::UNICODE);
    let last = facts.iter().find(|fact| fact.label == "Last").unwrap();
    assert!(
        last.text.contains("45,210 km · ? odometer doubtful"),
        "{}",
        last.text
    );
    let spoken = super::say::sentence(&card, words);
    assert!(
        spoken.contains("last here") && !spoken.contains("45,210"),
        "{spoken}"
    );
    for lines in [
        super::timeline::head(&odd, words, &Symbols::UNICODE),
        super::timeline::detail(&odd, words, &Symbols::UNICODE),
    ] {
        assert!(
            lines
                .iter()
                .any(|(text, _)| text.contains("? odometer doubtful"))
        );
    }
}

#[test]
fn the_history_tells_how_many_of_a_part_were_fitted() {
    let mut many = visit(0);
    many.facts.lines[0].quantity = 4000;
    many.facts.lines[0].text = "spark plug".to_owned();
    let context = context((80, 24));
    let told = super::timeline::detail(&many, Wording::of(&context), &Symbols::UNICODE);
    assert!(
        told.iter()
            .any(|(text, _)| text.starts_with("4 × spark plug")),
        "{told:?}"
    );
}

#[test]
fn the_card_names_the_work_before_the_parts() {
    let mut card = card();
    let last = card.last_visit.as_mut().unwrap();
    let part = last.facts.lines[0].clone();
    last.facts.lines = ["CARBU CLEANER", "Ganti oli"]
        .map(|text| crate::domain::VisitLine {
            text: text.to_owned(),
            ..part.clone()
        })
        .to_vec();
    let context = context((80, 24));
    let facts = counter::facts(&card, Wording::of(&context), &Symbols::UNICODE);
    let last = facts.iter().find(|fact| fact.label == "Last").unwrap();
    assert!(
        last.text.contains("Ganti oli, CARBU CLEANER"),
        "{}",
        last.text
    );
}

#[test]
fn a_visit_that_lies_ahead_is_the_last_one_only_while_no_earlier_is_known() {
    let on = |at: &str| {
        let mut visit = visit(0);
        visit.facts.day = day(at);
        visit
    };
    let mut card = card();
    card.last_visit = Some(on("2030-01-01"));
    card.as_of(today());
    assert_eq!(card.last_visit, Some(on("2030-01-01")));
    card.earlier_visits = vec![on("2029-01-01"), on("2026-08-12"), on("2025-01-01")];
    card.as_of(today());
    assert_eq!(card.last_visit, Some(on("2026-08-12")));
    assert_eq!(card.earlier_visits, [on("2025-01-01")]);
}

#[test]
fn the_household_stands_on_the_counter_card_with_its_members() {
    let mut known = card();
    let customer = known.customer.as_mut().expect("a customer");
    customer.facts.household = Some(crate::domain::Household {
        id: None,
        name: "Family Reksa".to_owned(),
    });
    let member = |number, name: &str| (crate::domain::CustomerId(number), name.to_owned());
    known.household = vec![
        member(1, "Bu Ani"),
        member(2, "Pak Joni"),
        member(3, "Mas Eko"),
        member(4, "Mbak Sri"),
    ];
    let context = context((80, 24));
    let facts = counter::facts(
        &known,
        Wording::of(&context),
        &crate::look::Look::default().symbols,
    );
    let family = facts.iter().find(|fact| fact.label == "Family");
    let said = family.map(|fact| fact.text.as_str());
    assert_eq!(said, Some("Reksa – Bu Ani, Pak Joni, Mas Eko, and 1 more"));
}

#[test]
fn in_short_the_sentence_says_who_when_and_what_is_due() {
    let short = |card: &crate::domain::Card, lang: Lang| {
        let mut context = context((40, 20));
        context.lang = lang;
        say::in_short(card, Wording::of(&context))
    };
    assert_eq!(
        short(&card(), Lang::En),
        "Pak Budi; last here 12 August; next service due 2 December."
    );
    assert_eq!(
        short(&card(), Lang::Id),
        "Pak Budi; terakhir ke sini 12 Agustus; servis berikutnya 2 Desember."
    );
    let shortest = |card: &crate::domain::Card| {
        let context = context((40, 20));
        say::in_shortest(card, Wording::of(&context))
    };
    assert_eq!(shortest(&card()), "Pak Budi; last here 12 August.");
    let mut late = card();
    late.vehicle.as_mut().expect("his").next_service.day = Some(day("2026-10-02"));
    assert_eq!(shortest(&late), "Pak Budi; the service was due 2 October.");
    let mut unknown = card();
    unknown.customer = None;
    assert!(short(&unknown, Lang::En).contains("whose vehicle is it?"));
}

#[test]
fn a_sale_over_the_counter_stands_below_the_last_visit() {
    let mut sold = visit(0);
    sold.facts.day = day("2026-11-22");
    sold.facts.vehicle = None;
    sold.facts.lines.truncate(1);
    let mut known = card();
    known.last_sale = Some(sold);
    let context = context((80, 24));
    let symbols = crate::look::Look::default().symbols;
    let facts = counter::facts(&known, Wording::of(&context), &symbols);
    let at = facts.iter().position(|fact| fact.label == "Sale");
    let at = at.expect("told");
    assert_eq!(facts[at - 1].label, "Last");
    assert_eq!(facts[at].text, "22 Nov · today\nRp 650.000 · oil change");
}

#[rstest]
#[case(Lang::En, 1_240, "1,240 = Rp 124.000; 200 lapse after 31 Dec")]
#[case(Lang::Id, 1_240, "1.240 = Rp 124.000; 200 hangus setelah 31 Des")]
#[case(
    Lang::En,
    -30,
    "30 too many were spent; what comes next fills it up"
)]
fn points_are_told_with_their_worth_and_with_what_lapses_soon(
    #[case] lang: Lang,
    #[case] balance: i64,
    #[case] told: &str,
) {
    let mut context = context((80, 24));
    context.lang = lang;
    let brief = PointsBrief {
        balance,
        worth: balance * 100,
        lapsing: vec![(day("2026-12-31"), 200), (day("2027-06-30"), 1_040)],
        tier: None,
    };
    let said = super::points::balance(&brief, Wording::of(&context));
    assert_eq!(said.map(|(text, _)| text).as_deref(), Some(told));
}

#[test]
fn the_card_and_the_sentence_name_the_same_of_day_and_reading() {
    let mut card = card();
    let vehicle = card.vehicle.as_mut().unwrap();
    vehicle.odometer = Some((49_000, day("2026-11-12")));
    vehicle.readings = [
        ("2026-11-12", 49_000),
        ("2026-10-23", 47_000),
        ("2026-10-03", 45_000),
    ]
    .map(|(on, km)| crate::domain::odometer::Reading { day: day(on), km })
    .into();
    let mut told = |on: &str, km| {
        let vehicle = card.vehicle.as_mut().unwrap();
        vehicle.next_service.day = on.parse().ok();
        vehicle.next_service.odometer = Some(km);
        let all = facts(&card);
        let due = all.into_iter().find(|(label, ..)| label == "Due");
        let said = spoken(&card, Lang::En);
        let said = said.rsplit("; ").next().unwrap_or_default().to_owned();
        (due.unwrap().1, said)
    };
    let (due, said) = told("2027-02-25", 53_000);
    assert!(due.starts_with("at 53,000 km, about 22 Dec"), "{due}");
    assert!(!due.contains("Feb"), "{due}");
    assert_eq!(said, "next service at 53,000 km, about 22 December.");
    let (due, said) = told("2026-12-15", 90_000);
    assert!(due.starts_with("15 Dec"), "{due}");
    assert_eq!(said, "next service due 15 December.");
    let (due, said) = told("2027-02-25", 48_000);
    assert_eq!(due, "late: at 48,000 km");
    assert_eq!(said, "the service was due at 48,000 km.");
}

#[test]
fn what_points_paid_stands_under_the_total() {
    let mut card = card();
    let visit = card.last_visit.as_mut().unwrap();
    visit.facts.redeemed = Some(1_220);
    visit.redeemed_worth = Some(crate::domain::Money(122_000));
    let last = |card: &crate::domain::Card| {
        let all = facts(card);
        let last = all.into_iter().find(|(label, ..)| label == "Last");
        last.unwrap().1
    };
    let told = last(&card);
    assert!(
        told.contains("Rp 122.000 by points, Rp 528.000 left"),
        "{told}"
    );
    let context = context((80, 24));
    let wording = Wording::of(&context);
    let visit = card.last_visit.as_mut().unwrap();
    let paid = timeline::paid(visit, wording).unwrap();
    assert_eq!(paid, "Rp 122.000 paid with 1,220 points, Rp 528.000 left");
    let in_detail = timeline::detail(visit, wording, &Symbols::UNICODE);
    assert!(in_detail.iter().any(|(text, _)| *text == paid));
    // Nobody knows the worth of what is not done yet.
    visit.redeemed_worth = None;
    assert_eq!(
        timeline::paid(visit, wording).unwrap(),
        "Points redeemed: 1,220"
    );
    visit.facts.status = VisitStatus::Cancelled;
    assert_eq!(timeline::paid(visit, wording), None);
}

#[test]
fn the_full_card_tells_what_was_agreed_with_a_company() {
    let mut card = card();
    card.terms = Some(crate::domain::Terms {
        price: "list 2026".to_owned(),
        payment_days: Some(30),
        contract: "K-12".to_owned(),
        contract_until: Some(day("2026-12-10")),
        ..crate::domain::Terms::default()
    });
    let context = context((80, 24));
    let all = profile::facts(&card, Wording::of(&context), &Symbols::UNICODE);
    let terms = all.iter().find(|fact| fact.label == "Terms").unwrap();
    let told = "! contract ends soon: 10 Dec · 30 days to pay · list 2026 · K-12";
    assert_eq!((terms.text.as_str(), terms.role), (told, Role::Attention));
}

#[test]
fn who_works_for_a_company_is_told_with_what_they_do() {
    let mut card = card();
    card.company = vec![(crate::domain::CustomerId(9), "PT Maju".to_owned())];
    let customer = card.customer.as_mut().unwrap();
    let role = (crate::domain::FIELD_ROLE.to_owned(), "driver".to_owned());
    customer.facts.fields.insert(role.0, role.1);
    let told = facts(&card).into_iter();
    let told: Vec<_> = told.filter(|(label, ..)| label == "Company").collect();
    assert_eq!(told[0].1, "PT Maju · driver");
}
