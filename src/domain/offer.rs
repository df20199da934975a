//! Words and signs that offer something: a greeting carries none, and any other text with one is a
//! promotion, which goes only to whoever said yes to promotions. [`Meant`] is the one place that decides
//! what a text is.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Asks, Consent, Gate, Greetings, MessagePurpose, Purpose};

/// The words, kept where a person can add one without reading Rust.
const TABLE: &str = include_str!("../../assets/words/offers.tsv");

static KNOWN: LazyLock<Known> = LazyLock::new(|| Known::read(TABLE));

/// Words in a row, as the table has them.
pub(super) type Phrase = Vec<&'static str>;

/// The phrases of a kind in a table of words.
pub(super) fn phrases(table: &'static str, kind: &str) -> Vec<Phrase> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let cells = rows.map(|line| line.split('\t').collect::<Vec<_>>());
    let of_kind = cells.filter(|cells| cells.first() == Some(&kind));
    let words = of_kind.filter_map(|cells| Some(cells.get(2)?.split(' ').collect()));
    words.collect()
}

/// What the table says.
struct Known {
    /// Offers wherever they stand.
    offers: Vec<Phrase>,
    /// Offers in a greeting only: a price, a saving.
    sells: Vec<Phrase>,
    /// What sounds like an offer and is none.
    fine: Vec<Phrase>,
    /// What makes good where a text about a visit is sorry.
    amends: Vec<Phrase>,
    /// Words by which a text is sorry.
    sorry: Vec<Phrase>,
}

impl Known {
    fn read(table: &'static str) -> Self {
        let rows = |kind| phrases(table, kind);
        Self {
            offers: rows("offer"),
            sells: rows("sells"),
            fine: rows("fine"),
            amends: rows("amends"),
            sorry: rows("sorry"),
        }
    }

    /// What is passed over, and what offers, in such a text.
    fn heard(&self, purpose: MessagePurpose, text: &str) -> [Vec<&Phrase>; 2] {
        let mut fine: Vec<&Phrase> = self.fine.iter().collect();
        let mut offers: Vec<&Phrase> = self.offers.iter().collect();
        if purpose.greets() {
            offers.extend(&self.sells);
        }
        if purpose == MessagePurpose::Transactional && says_one_of(&self.sorry, text) {
            fine.extend(&self.amends);
        }
        [fine, offers]
    }
}

/// Whether one of these phrases stands in a text.
pub(super) fn says_one_of(phrases: &[Phrase], text: &str) -> bool {
    let tokens = tokens(text);
    let mut places = (0..tokens.len()).map(|at| &tokens[at..]);
    places.any(|rest| phrases.iter().any(|phrase| is_at(phrase, rest)))
}

/// The first words that offer something, as they stand there, in a text that was written for this
/// purpose; `None` where none do, and in a promotion, which may offer.
pub fn offer(purpose: MessagePurpose, text: &str) -> Option<&str> {
    offer_beside(purpose, text, &[])
}

/// The same of a text that is filled already: what a shop or a customer is called offers nothing.
pub fn offer_beside<'a>(purpose: MessagePurpose, text: &'a str, names: &[&str]) -> Option<&'a str> {
    if purpose.may_offer() {
        return None;
    }
    let [fine, offers] = KNOWN.heard(purpose, text);
    let known = names.iter().filter(|name| !name.is_empty());
    let mut parts = vec![text];
    for name in known {
        let split = parts.into_iter().flat_map(|part| part.split(*name));
        parts = split.collect();
    }
    parts
        .into_iter()
        .find_map(|part| first(part, &fine, &offers))
}

fn first<'a>(text: &'a str, fine: &[&Phrase], offers: &[&Phrase]) -> Option<&'a str> {
    let tokens = tokens(text);
    let mut at = 0;
    while at < tokens.len() {
        let rest = &tokens[at..];
        let begins = |phrase: &&&Phrase| is_at(phrase, rest);
        if let Some(fine) = fine.iter().find(begins) {
            at += fine.len();
        } else if let Some(found) = offers.iter().find(begins) {
            let range = rest[0].1.start..rest[found.len() - 1].1.end;
            return text.get(range);
        } else {
            at += 1;
        }
    }
    None
}

/// What a text is, whatever its template is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// What its template is for.
    template: MessagePurpose,
    /// The words in it that offer something, though it is no promotion.
    offer: Option<String>,
}

impl Meant {
    /// Of a text as it goes, beside what the shop and the customer are called.
    pub fn of(template: MessagePurpose, text: &str, names: &[&str]) -> Self {
        let offer = offer_beside(template, text, names).map(str::to_owned);
        Self { template, offer }
    }

    /// Of a text of which it is known what it offers.
    pub fn offering(template: MessagePurpose, words: &str) -> Self {
        let offer = (!template.may_offer()).then(|| words.to_owned());
        Self { template, offer }
    }

    /// What it is for in the end: what offers something is a promotion.
    pub fn purpose(&self) -> MessagePurpose {
        match self.offer {
            Some(_) => MessagePurpose::Promotion,
            None => self.template,
        }
    }

