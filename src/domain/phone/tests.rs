use super::*;
use proptest::prelude::*;
use rstest::rstest;

fn e164(text: &str) -> Option<String> {
    Phone::parse(text, INDONESIA).e164
}

#[rstest]
fn every_spelling_is_one_number(
    #[values(
        "08123456789",
        "0812-3456-789",
        "0812.3456.789",
        "(0812) 3456789",
        "8123456789",
        "628123456789",
        "+62 812 3456 789",
        "+62 0812 3456 789",
        "6208123456789",
        "00628123456789",
        "8123456789.0",
        "\u{202a}0812\u{2011}3456\u{2011}789\u{202c}",
        "'08123456789",
        "008123456789"
    )]
    text: &str,
) {
    assert_eq!(e164(text).as_deref(), Some("+628123456789"), "{text:?}");
}

#[test]
fn full_width_digits_are_digits() {
    assert_eq!(
        e164("０８１２３４５６７８９").as_deref(),
        Some("+628123456789")
    );
}

#[rstest]
#[case("021 555 1234", "+62215551234")]
#[case("(0274) 512345", "+62274512345")]
#[case("+1 415 555 0100", "+14155550100")]
#[case("+55 (12) 3923-5555", "+551239235555")]
#[case("+261 34 69 288 10", "+261346928810")]
fn landlines_and_foreign_numbers_are_kept(#[case] text: &str, #[case] wanted: &str) {
    assert_eq!(e164(text).as_deref(), Some(wanted));
}

#[rstest]
#[case("6.28123E+12", PhoneFlag::Scientific)]
#[case("8,12E+10", PhoneFlag::Scientific)]
#[case("0812abc4567", PhoneFlag::Letters)]
#[case("tanya istri", PhoneFlag::Letters)]
#[case("tidak ada", PhoneFlag::Placeholder)]
#[case("n/a", PhoneFlag::Placeholder)]
#[case("", PhoneFlag::NoDigits)]
#[case("1", PhoneFlag::BadLength)]
#[case("0", PhoneFlag::Placeholder)]
#[case("1234567890123456", PhoneFlag::TooLong)]
#[case("+62 00812345678", PhoneFlag::BadLength)]
#[case("081234567890\n085712345678", PhoneFlag::Multiple)]
#[case("-", PhoneFlag::NoDigits)]
#[case("(BLANK)", PhoneFlag::Placeholder)]
#[case("00000", PhoneFlag::Placeholder)]
#[case("0800000000", PhoneFlag::Placeholder)]
#[case("08", PhoneFlag::BadLength)]
#[case("0812345678901234567890", PhoneFlag::TooLong)]
#[case("081234567890/085712345678", PhoneFlag::Multiple)]
fn what_cannot_be_read_says_why(#[case] text: &str, #[case] flag: PhoneFlag) {
    let phone = Phone::parse(text, INDONESIA);
    assert_eq!(
        (phone.e164, phone.flag, phone.raw.as_str()),
        (None, Some(flag), text)
    );
}

#[test]
fn a_lost_zero_is_restored_and_said() {
    assert_eq!(
        Phone::parse("81234567001", INDONESIA).flag,
        Some(PhoneFlag::LeadingZeroRestored)
    );
    assert_eq!(Phone::parse("081234567001", INDONESIA).flag, None);
}

#[test]
fn two_numbers_in_a_field_become_two_with_their_words() {
    let all = Phone::parse_all("0812 3456 7890, istri 085712345678", INDONESIA);
    let read: Vec<_> = all
        .iter()
        .map(|(phone, label)| (phone.e164.as_deref(), label.as_str()))
        .collect();
    assert_eq!(
        read,
        [
            (Some("+6281234567890"), ""),
            (Some("+6285712345678"), "istri")
        ]
    );
    assert_eq!(
        Phone::parse_all("081234567890 085712345678", INDONESIA).len(),
        2
    );
    assert_eq!(Phone::parse_all("0812-3456-7890", INDONESIA).len(), 1);
}

#[test]
fn it_is_shown_as_people_write_it() {
    assert_eq!(
        Phone::parse("+6281234567890", INDONESIA).display(INDONESIA),
        "0812-3456-7890"
    );
    assert_eq!(
        Phone::parse("+1 415 555 0100", INDONESIA).display(INDONESIA),
        "+1 415-555-0100"
    );
}

#[rstest]
#[case("0812", &["62812"])]
#[case("62812", &["62812"])]
#[case("+62 812", &["62812"])]
#[case("812", &["62812"])]
fn a_typed_beginning_means_one_number(#[case] typed: &str, #[case] wanted: &[&str]) {
    assert_eq!(query_starts(typed, INDONESIA), wanted);
}

