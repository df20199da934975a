//! Every template that ships, for every kind of customer, in both languages.

use super::tests::{card, day, visit};
use super::*;
use crate::domain::{
    CampaignOffer, CustomerKind, GatheringFacts, NextService, Plate, PointsBrief, Vehicle,
    VehicleFacts, VehicleId, VisitLine, VisitStatus,
};
use crate::message::{Letter, Template, Templates};

const TODAY: &str = "2026-11-26";

/// Words behind which somebody or something has to follow, and words before which they have to stand.
const LEADS: [&str; 11] = [
    "untuk",
    "bagi",
    "kepada",
    "menyertai",
    "dengan",
    "oleh",
    "nama",
    "semoga",
    "for",
    "to",
    "your",
];
const FOLLOWS: [&str; 4] = ["yang", "sekeluarga", "dan", "and"];

fn vehicle(plate: Option<&str>, make: &str) -> Vehicle {
    Vehicle {
        id: VehicleId(1),
        rowver: 1,
        facts: VehicleFacts {
            plate: plate.and_then(Plate::parse),
            make: make.to_owned(),
            ..VehicleFacts::default()
        },
        earlier_plates: Vec::new(),
        owners: Vec::new(),
        odometer: None,
        readings: Vec::new(),
        last_day: None,
        next_service: NextService {
            day: Some(day("2026-12-01")),
            odometer: None,
        },
    }
}

/// A customer who was here today and before, with all that a message may tell.
fn known(kind: CustomerKind, honorific: &str, (plate, make): (Option<&str>, &str)) -> Card {
    let mut card = card(kind, honorific);
    card.vehicle = Some(vehicle(plate, make));
    let mut today = visit(TODAY, VisitStatus::Open);
    today.facts.lines = vec![VisitLine {
        text: "ganti oli".to_owned(),
        ..VisitLine::default()
    }];
    card.last_visit = Some(today);
    card.earlier_visits = vec![visit("2026-05-20", VisitStatus::Done)];
    card.points = Some(PointsBrief {
        balance: 1_240,
        worth: 124_000,
        lapsing: vec![(day("2026-12-31"), 200)],
        tier: None,
    });
    card
}

/// Customers of all kinds, each with a word for who it is.
fn everybody() -> Vec<(&'static str, Card)> {
    let (person, firm) = (CustomerKind::Person, CustomerKind::Company);
    let avanza = (Some("B 1234 XYZ"), "Toyota Avanza");
    vec![
        ("a man", known(person, "Pak", avanza)),
        ("a woman", known(person, "Bu", avanza)),
        ("no honorific", known(person, "", avanza)),
        ("a company", known(firm, "", avanza)),
        ("no plate", known(person, "Pak", (None, "Toyota Avanza"))),
        ("a plate alone", known(person, "", (Some("B 1234 XYZ"), ""))),
        ("a company, no plate", known(firm, "", (None, ""))),
    ]
}

fn letter(template: &Template, card: &Card, lang: Lang) -> Letter {
    let sign = ShopSign {
        hours: "Mon-Sat 08:00-17:00".parse().ok(),
        closed_from: Some(day("2027-03-08")),
        closed_until: Some(day("2027-03-14")),
        ..ShopSign::default()
    };
    let sender = Sender {
        shop: "Bengkel Maju",
        currency: "IDR",
        today: day(TODAY),
        sign: &sign,
    };
    let mut values = Values::of(card, sender, template.filling, lang);
    let offer = CampaignOffer {
        text: "gratis cuci".to_owned(),
        until: Some(day("2026-12-31")),
    };
    values.promised(&offer, template.filling, lang);
    values.give(P::Friend, "Sari");
    let gathering = GatheringFacts {
        name: "Kopdar Desember".to_owned(),
        day: day("2026-12-12"),
        time: "09.00".to_owned(),
        place: "Bengkel Maju".to_owned(),
        note: String::new(),
    };
    if template.key == "invitation" {
        values.gathering(&gathering, lang);
    }
    if template.filling.points_given {
        values.give(P::Points, "50");
    }
    template.fill(lang, &values)
}

#[test]
fn no_message_that_ships_has_a_hole_a_gap_or_a_lost_word_for_any_customer() {
    let templates = Templates::shipped();
    for lang in Lang::ALL {
        for (who, card) in everybody() {
            for template in templates.all() {
                let letter = letter(template, &card, lang);
                let text = letter.text(lang);
                let about = format!("{} for {who}: {text}", template.key);
                assert!(letter.is_whole(), "{about}");
                for stray in [
                    "  ", " ,", " .", " ;", " :", " !", " ?", ",,", ", .", "( ", " )", "{", "}",
                ] {
                    assert!(!text.contains(stray), "{stray:?} in {about}");
                }
                assert!(text.trim() == text && !text.starts_with(','), "{about}");
                assert_eq!(lost(&text), None, "{about}");
            }
        }
    }
}

/// A word that stands alone where something was left out between it and the next.
fn lost(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| word.to_lowercase();
    let ends = |word: &str| word.ends_with(['.', ',', '!', '?', ';', ':']);
    let pairs = words.windows(2);
    let lead =
        |word: &str| LEADS.contains(&bare(word.trim_end_matches(['.', ',', '!', '?'])).as_str());
    let mut lost = pairs.filter(|pair| {
        lead(pair[0]) && (ends(pair[0]) || FOLLOWS.contains(&bare(pair[1]).as_str()))
    });
    lost.next().map(|pair| pair.join(" "))
}

#[test]
fn a_word_that_lost_its_neighbour_is_found() {
    assert_eq!(
        lost("ada hadiah untuk yang bisa").as_deref(),
        Some("untuk yang")
    );
    assert_eq!(
        lost("damai menyertai. Salam").as_deref(),
        Some("menyertai. Salam")
    );
    assert_eq!(
        lost("Semoga sekeluarga sehat").as_deref(),
        Some("Semoga sekeluarga")
    );
    assert_eq!(lost("ada hadiah untuk Bapak yang bisa"), None);
}

#[test]
fn a_company_is_written_to_without_an_address_and_a_vehicle_without_its_plate() {
    let told = |key: &str, kind, at: (Option<&str>, &str)| {
        let templates = Templates::shipped();
        let card = known(kind, "", at);
        letter(templates.named(key).unwrap(), &card, Lang::Id).text(Lang::Id)
    };
    let firm = CustomerKind::Company;
    let avanza = (Some("B 1234 XYZ"), "Toyota Avanza");
    assert!(
        told("birthday_gift", firm, avanza)
            .contains("ada gratis cuci dari kami yang bisa dipakai sampai 31 Des 2026.")
    );
    assert!(told("first_visit", firm, avanza).contains("kami belum sempat melayani. Kalau"));
    let person = CustomerKind::Person;
    assert!(told("first_visit", person, avanza).contains("belum sempat melayani Bapak/Ibu. Kalau"));
    let bare = told("service_overdue", person, (None, "Toyota Avanza"));
    assert!(
        bare.contains("catatan kami, Toyota Avanza sudah 6 bulan"),
        "{bare}"
    );
    assert!(told("mudik", person, (None, "")).contains("cek dulu kendaraan: oli"));
}