    /// The words that make it a promotion; `None` where its template says what it is.
    pub fn offer(&self) -> Option<&str> {
        self.offer.as_deref()
    }

    /// Whether the customer lets us: what the template of this key asks, and the yes to promotions where
    /// the text offers something.
    pub fn gate(&self, key: &str, consents: &[Consent], wishes: &Greetings) -> Gate {
        let gate = Gate::of(self.template.asks(key), consents, wishes);
        if gate.is_open() && self.offer.is_some() {
            return Gate::of(Asks::Yes(Purpose::Promotions), consents, wishes);
        }
        gate
    }
}

/// Letters, digits and signs of per cent in a row, each with its place; in small letters.
fn tokens(text: &str) -> Vec<(String, Range<usize>)> {
    let mut all: Vec<(String, Range<usize>)> = Vec::new();
    let mut before = Class::Other;
    for (at, sign) in text.char_indices() {
        let class = Class::of(sign);
        let end = at + sign.len_utf8();
        match all.last_mut() {
            Some((word, range)) if class == before && class.is_long() => {
                word.extend(sign.to_lowercase());
                range.end = end;
            }
            _ if class != Class::Other => all.push((sign.to_lowercase().collect(), at..end)),
            _ => {}
        }
        before = class;
    }
    all
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Percent,
    Other,
}

impl Class {
    fn of(sign: char) -> Self {
        match sign {
            '%' => Self::Percent,
            _ if sign.is_numeric() => Self::Digit,
            _ if sign.is_alphabetic() => Self::Letter,
            _ => Self::Other,
        }
    }

    const fn is_long(self) -> bool {
        matches!(self, Self::Letter | Self::Digit)
    }
}