#[rstest]
#[case("ID", "081234567890", "+6281234567890", "0812-3456-7890")]
#[case("ID", "0812345678", "+62812345678", "0812-345678")]
#[case("ID", "(021) 555-1234", "+62215551234", "021-5551234")]
#[case("ID", "0274 512345", "+62274512345", "0274-512345")]
#[case("MY", "012-345 6789", "+60123456789", "012-345-6789")]
#[case("MY", "03 1234 5678", "+60312345678", "03-1234-5678")]
#[case("SG", "9123 4567", "+6591234567", "9123 4567")]
#[case("SG", "6512 3456", "+6565123456", "6512 3456")]
#[case("TH", "081 234 5678", "+66812345678", "081-234-5678")]
#[case("PH", "0917 123 4567", "+639171234567", "0917 123 4567")]
#[case("IN", "98765 43210", "+919876543210", "98765 43210")]
#[case("IN", "919876543210", "+919876543210", "98765 43210")]
#[case("IN", "9198765432", "+919198765432", "91987 65432")]
#[case("DE", "0151 23456789", "+4915123456789", "0151 23456789")]
#[case("DE", "030/1234567", "+49301234567", "030 1234567")]
#[case("GB", "07700 900123", "+447700900123", "07700 900123")]
#[case("GB", "+44 (0)20 7946 0958", "+442079460958", "020 7946 0958")]
#[case("NL", "06-12345678", "+31612345678", "06 12345678")]
#[case("FR", "06 12 34 56 78", "+33612345678", "06 12 34 56 78")]
#[case("ES", "612 345 678", "+34612345678", "612 345 678")]
#[case("BR", "(11) 98765-4321", "+5511987654321", "11 98765 4321")]
#[case("BR", "55 3222-1234", "+555532221234", "55 3222 1234")]
#[case("US", "(415) 555-0100", "+14155550100", "415-555-0100")]
#[case("US", "1-415-555-0100", "+14155550100", "415-555-0100")]
#[case("JP", "090-1234-5678", "+819012345678", "090-1234-5678")]
#[case("JP", "03-1234-5678", "+81312345678", "03-1234-5678")]
fn every_market_writes_in_its_own_way(
    #[case] iso: &str,
    #[case] text: &str,
    #[case] wanted: &str,
    #[case] shown: &str,
) {
    let home = Country::of(iso).unwrap();
    let phone = Phone::parse(text, home);
    assert_eq!(
        (phone.e164.as_deref(), phone.flag),
        (Some(wanted), None),
        "{text}"
    );
    assert_eq!(phone.display(home), shown);
}

#[test]
fn repairs_are_said() {
    let flag = |text| Phone::parse(text, INDONESIA).flag;
    assert_eq!(flag("0081234567890"), Some(PhoneFlag::DoubledZero));
    assert_eq!(flag("00081234567890"), Some(PhoneFlag::DoubledZero));
    assert_eq!(flag("081200000027.0"), Some(PhoneFlag::DecimalRemoved));
    assert_eq!(flag("0062 812 3456 7005"), None);
    assert_eq!(flag("+62 (0)812 3456 7009"), None);
}

#[test]
fn digits_of_other_scripts_are_digits() {
    assert_eq!(e164("٠٨١٢٣٤٥٦٧٠٠٨").as_deref(), Some("+6281234567008"));
}

#[test]
fn words_beside_a_number_become_its_label() {
    let read = |text: &str| {
        let all = Phone::parse_all(text, INDONESIA);
        all.into_iter()
            .map(|(phone, label)| (phone.raw, label))
            .collect::<Vec<_>>()
    };
    let pair = |raw: &str, label: &str| (raw.to_owned(), label.to_owned());
    assert_eq!(read("WA:081234567890"), [pair("081234567890", "WA")]);
    assert_eq!(
        read("081234567890 (istri)"),
        [pair("081234567890", "istri")]
    );
    assert_eq!(
        read("0812 3456 7890 dan 0857 1234 5678"),
        [pair("0812 3456 7890", ""), pair("0857 1234 5678", "")]
    );
    assert_eq!(
        read("kantor 0812 3456 7890\nrumah 0274 512345"),
        [
            pair("0812 3456 7890", "kantor"),
            pair("0274 512345", "rumah")
        ]
    );
    assert_eq!(read("tanya istri"), [pair("tanya istri", "")]);
    assert_eq!(read("0812abc4567"), [pair("0812abc4567", "")]);
}

