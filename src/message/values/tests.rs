use super::visits::whole_months;
use super::*;
use crate::domain::{
    CampaignOffer, Customer, CustomerFacts, CustomerId, CustomerKind, Money, PointsBrief, Usual,
    Visit, VisitFacts, VisitId, VisitStatus,
};
use crate::message::{Letter, Templates};

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn card(kind: CustomerKind, honorific: &str) -> Card {
    let facts = CustomerFacts {
        kind,
        honorific: honorific.to_owned(),
        name: "Budi".to_owned(),
        ..CustomerFacts::default()
    };
    let customer = Customer {
        id: CustomerId(1),
        code: "C-00001".to_owned(),
        aliases: Vec::new(),
        rowver: 1,
        facts,
    };
    Card {
        customer: Some(customer),
        vehicle: None,
        other_vehicles: Vec::new(),
        former_vehicles: Vec::new(),
        last_visit: None,
        earlier_visits: Vec::new(),
        last_sale: None,
        usual: Usual::default(),
        visits: 0,
        spent: Money(0),
        attendance: None,
        household: Vec::new(),
        company: Vec::new(),
        terms: None,
        consents: Vec::new(),
        remarks: Vec::new(),
        points: None,
        referred_by: None,
        brought: 0,
        lost_to: None,
        feasts: Vec::new(),
    }
}

fn filled(card: &Card, text: &str, filling: Filling, lang: Lang) -> String {
    let told = (&ShopSign::default(), "2026-11-26");
    said(card, text, filling, told, lang)
}

fn said(
    card: &Card,
    text: &str,
    filling: Filling,
    (sign, today): (&ShopSign, &str),
    lang: Lang,
) -> String {
    let sender = Sender {
        shop: "Maju",
        currency: "IDR",
        today: day(today),
        sign,
    };
    Letter::new(text, &Values::of(card, sender, filling, lang)).text(lang)
}

#[test]
fn what_stands_on_the_door_is_told_and_what_does_not_stays_a_hole() {
    let card = card(CustomerKind::Person, "Pak");
    let sign = ShopSign {
        address: "Jl. Melati 5".to_owned(),
        phone: "021-555-0199".to_owned(),
        hours: "Sen–Kam 08.00–17.00, Jum 08.00–16.00".parse().ok(),
        closed_from: Some(day("2027-03-08")),
        closed_until: Some(day("2027-03-14")),
        ..ShopSign::default()
    };
    let none = ShopSign::default();
    let told = |text: &str, sign: &ShopSign, today: &str, lang| {
        said(&card, text, Filling::default(), (sign, today), lang)
    };
    let door = "{alamat_bengkel} {telepon_bengkel} {jam_buka} {jam_tutup}";
    assert_eq!(
        told(door, &sign, "2026-11-26", Lang::Id),
        "Jl. Melati 5 021-555-0199 Sen–Kam 08.00–17.00, Jum 08.00–16.00, Sab–Min tutup 17.00"
    );
    assert_eq!(told(door, &none, "2026-11-26", Lang::Id), door);
    // A Friday and a Saturday, in either language.
    assert_eq!(told("{close}", &sign, "2026-11-27", Lang::En), "16:00");
    assert_eq!(
        told("{jam_tutup}", &sign, "2026-11-28", Lang::Id),
        "{jam_tutup}"
    );
    let holidays = "{tahun_h} H: {tgl_libur}, {tgl_buka}";
    assert_eq!(
        told(holidays, &sign, "2027-03-09", Lang::Id),
        "1448 H: 8 Mar 2027 sampai 14 Mar 2027, 15 Mar 2027"
    );
    assert_eq!(
        told("closed {closed}, {reopen}", &sign, "2027-03-09", Lang::En),
        "closed from 8 Mar 2027 to 14 Mar 2027, 15 Mar 2027"
    );
    // Over: those of the next year are not known.
    assert_eq!(
        told("{tgl_libur} {tgl_buka}", &sign, "2027-03-15", Lang::Id),
        "{tgl_libur} {tgl_buka}"
    );
}

#[test]
fn what_a_campaign_promises_stands_where_the_text_offers_with_its_last_day() {
    let offer = CampaignOffer {
        text: "gratis cuci".to_owned(),
        until: Some(day("2026-12-31")),
    };
    let told = |key: &str, text: &str| {
        let filling = Templates::shipped().named(key).unwrap().filling;
        let mut values = Values::default();
        values.promised(&offer, filling, Lang::Id);
        Letter::new(text, &values).text(Lang::Id)
    };
    let text = "{promo}, {hadiah}, {tanggal}";
    assert_eq!(
        told("win_back", text),
        "gratis cuci, gratis cuci, 31 Des 2026"
    );
    // Of this one the day is that on which points lapse.
    assert_eq!(told("points", text), "gratis cuci, gratis cuci, {tanggal}");
}