fn is_at(phrase: &Phrase, tokens: &[(String, Range<usize>)]) -> bool {
    let fits =
        |(wanted, (word, _)): (&&str, &(String, Range<usize>))| match wanted.strip_suffix('*') {
            Some(start) => word.starts_with(start),
            None if *wanted == "#" => word.starts_with(char::is_numeric),
            None => word == wanted,
        };
    phrase.len() <= tokens.len() && phrase.iter().zip(tokens).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    use MessagePurpose::{Birthday, Greeting, Promotion, ServiceReminder, Transactional};

    #[rstest]
    #[case("Selamat ulang tahun! DISKON 20% ganti oli", "DISKON")]
    #[case("Happy birthday, 20% off your oil", "% off")]
    #[case("gratisnya cuci", "gratisnya")]
    #[case("a free wash", "free")]
    #[case("ada vouchernya", "vouchernya")]
    #[case("potong  harga", "potong  harga")]
    #[case("cashback 10 %", "cashback")]
    #[case("hemat sampai 30%", "hemat sampai")]
    #[case("hemat 20 % bulan ini", "hemat 20 %")]
    #[case("save 15% this week", "save 15%")]
    #[case("promo oli", "promo")]
    #[case("buy 1 get 1", "buy 1 get")]
    #[case("beli 4 ban bayar 3", "beli 4 ban bayar 3")]
    #[case("Korting besar", "Korting")]
    #[case("disc 15 % sparepart", "disc 15 %")]
    #[case("poin dobel bulan ini", "poin dobel")]
    #[case("undian berhadiah", "undian")]
    #[case("tyre sale on Friday", "sale")]
    #[case("your wash is on us", "on us")]
    #[case("a complimentary check", "complimentary")]
    #[case("3 for 2 on wipers", "3 for 2")]
    #[case("win a motorcycle", "win a")]
    #[case("ganti oli cukup bayar 150 ribu", "cukup bayar")]
    #[case("Datang besok, cucinya kami tanggung", "kami tanggung")]
    #[case("Ajak teman, dapat 100 ribu", "dapat 100 ribu")]
    #[case("AC mulai dari 175rb", "mulai dari 175rb")]
    #[case("we waive the labour", "waive")]
    #[case("Trade in and save 75k", "save 75k")]
    #[case("0% instalments", "% instalments")]
    #[case("Hurry, 5 places left", "Hurry")]
    fn what_offers_is_found_as_it_is_written_whatever_the_text_is_for(
        #[case] text: &str,
        #[case] found: &str,
    ) {
        for purpose in [Birthday, Greeting, ServiceReminder, Transactional] {
            assert_eq!(offer(purpose, text), Some(found), "{purpose:?}");
        }
        assert_eq!(offer(Promotion, text), None);
    }

    #[rstest]
    #[case("oli Rp 99.000!", "Rp 99")]
    #[case("oli Rp99.000!", "Rp99")]
    #[case("oli 99rb", "99rb")]
    #[case("lebih hemat", "hemat")]
    #[case("tanpa biaya", "tanpa biaya")]
    fn a_price_sells_in_a_greeting_and_is_a_fact_about_a_visit(
        #[case] text: &str,
        #[case] found: &str,
    ) {
        assert_eq!(offer(Greeting, text), Some(found));
        for purpose in [ServiceReminder, Transactional] {
            assert_eq!(offer(purpose, text), None, "{purpose:?}");
        }
    }

    #[rstest]
    #[case("Feel free to drop by")]
    #[case("Are you free on Tuesday? If you're free, come by")]
    #[case("Semoga murah rezeki dan sehat selalu")]
    #[case("Freeman and his freezer")]
    #[case("Kami 100% siap melayani, 24 jam")]
    #[case("Buka 08.00-17.00, usia ke-40")]
    #[case("Rpm mesin, promotor dan kompromi")]
    #[case("Semoga bebas hambatan, jalan bebas macet")]
    #[case("Kabel akinya diskonek, ada potongan plastik di filter")]
    #[case("Voucher parkirnya tertinggal di bengkel")]
    #[case("Congratulations on your promotion! Parking here is free")]
    #[case("We checked the valve clearance; you can count on us")]
    #[case("After-sales service for you")]
    #[case("No hurry: kampas tinggal separuh")]
    #[case("Kami beri kabar lagi; salam dari kami semua")]
    #[case("")]
    fn what_only_sounds_so_is_none(#[case] text: &str) {
        for purpose in [Birthday, Greeting, ServiceReminder, Transactional] {
            assert_eq!(offer(purpose, text), None, "{purpose:?}");
        }
    }

    #[rstest]
    #[case("Soal rem sudah beres, sekali lagi maaf. Kalau belum, ongkos jasanya gratis.")]
    #[case("Mohon maaf atas keluhan Bapak. Kami perbaiki gratis.")]
    #[case("Sorry again. If not, please come back, no labour charge.")]
    #[case("Your complaint is settled, the repair was free of charge.")]
    #[case("Masih garansi, jadi biayanya kami tanggung.")]
    #[case("We are sorry and waive the labour.")]
    fn what_makes_good_is_no_offer_where_a_text_about_a_visit_is_sorry(#[case] text: &str) {
        assert_eq!(offer(Transactional, text), None);
    }

    #[test]
    fn the_same_without_a_word_of_regret_offers() {
        let text = "Mobil siap. Bulan depan jasanya gratis!";
        assert_eq!(offer(Transactional, text), Some("gratis"));
        let sorry = "Maaf menunggu! Ada diskon 20 %.";
        assert_eq!(offer(Transactional, sorry), Some("diskon"));
    }

    #[test]
    fn what_somebody_is_called_offers_nothing() {
        let text = "Selamat ulang tahun dari Promo Motor";
        assert_eq!(offer(Birthday, text), Some("Promo"));
        assert_eq!(offer_beside(Birthday, text, &["Promo Motor", ""]), None);
        let text = "Promo Motor: diskon 50%";
        let found = offer_beside(Transactional, text, &["Promo Motor"]);
        assert_eq!(found, Some("diskon"));
    }

    #[test]
    fn every_row_of_the_table_can_be_found() {
        for phrase in KNOWN.offers.iter().chain(&KNOWN.sells) {
            let text = phrase.join(" ").replace('#', "5").replace('*', "");
            assert!(offer(Greeting, &text).is_some(), "{text}");
        }
        for phrase in KNOWN.fine.iter().chain(&KNOWN.amends) {
            let text = format!("maaf {}", phrase.join(" ").replace('*', ""));
            assert_eq!(offer(Transactional, &text), None, "{text}");
        }
        assert!(KNOWN.offers.len() > 30 && KNOWN.fine.len() > 3);
    }

    fn said(purpose: Purpose, yes: bool) -> Consent {
        Consent {
            purpose: purpose.key().to_owned(),
            yes,
            day: "2026-11-22".parse().unwrap(),
            channel: String::new(),
            by: String::new(),
        }
    }

    #[test]
    fn a_text_that_offers_is_a_promotion_and_wants_the_yes_beside_what_its_template_asks() {
        let wishes = Greetings::default();
        for template in [ServiceReminder, Transactional] {
            let plain = Meant::of(template, "Sudah waktunya servis.", &[]);
            assert_eq!((plain.purpose(), plain.offer()), (template, None));
            assert_eq!(plain.gate("own", &[], &wishes), Gate::Open);
            let offers = Meant::of(template, "Ada diskon 20 %", &[]);
            assert_eq!(offers.purpose(), Promotion);
            assert_eq!(offers.offer(), Some("diskon"));
            let gate = |consents: &[Consent]| offers.gate("own", consents, &wishes);
            assert_eq!(gate(&[]), Gate::NotAsked(Purpose::Promotions));
            let no = said(Purpose::Promotions, false);
            assert_eq!(gate(&[no]), Gate::Refused(Purpose::Promotions));
            let yes = said(Purpose::Promotions, true);
            assert_eq!(gate(std::slice::from_ref(&yes)), Gate::Open);
            let alone = said(Purpose::Contact, false);
            assert_eq!(gate(&[yes, alone]), Gate::DoNotContact);
        }
        let reminder = Meant::offering(ServiceReminder, "{promo}");
        let [no, yes] = [
            said(Purpose::ServiceReminders, false),
            said(Purpose::Promotions, true),
        ];
        let shut = Gate::Refused(Purpose::ServiceReminders);
        assert_eq!(reminder.gate("own", &[no, yes], &wishes), shut);
        assert_eq!(Meant::offering(Promotion, "x").offer(), None);
    }
}
