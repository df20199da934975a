use super::*;
use proptest::prelude::*;
use rstest::rstest;

fn read(text: &str, code: &str) -> Result<Option<i64>, AmountError> {
    let found = Amount::parse(text, Currency::of(code).unwrap(), None)?;
    Ok(found.map(|amount| amount.money.0))
}

fn idr(text: &str) -> Result<Option<i64>, AmountError> {
    read(text, "IDR")
}

#[rstest]
fn rupiah_in_every_spelling(
    #[values(
        "1.250.000",
        "Rp1.250.000",
        "Rp. 1.250.000,-",
        "IDR 1.250.000,00",
        "Rp 1.250.000,00",
        "1250000",
        "1,250,000",
        "1,250,000.00",
        "1.250.000.-",
        "1 250 000",
        "1'250'000",
        "1,25jt",
        "1.25 jt",
        "1jt 250rb",
        "1 juta 250 ribu",
        "1250rb",
        "1.250 rb",
        "1250K",
        "1.250.000 rupiah",
        "1250000.0",
        "1249999.7",
        "Rp\u{a0}1.250.000"
    )]
    text: &str,
) {
    assert_eq!(idr(text), Ok(Some(1_250_000)), "{text}");
}

#[rstest]
#[case("1.250", 1250)]
#[case("1,250", 1250)]
#[case("250rb", 250_000)]
#[case("1,5jt", 1_500_000)]
#[case("1.5 juta", 1_500_000)]
#[case("2M", 2_000_000_000)]
#[case("1,5 miliar", 1_500_000_000)]
#[case("1124999.7", 1_125_000)]
#[case("299999.7", 300_000)]
#[case("1000.5", 1001)]
#[case("156500.0", 156_500)]
#[case("(150.000)", -150_000)]
#[case("-150.000", -150_000)]
#[case("Rp -150.000", -150_000)]
#[case("-Rp 150.000", -150_000)]
#[case("(Rp 150.000)", -150_000)]
#[case("−150.000", -150_000)]
#[case("150.000 CR", -150_000)]
#[case("150.000-", -150_000)]
#[case("0", 0)]
#[case("0,00", 0)]
#[case("-", 0)]
#[case("Rp -", 0)]
#[case("500", 500)]
#[case("9007199254740991", 9_007_199_254_740_991)]
fn rupiah_of_other_amounts(#[case] text: &str, #[case] wanted: i64) {
    assert_eq!(idr(text), Ok(Some(wanted)), "{text}");
}

#[rstest]
#[case("2x150.000", AmountError::Calculation)]
#[case("2 x 150rb", AmountError::Calculation)]
#[case("150.000+35.000", AmountError::Calculation)]
#[case("3 @ 50.000", AmountError::Calculation)]
#[case("150.000-35.000", AmountError::Calculation)]
#[case("lunas", AmountError::NotAnAmount)]
#[case("$ 50", AmountError::NotAnAmount)]
#[case("150.000 lunas", AmountError::NotAnAmount)]
#[case("1jt 250", AmountError::Unclear)]
#[case("250rb 1jt", AmountError::Unclear)]
#[case("1.250jt", AmountError::Unclear)]
#[case("1,25", AmountError::Unclear)]
#[case("1.25.000", AmountError::Unclear)]
#[case("1.250,000", AmountError::Unclear)]
#[case("150.000 35.000", AmountError::Unclear)]
#[case("9007199254740992", AmountError::TooLarge)]
#[case("9.999.999 M", AmountError::TooLarge)]
#[case("99999999999999999999999999999999999999999999", AmountError::TooLarge)]
fn what_a_person_must_look_at(#[case] text: &str, #[case] wanted: AmountError) {
    assert_eq!(idr(text), Err(wanted), "{text}");
}

#[test]
fn full_width_figures_are_figures() {
    assert_eq!(idr("１.２５０.０００"), Ok(Some(1_250_000)));
}