fn greeted(kind: CustomerKind, honorific: &str, lang: Lang) -> String {
    let card = card(kind, honorific);
    filled(
        &card,
        "Halo {sapaan} {nama}, poin {panggilan} di {bengkel}",
        Filling::default(),
        lang,
    )
}

#[test]
fn a_person_is_addressed_as_the_shop_does_and_a_company_by_its_name() {
    let person = CustomerKind::Person;
    for (honorific, said) in [
        ("Pak", "Halo Pak Budi, poin Bapak di Maju"),
        ("Bpk.", "Halo Bpk. Budi, poin Bapak di Maju"),
        ("Bu", "Halo Bu Budi, poin Ibu di Maju"),
        ("Mbak", "Halo Mbak Budi, poin Mbak di Maju"),
        ("Kak", "Halo Kak Budi, poin Kakak di Maju"),
        ("dr.", "Halo dr. Budi, poin Bapak/Ibu di Maju"),
        ("", "Halo Bapak/Ibu Budi, poin Bapak/Ibu di Maju"),
    ] {
        assert_eq!(greeted(person, honorific, Lang::Id), said);
    }
    let firm = greeted(CustomerKind::Company, "", Lang::Id);
    assert_eq!(firm, "Halo Budi, poin di Maju");
    assert_eq!(greeted(person, "", Lang::En), "Halo Budi, poin you di Maju");
    assert_eq!(
        greeted(person, "Pak", Lang::En),
        "Halo Pak Budi, poin you di Maju"
    );
}

pub(super) fn visit(at: &str, status: VisitStatus) -> Visit {
    let mut facts = VisitFacts::on(day(at));
    facts.status = status;
    facts.odometer = Some(45_210);
    facts.total = Some(Money(650_000));
    Visit {
        id: VisitId(1),
        rowver: 1,
        plate: String::new(),
        vehicle: String::new(),
        code: String::new(),
        name: String::new(),
        doubtful_odometer: false,
        redeemed_worth: None,
        facts,
    }
}

#[test]
fn the_last_visit_that_was_done_tells_day_reading_and_months() {
    let mut card = card(CustomerKind::Person, "Pak");
    card.last_visit = Some(visit("2026-11-20", VisitStatus::Open));
    card.earlier_visits = vec![visit("2026-05-27", VisitStatus::Done)];
    let text = "{tanggal_terakhir} {km_terakhir} {bulan} {tanggal}";
    let filling = Templates::shipped().named("check_after").unwrap().filling;
    let told = filled(&card, text, filling, Lang::Id);
    assert_eq!(told, "27 Mei 2026 45.210 5 27 Mei 2026");
    let told = filled(&card, text, Filling::default(), Lang::En);
    assert_eq!(told, "27 May 2026 45,210 5 {date}");
}

#[test]
fn the_total_is_that_of_today_and_of_no_other_day() {
    let mut card = card(CustomerKind::Person, "Pak");
    card.last_visit = Some(visit("2026-11-25", VisitStatus::Done));
    assert_eq!(
        filled(&card, "{total}", Filling::default(), Lang::Id),
        "{total}"
    );
    card.last_visit = Some(visit("2026-11-26", VisitStatus::Done));
    assert_eq!(
        filled(&card, "{total}", Filling::default(), Lang::Id),
        "Rp 650.000"
    );
}

#[test]
fn points_are_the_balance_unless_whoever_sends_says_how_many() {
    let mut card = card(CustomerKind::Person, "Pak");
    card.points = Some(PointsBrief {
        balance: 1_240,
        worth: 124_000,
        lapsing: vec![(day("2026-12-31"), 200)],
        tier: None,
    });
    let templates = Templates::shipped();
    let filling = |key| templates.named(key).unwrap().filling;
    let told = |key| filled(&card, "{poin} {tanggal}", filling(key), Lang::Id);
    assert_eq!(told("points"), "1.240 31 Des 2026");
    assert_eq!(told("referral_thanks"), "{poin} {tanggal}");
    assert_eq!(told("thank_you"), "1.240 {tanggal}");
}

#[test]
fn a_month_is_whole_when_its_day_has_come() {
    let months = |from, to| whole_months(day(from), day(to));
    assert_eq!(months("2026-01-31", "2026-02-28"), Some(1));
    assert_eq!(months("2026-01-15", "2026-02-14"), None);
    assert_eq!(months("2025-11-26", "2026-11-26"), Some(12));
    assert_eq!(months("2026-11-27", "2026-11-26"), None);
}