#[rstest]
#[case("(021) 555-1234", "+62215551234", "")]
#[case("(021)5551234", "+62215551234", "")]
#[case("(0274) 123456", "+62274123456", "")]
#[case("+62 (0) 812 3456 789", "+628123456789", "")]
#[case("(office) 0812 3456 7890", "+6281234567890", "office")]
#[case("(kantor pusat)0812 3456 7890", "+6281234567890", "kantor pusat")]
#[case("(office) (021) 555-1234", "+62215551234", "office")]
#[case("0812 3456 7890 (istri / anak)", "+6281234567890", "istri / anak")]
#[case("0812 3456 7890 (rumah (lama))", "+6281234567890", "rumah (lama")]
#[case("0812 3456 7890 (kantor", "+6281234567890", "kantor")]
#[case("0812 3456 7890 (2)", "+6281234567890", "2")]
#[case("021 5551234 rumah", "+62215551234", "rumah")]
#[case("WA : +62 812 3456 7890", "+6281234567890", "WA")]
#[case("021-5551234 ext 12 kantor", "+62215551234", "kantor")]
fn one_number_is_read_with_the_words_beside_it(
    #[case] text: &str,
    #[case] wanted: &str,
    #[case] label: &str,
) {
    let (phone, read) = Phone::parse_labelled(text, INDONESIA);
    assert_eq!(
        (phone.e164.as_deref(), read.as_str()),
        (Some(wanted), label)
    );
    let all = Phone::parse_all(text, INDONESIA);
    assert_eq!(all, [(phone, read)], "the same in a file");
}

#[rstest]
#[case("0812 34O6 7890")]
#[case("0812 x 3456 7890")]
#[case("tanya istri")]
#[case("6.28E+12")]
fn letters_inside_of_a_number_are_no_label(#[case] text: &str) {
    let (phone, label) = Phone::parse_labelled(text, INDONESIA);
    assert_eq!(
        (phone.e164, phone.raw.as_str(), label.as_str()),
        (None, text, "")
    );
}

#[test]
fn a_landline_is_not_mobile() {
    let mobile = |text| Phone::parse(text, INDONESIA).is_mobile();
    assert!(mobile("081234567890") && mobile("+1 415 555 0100") && mobile("+65 9123 4567"));
    assert!(!mobile("0274512345") && !mobile("+65 6512 3456") && !mobile("08"));
}

#[rstest]
#[case("SG", "6512", &["6512", "656512"])]
#[case("US", "415", &["1415"])]
#[case("ID", "٠٨١٢", &["62812"])]
#[case("ID", "0062812", &["62812"])]
#[case("ID", "+1 415", &["1415", "621415"])]
#[case("ID", "abc", &[])]
fn a_beginning_is_understood_at_home_and_abroad(
    #[case] iso: &str,
    #[case] typed: &str,
    #[case] wanted: &[&str],
) {
    assert_eq!(query_starts(typed, Country::of(iso).unwrap()), wanted);
}

fn homes() -> impl Strategy<Value = Country> {
    let all = [
        "ID", "MY", "SG", "TH", "PH", "IN", "DE", "GB", "NL", "FR", "ES", "BR", "US", "JP",
    ];
    proptest::sample::select(all.to_vec()).prop_map(|iso| Country::of(iso).unwrap())
}

proptest! {
    #[test]
    fn any_text_is_kept_and_what_is_shown_reads_the_same(text in any::<String>()) {
        let phone = Phone::parse(&text, INDONESIA);
        prop_assert_eq!(&phone.raw, text.trim());
        if phone.e164.is_some() {
            prop_assert_eq!(e164(&phone.display(INDONESIA)), phone.e164);
        }
    }

    #[test]
    fn in_every_country_what_is_shown_reads_the_same(home in homes(), abroad in homes(), text in "\\+?[0-9]{6,14}") {
        let phone = Phone::parse(&text, home);
        let Some(e164) = &phone.e164 else { return Ok(()) };
        prop_assert!(e164.len() <= 16 && e164[1..].bytes().all(|b| b.is_ascii_digit()));
        for reader in [home, abroad] {
            let shown = phone.display(reader);
            let again = Phone::parse(&shown, reader).e164;
            prop_assert_eq!(again.as_ref(), Some(e164), "{}", shown);
        }
    }

    #[test]
    fn every_beginning_of_a_number_finds_it(home in homes(), text in "0?[0-9]{8,12}", typed in 1_usize..8) {
        let phone = Phone::parse(&text, home);
        let Some(e164) = &phone.e164 else { return Ok(()) };
        let shown: String = phone.display(home).chars().take(typed).collect();
        let starts = query_starts(&shown, home);
        let usable = home.trunk.len() < shown.chars().filter(char::is_ascii_digit).count();
        prop_assert!(!usable || starts.iter().any(|start| e164[1..].starts_with(start)), "{shown} {starts:?} {e164}");
    }

    #[test]
    fn a_field_always_gives_a_phone(text in any::<String>()) {
        prop_assert!(!Phone::parse_all(&text, INDONESIA).is_empty());
    }
}