#[test]
fn a_word_for_nothing_is_zero_and_kept() {
    let found = Amount::parse(" Gratis ", Currency::IDR, None)
        .unwrap()
        .unwrap();
    assert_eq!(
        found,
        Amount {
            money: Money(0),
            word: Some("Gratis".into())
        }
    );
    assert_eq!(Amount::parse("  ", Currency::IDR, None), Ok(None));
}

#[rstest]
#[case("EUR", "1.234,56", Ok(Some(123_456)))]
#[case("EUR", "1 234,56 €", Ok(Some(123_456)))]
#[case("EUR", "1.234", Ok(Some(123_400)))]
#[case("EUR", "1,234", Err(AmountError::Unclear))]
#[case("USD", "$1,234.56", Ok(Some(123_456)))]
#[case("USD", "1,234", Ok(Some(123_400)))]
#[case("USD", "1.234", Err(AmountError::Unclear))]
#[case("USD", "252.45", Ok(Some(25_245)))]
#[case("USD", "0.125", Ok(Some(13)))]
#[case("USD", "1.5k", Ok(Some(150_000)))]
#[case("USD", "1.5M", Err(AmountError::NotAnAmount))]
#[case("INR", "₹1,25,000", Ok(Some(12_500_000)))]
#[case("INR", "Rs. 1,500/-", Ok(Some(150_000)))]
#[case("BRL", "R$ 1.234,56", Ok(Some(123_456)))]
#[case("MYR", "RM 45.90", Ok(Some(4590)))]
#[case("JPY", "¥12,500", Ok(Some(12_500)))]
#[case("KWD", "1.250", Ok(Some(1250)))]
#[case("GBP", "1,25,000", Err(AmountError::Unclear))]
fn other_currencies_have_their_own_ways(
    #[case] code: &str,
    #[case] text: &str,
    #[case] wanted: Result<Option<i64>, AmountError>,
) {
    assert_eq!(read(text, code), wanted, "{text}");
}

#[test]
fn the_column_decides_what_one_value_leaves_open() {
    let usd = Currency::of("USD").unwrap();
    let with =
        |text, mark| Amount::parse(text, usd, Some(mark)).map(|found| found.unwrap().money.0);
    assert_eq!(with("1.234", DecimalMark::Comma), Ok(123_400));
    assert_eq!(with("1.234", DecimalMark::Point), Ok(123));
    assert_eq!(with("1.23", DecimalMark::Comma), Err(AmountError::Unclear));
}

#[rstest]
#[case("1,250,000", Ok(1_250_000))]
#[case("1.250.000", Ok(1_250_000))]
#[case("1.5jt", Ok(1_500_000))]
#[case("1,5jt", Ok(1_500_000))]
#[case("650,000", Ok(650_000))]
#[case("1.250.000,00", Ok(1_250_000))]
#[case("1.250.000,50", Err(AmountError::TooFine))]
#[case("1124999.7", Err(AmountError::TooFine))]
#[case("1,2345rb", Err(AmountError::TooFine))]
#[case("2x150.000", Err(AmountError::Calculation))]
fn what_is_typed_is_never_rounded(#[case] text: &str, #[case] wanted: Result<i64, AmountError>) {
    let read = Amount::typed(text, Currency::IDR);
    assert_eq!(read.map(|read| read.unwrap().money.0), wanted, "{text}");
}

#[rstest]
#[case("1,000", Some((DecimalMark::Comma, false)))]
#[case("Rp. 1.000", Some((DecimalMark::Point, false)))]
#[case("150,000", Some((DecimalMark::Comma, true)))]
#[case("1.250.000,-", Some((DecimalMark::Point, true)))]
#[case("1,250.50", Some((DecimalMark::Comma, true)))]
#[case("1000,000", None)]
#[case("12.5", None)]
#[case("1000", None)]
fn what_groups_is_certain_but_for_one_thousand(
    #[case] text: &str,
    #[case] wanted: Option<(DecimalMark, bool)>,
) {
    assert_eq!(Amount::grouping(text), wanted, "{text}");
}

