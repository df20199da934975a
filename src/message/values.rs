//! What stands for the placeholders, from the card of a customer.

use std::collections::BTreeMap;

use chrono::{Datelike, Months};

use super::Placeholder as P;
use super::template::{Filling, FillingDate};
use crate::calendar::hijri_year;
use crate::domain::{Card, CustomerFacts, CustomerKind, Day, Plate, ShopSign, Visit, VisitStatus};
use crate::text::{Lang, Say, count, full_date, money, say};

/// Who writes, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sender<'a> {
    /// The shop's name; may be empty.
    pub shop: &'a str,
    /// ISO 4217 code of its currency.
    pub currency: &'a str,
    /// Its day.
    pub today: Day,
    /// What it tells its customers of itself.
    pub sign: &'a ShopSign,
}

/// Values by placeholder. One that is empty is left out of the text; one that is not here is a
/// hole in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values(BTreeMap<P, String>);

impl Values {
    /// What the card says, in the language of the message.
    pub fn of(card: &Card, sender: Sender<'_>, filling: Filling, lang: Lang) -> Self {
        let mut values = Self::default();
        values.sender(sender, lang);
        if let Some(customer) = &card.customer {
            values.person(&customer.facts, lang);
        }
        values.vehicle(card, lang);
        values.visits(card, sender, filling, lang);
        values.points(card, filling, lang);
        values
    }

    /// Says what stands for a placeholder; nothing said leaves the hole.
    pub fn give(&mut self, placeholder: P, value: &str) {
        // An honorific and a form of address may be left out on purpose.
        let can_be_dropped = matches!(placeholder, P::Honorific | P::Address);
        if can_be_dropped || !value.trim().is_empty() {
            self.0.insert(placeholder, value.trim().to_owned());
        }
    }

    /// What stands for a placeholder; `None` when nobody knows.
    pub fn get(&self, placeholder: P) -> Option<&str> {
        self.0.get(&placeholder).map(String::as_str)
    }

    /// What the shop says of itself, and of the days.
    fn sender(&mut self, sender: Sender<'_>, lang: Lang) {
        let sign = sender.sign;
        self.give(P::Shop, sender.shop);
        self.give(P::ShopAddress, &sign.address);
        self.give(P::ShopPhone, &sign.phone);
        self.give(P::Hours, &sign.hours);
        self.give(P::Close, &sign.closes);
        if let Some((from, until)) = sign.closed(sender.today) {
            let [first, last] = [from, until].map(|day| full_date(lang, day));
            let closed = if from == until {
                say::message_closed_day(lang, first)
            } else {
                say::message_closed(lang, first, last)
            };
            self.give(P::Closed, &closed);
            let reopens = until.succ_opt().map(|day| full_date(lang, day));
            self.give(P::Reopen, &reopens.unwrap_or_default());
        }
        let year = hijri_year(sender.today).map(|year| year.to_string());
        self.give(P::HijriYear, &year.unwrap_or_default());
    }

    fn person(&mut self, facts: &CustomerFacts, lang: Lang) {
        self.give(P::Name, &facts.name);
        let (before, alone) = if facts.kind == CustomerKind::Company {
            ("", "")
        } else {
            (
                before_name(&facts.honorific, lang),
                alone(&facts.honorific, lang),
            )
        };
        self.give(P::Honorific, before);
        self.give(P::Address, alone);
    }

    fn vehicle(&mut self, card: &Card, lang: Lang) {
        let Some(vehicle) = &card.vehicle else {
            return;
        };
        let facts = &vehicle.facts;
        let plate = facts.plate.as_ref().map(Plate::display).unwrap_or_default();
        let known = [facts.make.as_str(), facts.model.as_str()];
        let known: Vec<&str> = known.into_iter().filter(|text| !text.is_empty()).collect();
        self.give(P::Vehicle, &known.join(" "));
        if known.is_empty() {
            // A plate alone says which one it is.
            self.give(P::Vehicle, Say::MessageSomeVehicle.in_(lang));
        }
        self.give(P::Plate, &plate);
    }