#[rstest]
fn three_digits_of_rupiah_are_thousands_in_every_column(
    #[values("650,000", "650.000")] text: &str,
    #[values(DecimalMark::Point, DecimalMark::Comma)] mark: DecimalMark,
) {
    let found = Amount::parse(text, Currency::IDR, Some(mark))
        .unwrap()
        .unwrap();
    assert_eq!(found.money, Money(650_000));
}

#[rstest]
#[case("1.250.000", Some(DecimalMark::Comma))]
#[case("1.250.000,00", Some(DecimalMark::Comma))]
#[case("12,50", Some(DecimalMark::Comma))]
#[case("1,250,000", Some(DecimalMark::Point))]
#[case("1,250.00", Some(DecimalMark::Point))]
#[case("299999.7", Some(DecimalMark::Point))]
#[case("1.250", None)]
#[case("1250", None)]
#[case("gratis", None)]
fn a_value_votes_only_when_it_is_certain(#[case] text: &str, #[case] wanted: Option<DecimalMark>) {
    assert_eq!(Amount::decimal_mark(text), wanted, "{text}");
}

#[test]
fn number_cells_round_half_up_as_they_are_shown() {
    let usd = Currency::of("USD").unwrap();
    assert_eq!(Money::from_number(1.005, usd), Some(Money(101)));
    assert_eq!(Money::from_number(-1.005, usd), Some(Money(-101)));
    assert_eq!(
        Money::from_number(1_124_999.7, Currency::IDR),
        Some(Money(1_125_000))
    );
    assert_eq!(Money::from_number(1e300, Currency::IDR), None);
    assert_eq!(Money::from_number(f64::NAN, Currency::IDR), None);
    assert_eq!(Money::from_number(1e-300, Currency::IDR), Some(Money(0)));
}

#[test]
fn arithmetic_stops_at_the_limit() {
    assert_eq!(Money::MAX.checked_add(Money(1)), None);
    assert_eq!(Money::checked_sum([Money(1), Money(2)]), Some(Money(3)));
    assert_eq!(Money::checked_sum([Money::MAX, Money(1), Money(-1)]), None);
    assert_eq!(Money::new(i64::MIN), None);
}

#[test]
fn a_currency_is_three_capitals() {
    assert_eq!(Currency::of("IDR"), Some(Currency::IDR));
    assert_eq!(Currency::of("KWD").unwrap().decimals, 3);
    assert_eq!(Currency::of("idr"), None);
    assert_eq!(Currency::of("RUPIAH"), None);
}

fn grouped(n: u64, mark: char) -> String {
    let digits = n.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|g| std::str::from_utf8(g).unwrap())
        .collect();
    groups.join(&mark.to_string())
}

proptest! {
    #[test]
    fn grouped_rupiah_reads_back(n in 0_u64..=9_007_199_254_740_991, mark in "[., ]", tail in "(,00|,-|)") {
        let mark = mark.chars().next().unwrap();
        let tail = if mark == ',' { "" } else { tail.as_str() };
        let text = format!("Rp {}{tail}", grouped(n, mark));
        prop_assert_eq!(idr(&text), Ok(Some(i64::try_from(n).unwrap())), "{}", text);
    }

    #[test]
    fn cents_read_back(n in 0_u64..1_000_000_000_000, cents in 0_u64..100) {
        let wanted = Ok(Some(i64::try_from(n * 100 + cents).unwrap()));
        prop_assert_eq!(read(&format!("{}.{cents:02}", grouped(n, ',')), "USD"), wanted);
        prop_assert_eq!(read(&format!("{},{cents:02} €", grouped(n, '.')), "EUR"), wanted);
    }

    #[test]
    fn no_text_breaks_the_reader(text in any::<String>(), odd in "[-0-9., rbjtkRp()x+]{0,14}") {
        for text in [&text, &odd] {
            if let Ok(Some(amount)) = Amount::parse(text, Currency::IDR, None) {
                prop_assert!(Money::new(amount.money.0).is_some());
            }
            let _ = Amount::decimal_mark(text);
        }
    }
}