    fn visits(&mut self, card: &Card, sender: Sender<'_>, filling: Filling, lang: Lang) {
        let all = || card.last_visit.iter().chain(&card.earlier_visits);
        let day = |visit: &Visit| visit.facts.day;
        if let Some(last) = all()
            .find(|visit| visit.facts.status == VisitStatus::Done && day(visit) <= sender.today)
        {
            self.give(P::LastDate, &full_date(lang, day(last)));
            if filling.date == FillingDate::LastVisit {
                self.give(P::Date, &full_date(lang, day(last)));
            }
            let km = last.facts.odometer.and_then(|km| u64::try_from(km).ok());
            self.give(P::LastKm, &km.map(|km| count(lang, km)).unwrap_or_default());
            let months = whole_months(day(last), sender.today);
            self.give(
                P::Months,
                &months.map(|months| count(lang, months)).unwrap_or_default(),
            );
        }
        let next = card.vehicle.as_ref().map(|vehicle| vehicle.next_service);
        if filling.next_service && next.is_some_and(|next| !next.is_empty()) {
            self.give(P::Work, Say::MessageNextService.in_(lang));
        }
        if let Some(visit) = all().find(|visit| day(visit) == sender.today) {
            let total = visit.facts.total;
            let total = total.map(|total| money(lang, total.0, sender.currency));
            self.give(P::Total, &total.unwrap_or_default());
            if !filling.next_service {
                let lines = visit.facts.lines.iter().map(|line| line.text.as_str());
                self.give(P::Work, &lines.collect::<Vec<_>>().join(", "));
            }
        }
    }

    fn points(&mut self, card: &Card, filling: Filling, lang: Lang) {
        let Some(points) = &card.points else {
            return;
        };
        if !filling.points_given
            && let Ok(balance) = u64::try_from(points.balance)
        {
            self.give(P::Points, &count(lang, balance));
        }
        if let (FillingDate::PointsLapse, Some((day, _))) = (filling.date, points.lapsing.first()) {
            self.give(P::Date, &full_date(lang, *day));
        }
    }
}

/// Whole months from one day to the other; `None` below one.
fn whole_months(from: Day, to: Day) -> Option<u64> {
    let months =
        i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    let months = u32::try_from(months).ok()?;
    let full = from
        .checked_add_months(Months::new(months))
        .is_some_and(|day| day <= to);
    let months = if full { months } else { months.checked_sub(1)? };
    (months > 0).then(|| u64::from(months))
}

/// What stands before the name. Nobody knows how: both, in Indonesian; nothing in English.
fn before_name(honorific: &str, lang: Lang) -> &str {
    match (honorific.trim(), lang) {
        ("", Lang::Id) => "Bapak/Ibu",
        (honorific, _) => honorific,
    }
}

/// What stands alone, by what stands before the name.
fn alone(honorific: &str, lang: Lang) -> &'static str {
    if lang == Lang::En {
        return "you";
    }
    let key = honorific.trim().trim_end_matches('.').to_lowercase();
    match key.as_str() {
        "pak" | "bpk" | "bapak" | "tn" | "tuan" | "mr" | "h" | "haji" => "Bapak",
        "bu" | "ibu" | "ny" | "nyonya" | "nn" | "nona" | "mrs" | "ms" | "miss" | "hj"
        | "hajjah" => "Ibu",
        "mas" => "Mas",
        "mbak" | "mba" => "Mbak",
        "kak" | "kakak" => "Kakak",
        "koh" | "ko" => "Koh",
        "cik" | "ci" => "Cik",
        "om" => "Om",
        "tante" => "Tante",
        _ => "Bapak/Ibu",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Customer, CustomerId, Money, PointsBrief, Usual, VisitFacts, VisitId};
    use crate::message::{Letter, Templates};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn card(kind: CustomerKind, honorific: &str) -> Card {
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
            hours: "Sen–Sab 08.00–17.00".to_owned(),
            closes: "17.00".to_owned(),
            closed_from: Some(day("2027-03-08")),
            closed_until: Some(day("2027-03-14")),
        };
        let none = ShopSign::default();
        let told = |text: &str, sign: &ShopSign, today: &str, lang| {
            said(&card, text, Filling::default(), (sign, today), lang)
        };
        let door = "{alamat_bengkel} {telepon_bengkel} {jam_buka} {jam_tutup}";
        assert_eq!(
            told(door, &sign, "2026-11-26", Lang::Id),
            "Jl. Melati 5 021-555-0199 Sen–Sab 08.00–17.00 17.00"
        );
        assert_eq!(told(door, &none, "2026-11-26", Lang::Id), door);
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

    fn visit(at: &str, status: VisitStatus) -> Visit {
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
}
