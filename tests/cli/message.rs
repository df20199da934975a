//! `kenal message` and `kenal template`.

use std::fs;

use serde_json::Value;

use crate::support::{Book, Ran};

/// Pak Budi, with a phone and a vehicle; nobody has asked him anything.
fn book() -> Book {
    let book = Book::empty();
    let words = "record customer --name Budi --honorific Pak --phone 081234567890 --birthday 26/11/1974 --plate B1234XYZ";
    assert_eq!(book.run(words.split(' ')).code, Some(0));
    book
}

fn kenal(book: &Book, words: &str) -> Ran {
    book.run(words.split(' '))
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"))
}

fn texts(book: &Book, name: &str, text: &str) -> String {
    let path = book.path(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn a_message_is_told_with_its_link_and_its_code_and_marked_once_it_is_asked() {
    let book = book();
    let ran = kenal(
        &book,
        "message B1234XYZ --template natal --lang id --today 2026-12-20",
    );
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(ran.err.contains("tidak minta"), "{}", ran.err);
    assert!(!ran.out.contains("Natal"), "nothing of it is told");
    let ran = kenal(
        &book,
        "message B1234XYZ --template estimate --lang id --set pekerjaan=rem --set total=besok --json --qr",
    );
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let told = json(&ran);
    assert_eq!(told["purpose"], "transactional");
    assert_eq!(told["to"], "6281234567890");
    assert!(
        told["text"].as_str().unwrap().contains("perlu rem"),
        "{told}"
    );
    let link = told["link"].as_str().unwrap();
    assert!(
        link.starts_with("https://wa.me/6281234567890?text=Halo%20Pak%20Budi"),
        "{link}"
    );
    assert!(told["qr"].as_array().unwrap().len() > 10);
    assert_eq!(told["marked_sent"], false);
    let ran = kenal(
        &book,
        "message B1234XYZ --template estimate --set work=brakes --set total=500 --mark-sent",
    );
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ran = kenal(&book, "export messages --to -");
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    assert!(
        ran.out.contains("estimate,transactional,whatsapp,id"),
        "{}",
        ran.out
    );
    assert_eq!(kenal(&book, "undo").code, Some(0));
    assert_eq!(
        kenal(&book, "export messages --to -").out.lines().count(),
        1
    );
}

#[test]
fn what_is_missing_is_named_and_nothing_is_told() {
    let book = book();
    let ran = kenal(&book, "message B1234XYZ --template ready");
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(ran.err.contains("today's total"), "{}", ran.err);
    assert_eq!(ran.out, "");
    let ran = kenal(&book, "message B1234XYZ --template ready --set discount=5");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    let ran = kenal(&book, "message B1234XYZ --template nonsense");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert_eq!(kenal(&book, "message B1234XYZ").code, Some(2));
    assert_eq!(kenal(&book, "message").code, Some(2));
}

#[test]
fn a_list_comes_past_nobody_who_was_not_asked() {
    let book = Book::garage();
    let ran = kenal(&book, "segment Everybody --where visits>=0");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let file = book.path("merge.csv").display().to_string();
    let merge = |template: &str| {
        let words = [
            "message",
            "--segment",
            "Everybody",
            "--template",
            template,
            "--to",
            &file,
            "--overwrite",
            "--json",
            "--today",
            "2026-12-20",
        ];
        json(&book.run(words))
    };
    for (template, why) in [("birthday", "not_near"), ("natal", "not_wished")] {
        let told = merge(template);
        let left = told["left_out"].as_object().unwrap();
        let count = |key: &str| left.get(key).and_then(Value::as_u64).unwrap_or(0);
        assert!(count(why) > 0, "{told}");
        assert_eq!(count("something_missing"), 0, "{told}");
    }
    let told = merge("natal");
    let rows = fs::read_to_string(&file).unwrap();
    assert!(
        rows.starts_with("customer_id,name,channel,to,language,message,link"),
        "{rows}"
    );
    assert_eq!(
        rows.lines().count() as u64,
        told["messages"].as_u64().unwrap() + 1
    );
    let audit = kenal(&book, "audit --json");
    assert!(audit.out.contains("merge.csv"), "{}", audit.out);
}

#[test]
fn a_row_goes_to_somebody_and_what_is_missing_has_its_name() {
    let book = book();
    let dewi = kenal(&book, "record customer --name Dewi --honorific Bu");
    assert_eq!(dewi.code, Some(0), "{dewi:?}");
    let ran = kenal(&book, "segment Everybody --where visits>=0");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let file = book.path("merge.csv").display().to_string();
    let merge = |more: &[&str]| {
        let words =
            "message --segment Everybody --template estimate --set total=5 --overwrite --to";
        let words = words.split(' ').chain([file.as_str()]);
        book.run(words.chain(more.iter().copied()))
    };
    let told = json(&merge(&["--json"]));
    assert_eq!(told["missing"]["work"], 2, "{told}");
    let said = merge(&[]).out;
    assert!(said.contains("missing: the work (for 2)"), "{said}");
    let told = json(&merge(&[
        "--set",
        "work=brakes",
        "--set",
        "plate=B 1",
        "--set",
        "vehicle=car",
        "--json",
    ]));
    assert_eq!(told["messages"], 1, "{told}");
    assert_eq!(told["left_out"]["no_address"], 1, "{told}");
}

#[test]
fn thanks_for_a_friend_know_the_friend_and_the_points() {
    let book = book();
    let words =
        "record customer --name Sari --honorific Bu --phone 081234567891 --referred-by B1234XYZ";
    let ran = kenal(&book, words);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ran = kenal(
        &book,
        "record visit --customer c2 --total 500000 --date 2099-11-20 --today 2099-11-22",
    );
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ran = kenal(
        &book,
        "message B1234XYZ --template referral_thanks --lang en --today 2099-11-22",
    );
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out.contains("kepada Bu Sari ") && ran.out.contains("50 poin sudah"),
        "{}",
        ran.out
    );
    let words = "message B1234XYZ --template referral_thanks --in en --today 2099-11-22";
    let english = kenal(&book, words).out;
    let both = english.contains("so much, Budi,") && english.contains("to Sari.");
    assert!(both, "{english}");
    let owed = kenal(&book, "referrals --thanks --today 2099-11-22").out;
    assert!(
        owed.contains("for Bu Sari, who paid Rp 500.000 on "),
        "{owed}"
    );
    // One message thanks for all, and nothing is owed behind it.
    for words in [
        "record customer --name Cahyo --honorific Mas --phone 081234567892 --referred-by B1234XYZ",
        "record visit --customer c3 --total 400000 --date 2099-11-21 --today 2099-11-22",
    ] {
        assert_eq!(kenal(&book, words).code, Some(0));
    }
    let words =
        "message B1234XYZ --template referral_thanks --lang id --today 2099-11-22 --mark-sent";
    let both = kenal(&book, words).out;
    assert!(
        both.contains("kepada Mas Cahyo dan Bu Sari ") && both.contains("100 poin sudah"),
        "{both}"
    );
    let owed = kenal(&book, "referrals --thanks --today 2099-11-22").out;
    assert!(!owed.contains("Sari") && !owed.contains("Cahyo"), "{owed}");
}

#[test]
fn a_template_is_shown_set_and_taken_back_and_a_greeting_sells_nothing() {
    let book = book();
    let shipped = kenal(&book, "template birthday --lang id").out;
    assert!(shipped.contains("{sapaan} {nama}"), "{shipped}");
    let other = texts(&book, "a.txt", "Met ultah, {nama}! 🎂\n");
    let set = |path: &str, name: &str| book.run(["template", name, "--text", path, "--lang", "id"]);
    assert_eq!(set(&other, "birthday").code, Some(0));
    assert_eq!(
        kenal(&book, "template birthday --lang id").out,
        "Met ultah, {nama}! 🎂\n"
    );
    assert!(
        kenal(&book, "template birthday --lang en")
            .out
            .starts_with("Happy birthday")
    );
    let sells = texts(&book, "b.txt", "Met ultah, {nama}! Ada {hadiah}.");
    let ran = set(&sells, "birthday");
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(ran.err.contains("hadiah"), "{}", ran.err);
    let unknown = texts(&book, "c.txt", "Halo {nmae}");
    assert_eq!(set(&unknown, "birthday").code, Some(65));
    assert_eq!(
        set(&sells, "promo_ultah").code,
        Some(2),
        "no purpose is said"
    );
    let words = [
        "template",
        "promo_ultah",
        "--text",
        &sells,
        "--purpose",
        "promotion",
        "--lang",
        "id",
    ];
    assert_eq!(book.run(words).code, Some(0));
    let list = json(&kenal(&book, "message --list --json"));
    let all = list["templates"].as_array().unwrap();
    assert!(
        all.iter()
            .any(|one| one["name"] == "promo_ultah" && one["ships"] == false)
    );
    let other = ["birthday", "--text", &sells, "--purpose", "promotion"];
    let ran = book.run(["template"].into_iter().chain(other));
    assert_eq!(ran.code, Some(2), "{ran:?}");
    let visit = ["siap", "--text", &sells, "--purpose", "transactional"];
    let ran = book.run(["template"].into_iter().chain(visit));
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert_eq!(kenal(&book, "template birthday --reset").code, Some(0));
    assert_eq!(kenal(&book, "template birthday --lang id").out, shipped);
    assert_eq!(kenal(&book, "template birthday --reset").code, Some(1));
    assert_eq!(set("no-such-file", "birthday").code, Some(66));
    let names = kenal(&book, "template --placeholders").out;
    assert!(
        names.contains("{hadiah}") && names.contains("{gift}"),
        "{names}"
    );
}

#[test]
fn what_was_sent_already_is_marked_again_only_where_that_is_said() {
    let book = book();
    let send = "message B1234XYZ --template estimate --set work=brakes --set total=500 --mark-sent";
    let rows = || kenal(&book, "export messages --to -").out.lines().count() - 1;
    assert_eq!(kenal(&book, send).code, Some(0));
    for lang in ["en", "id"] {
        let ran = kenal(&book, &format!("{send} --lang {lang}"));
        assert_eq!((ran.code, rows()), (Some(65), 1), "{ran:?}");
        assert!(ran.err.contains("--again"), "{}", ran.err);
    }
    assert_eq!(kenal(&book, &format!("{send} --again")).code, Some(0));
    assert_eq!(rows(), 2);
    let alone = "message B1234XYZ --template estimate --again";
    assert_eq!(kenal(&book, alone).code, Some(2));
}

#[test]
fn the_table_of_messages_is_refused_past_the_program_too() {
    let book = book();
    let ran = kenal(&book, "message B1234XYZ --template natal --mark-sent");
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert_eq!(
        kenal(&book, "export messages --to -").out.lines().count(),
        1
    );
}

#[test]
fn whoever_is_greeted_at_a_feast_gets_a_message_each_and_nobody_else() {
    let book = Book::garage();
    let file = book.path("natal.csv").display().to_string();
    let merge = |words: &str| {
        let words = words.split(' ').chain(["--to", &file, "--json"]);
        let words = words.chain(["--overwrite", "--today", "2026-12-20"]);
        book.run(std::iter::once("message").chain(words))
    };
    let told = json(&merge("--feast natal"));
    assert_eq!(told["template"], "natal");
    let wishing = |feast: &str| {
        let words = ["segment", "--where", feast, "--json"];
        json(&book.run(words))["customers"]
            .as_array()
            .unwrap()
            .len() as u64
    };
    let left: u64 = told["left_out"]
        .as_object()
        .unwrap()
        .values()
        .filter_map(Value::as_u64)
        .sum();
    let messages = told["messages"].as_u64().unwrap();
    assert!(messages > 0, "{told}");
    // Everybody is in the file or left out for a reason, and who did not wish it for that one.
    let everybody = u64::try_from(book.number("SELECT count(*) FROM customer")).unwrap();
    assert_eq!(messages + left, everybody, "{told}");
    let wished = wishing("field.greetings ~ natal");
    let others = told["left_out"]["not_wished"].as_u64().unwrap();
    let no_contact = told["left_out"]["do_not_contact"].as_u64().unwrap_or(0);
    assert!((others + no_contact) >= everybody - wished, "{told}");
    // An offer comes past no one by way of a feast.
    let ran = merge("--feast natal --template win_back --set offer=oil");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    let ran = merge("--feast easter");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("easter"), "{}", ran.err);
}

#[test]
fn the_row_of_a_feast_counts_to_whom_its_messages_go_and_less_when_they_are_sent() {
    let book = Book::garage();
    let file = book.path("feast.csv").display().to_string();
    for (key, today) in [("mudik", "2027-02-18"), ("natal", "2026-12-24")] {
        let row = || {
            let list = json(&book.run(["today", "--json", "--today", today]));
            let mut rows = list["feasts"].as_array().unwrap().iter();
            let row = rows.find(|row| row["feast"] == key)?;
            Some(["customers", "done"].map(|many| row[many].as_u64().unwrap()))
        };
        let [customers, done] = row().unwrap();
        let words = [
            "message",
            "--feast",
            key,
            "--to",
            &file,
            "--overwrite",
            "--mark-sent",
            "--json",
        ];
        let told = json(&book.run(words.into_iter().chain(["--today", today])));
        // Whom the list does not mean, it tells beside those to whom nothing can be sent.
        let elsewhere = [
            "no_vehicle",
            "not_wished",
            "refused",
            "do_not_contact",
            "marked",
            "sent_already",
        ];
        let left = told["left_out"].as_object().unwrap().iter();
        let left = left.filter(|(why, _)| !elsewhere.contains(&why.as_str()));
        let left: u64 = left.filter_map(|(_, many)| many.as_u64()).sum();
        let messages = told["messages"].as_u64().unwrap();
        assert!(messages > 0 && done == 0, "{told}");
        assert_eq!(customers, messages + left, "{told}");
        assert_eq!(told["missing"], serde_json::json!({}), "{told}");
        // When all of it is done, the row goes.
        let after = Some([left, messages]).filter(|_| left > 0);
        assert_eq!(row(), after, "{key}");
    }
}

#[test]
fn the_card_tells_of_a_feast_that_its_customer_wishes_to_be_greeted_at() {
    let book = Book::garage();
    let wishing = book.json(["segment", "--where", "field.greetings ~ natal", "--json"]);
    let alone = "field.greetings ~ natal and consent.contact = no";
    let alone = book.json(["segment", "--where", alone, "--json"]);
    let codes = |told: &Value| {
        let all = told["customers"].as_array().unwrap().iter();
        let codes = all.map(|one| one["customer_id"].as_str().unwrap().to_owned());
        codes.collect::<Vec<_>>()
    };
    let alone = codes(&alone);
    let one = codes(&wishing).into_iter().find(|one| !alone.contains(one));
    let one = one.expect("somebody wishes it");
    for (today, tells) in [("2026-12-23", true), ("2026-12-01", false)] {
        let card = book.out(["show", &one, "--today", today]);
        assert_eq!(card.contains("wishes to be greeted"), tells, "{card}");
    }
}

#[test]
fn a_greeting_offers_nothing_in_words_either() {
    let book = book();
    for (lang, said) in [
        ("en", "A greeting carries no offers, and “DISKON” is one"),
        ("id", "padahal ada “DISKON”"),
    ] {
        let file = texts(&book, "own.txt", "Selamat {nama}! DISKON 20% ganti oli.");
        let words = ["template", "birthday", "--lang", lang, "--text", &file];
        let ran = book.run(words);
        assert_eq!(ran.code, Some(65), "{ran:?}");
        assert!(ran.err.contains(said), "{}", ran.err);
        let words = ["template", "win_back", "--lang", lang, "--text", &file];
        assert_eq!(book.run(words).code, Some(0));
    }
    let answer = |purpose: &str, yes: &str| {
        let words = format!("record consent --of c1 --purpose {purpose} --answer {yes}");
        assert_eq!(kenal(&book, &words).code, Some(0));
    };
    answer("birthday", "yes");
    let with = |set: &str| {
        let words = "message c1 --template birthday --lang id --set".split(' ');
        let words = words.map(str::to_owned);
        book.run(words.chain([set.to_owned()]))
    };
    let named = with("name=Diskon 50% oli");
    assert_eq!(named.code, Some(2), "{named:?}");
    assert!(named.err.contains("sudah diketahui"), "{}", named.err);
    assert_eq!(with("sapaan=Diskon 50% oli").code, Some(65));
    assert_eq!(with("sapaan=Kak").code, Some(0));
}

#[test]
fn a_list_of_a_feast_says_whom_it_leaves_out_and_why_as_that_of_a_segment_does() {
    let book = book();
    for (at, (name, wishes)) in [
        ("Sari", true),
        ("Tono", true),
        ("Wati", true),
        ("Ani", false),
    ]
    .into_iter()
    .enumerate()
    {
        let words = ["record", "customer", "--name", name, "--phone"];
        let phone = format!("08123456780{at}");
        book.out(words.into_iter().chain([phone.as_str()]));
        let code = format!("C-0000{}", book.number("SELECT count(*) FROM customer"));
        if wishes {
            book.out(["record", "customer", "--of", &code, "--greetings", "natal"]);
        }
    }
    let no = "record consent --of C-00002 --purpose contact --answer no";
    assert_eq!(kenal(&book, no).code, Some(0));
    let day = "--today 2026-12-24";
    let send = format!("message C-00003 --template natal --mark-sent {day}");
    assert_eq!(kenal(&book, &send).code, Some(0));
    let mark = format!("today --done C-00004 {day}");
    assert_eq!(kenal(&book, &mark).code, Some(0));
    let file = book.path("natal.csv").display().to_string();
    let words = format!("message --feast natal --to {file} --overwrite {day}");
    let told = json(&kenal(&book, &format!("{words} --json")));
    let left = &told["left_out"];
    assert_eq!(left["do_not_contact"], 1, "{told}");
    assert_eq!(left["not_wished"], 2, "{told}");
    assert_eq!(left["sent_already"], 1, "{told}");
    assert_eq!(left["marked"], 1, "{told}");
    assert_eq!(told["messages"], 0, "{told}");
    for (lang, said) in [
        ("en", "2 left out: have not wished this greeting"),
        ("id", "2 tidak ikut: tidak minta ucapan ini"),
    ] {
        let out = kenal(&book, &format!("{words} --lang {lang}")).out;
        assert!(out.contains(said), "{out}");
    }
}

#[test]
fn whoever_was_sent_a_text_of_the_shop_from_the_list_of_a_feast_is_greeted() {
    let book = book();
    book.out("record customer --name Rina --phone 081234567801".split(' '));
    book.out("record customer --of C-00002 --greetings natal".split(' '));
    let yes = "record consent --of C-00002 --purpose birthday --answer yes";
    assert_eq!(kenal(&book, yes).code, Some(0));
    let text = texts(&book, "natalku.txt", "Damai Natal, {nama}. — {bengkel}");
    let words = ["template", "natalku", "--purpose", "greeting", "--text"];
    book.out(words.into_iter().chain([text.as_str(), "--lang", "id"]));
    let send = |file: &str, words: &str| {
        let file = book.path(file).display().to_string();
        let words = format!("message --feast natal --to {file} --today 2026-12-24 --json{words}");
        json(&kenal(&book, &words))
    };
    let first = send("first.csv", " --template natalku --mark-sent");
    assert_eq!(first["messages"], 1, "{first}");
    let then = send("then.csv", "");
    assert_eq!(then["messages"], 0, "{then}");
    assert_eq!(then["left_out"]["marked"], 1, "{then}");
    book.out(["undo"]);
    assert_eq!(send("undone.csv", "")["messages"], 1);
}

#[test]
fn who_names_no_feast_is_told_exactly_those_there_are_and_one_without_a_text_what_it_needs() {
    let book = Book::empty();
    let settings = book.write("settings.toml", "");
    book.write(
        "holidays.toml",
        "[imlek]\noff = true\n\n[anniversary]\nname = \"Ulang tahun bengkel\"\nevery = \"12-23\"\n\
         greet = \"all\"\n\n[cuti]\nname = \"Cuti\"\nevery = \"12-24\"\ngreet = \"nobody\"\n",
    );
    let file = book.path("feast.csv").display().to_string();
    let settings = settings.display().to_string();
    let feast = |name: &str, lang: &str| {
        let words = ["message", "--feast", name, "--to", &file, "--lang", lang];
        book.run(
            words
                .into_iter()
                .chain(["--config", &settings, "--today", "2026-12-22"]),
        )
    };
    for lang in ["en", "id"] {
        let ran = feast("easter", lang);
        let names = " natal, mudik, nyepi, lebaran, waisak, kemerdekaan";
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.err.contains(names), "{}", ran.err);
        assert!(
            !ran.err.contains("imlek") && !ran.err.contains("cuti"),
            "{}",
            ran.err
        );
        assert!(!ran.err.contains("anniversary"), "{}", ran.err);
        let ran = feast("anniversary", lang);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        let make = "kenal template anniversary --purpose greeting --text";
        assert!(ran.err.contains(make), "{}", ran.err);
        assert_eq!(feast("cuti", lang).code, Some(65));
    }
    let text = texts(&book, "own.txt", "Kami berulang tahun, {nama}!");
    let words = format!("template anniversary --purpose greeting --text {text} --lang id");
    assert_eq!(kenal(&book, &words).code, Some(0));
    let ran = feast("easter", "en");
    assert!(ran.err.contains(" anniversary, natal, "), "{}", ran.err);
    let ran = feast("anniversary", "en");
    assert!(ran.out.contains("0 messages"), "{ran:?}");
}

#[test]
fn the_line_below_promotions_tells_how_to_stop_them_or_is_refused() {
    let book = book();
    let set = |text: &str, lang: &str| {
        let file = texts(&book, "stop.txt", text);
        kenal(
            &book,
            &format!("template stop_footer --text {file} --lang {lang}"),
        )
    };
    for (lang, text, said) in [
        ("en", "Warm regards from all of us!", "unsubscribe"),
        ("id", "Salam hangat dari kami!", "cara berhenti"),
        ("en", "Never stop smiling!", "reply STOP"),
        ("id", "Balas STOP ke {bengkel}.", "bengkel"),
    ] {
        let ran = set(text, lang);
        assert_eq!(ran.code, Some(65), "{ran:?}");
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    assert_eq!(set("Ketik BERHENTI untuk berhenti.", "id").code, Some(0));
    let shown = kenal(&book, "template stop_footer --lang id").out;
    assert_eq!(shown, "Ketik BERHENTI untuk berhenti.\n");
}

#[test]
fn a_value_with_a_placeholder_in_it_is_refused_and_one_of_the_book_is_missing() {
    let book = book();
    let words = "message B1234XYZ --template estimate --set work=rem --set";
    for lang in ["en", "id"] {
        let ran = kenal(&book, &format!("{words} total={{nama}} --lang {lang}"));
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.err.contains("{nama}"), "{}", ran.err);
    }
    assert_eq!(kenal(&book, &format!("{words} total=500")).code, Some(0));
    book.sql("UPDATE vehicle SET make = '{merk}'");
    let ran = kenal(&book, &format!("{words} total=500"));
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(
        ran.err.contains("“{merk}”") && ran.out.is_empty(),
        "{ran:?}"
    );
    let ran = kenal(&book, &format!("{words} total=500 --set vehicle=Avanza"));
    assert!(ran.out.contains("Avanza"), "{ran:?}");
}

#[test]
fn how_it_goes_since_a_visit_is_asked_for_two_weeks() {
    let book = book();
    let visit = "record visit --plate B1234XYZ --total 5 --date 2026-11-01";
    assert_eq!(kenal(&book, visit).code, Some(0));
    let ask = |today: &str, lang: &str| {
        let words =
            format!("message B1234XYZ --template check_after --today {today} --lang {lang}");
        kenal(&book, &words)
    };
    assert_eq!(ask("2026-11-15", "en").code, Some(0));
    for (lang, said) in [("en", "until 15 Nov 2026"), ("id", "sampai 15 Nov 2026")] {
        let ran = ask("2027-06-01", lang);
        assert_eq!(ran.code, Some(65), "{ran:?}");
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}

/// Everybody in a segment, and whether they agreed to greetings.
fn asked(book: &Book) {
    let ran = kenal(book, "segment Everybody --where visits>=0");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let all = book.json(["segment", "Everybody", "--json"]);
    for one in all["customers"].as_array().unwrap() {
        let code = one["customer_id"].as_str().unwrap();
        book.out([
            "record",
            "consent",
            "--of",
            code,
            "--purpose",
            "birthday",
            "--answer",
            "yes",
        ]);
    }
}

#[test]
fn a_birthday_greeting_goes_only_near_a_birthday_and_never_to_a_company() {
    let book = book();
    for words in [
        "record customer --name Sari --phone 081234567891 --birthday 5/3/1990",
        "record customer --name Tono --phone 081234567892",
    ] {
        assert_eq!(kenal(&book, words).code, Some(0));
    }
    book.out([
        "record",
        "customer",
        "--name",
        "PT Karya",
        "--phone",
        "081234567893",
    ]);
    book.sql("UPDATE customer SET kind = 'company', birth_day = 26, birth_month = 11 WHERE id = 4");
    asked(&book);
    let send = |who: &str, lang: &str| {
        kenal(
            &book,
            &format!("message {who} --template birthday --lang {lang}"),
        )
    };
    assert_eq!(send("c1", "en").code, Some(0));
    for (who, en, id) in [
        ("c2", "on 5 Mar 2027", "5 Mar 2027"),
        ("c3", "not in the book", "belum tercatat"),
        ("c4", "a company has none", "perusahaan tidak"),
    ] {
        for (lang, why) in [("en", en), ("id", id)] {
            let ran = send(who, lang);
            assert_eq!(ran.code, Some(65), "{ran:?}");
            assert!(ran.err.contains(why) && ran.out.is_empty(), "{ran:?}");
        }
    }
    let file = book.path("merge.csv").display().to_string();
    let merge = [
        "message",
        "--segment",
        "Everybody",
        "--template",
        "birthday",
        "--to",
        &file,
        "--overwrite",
    ];
    let told = book.json(merge.into_iter().chain(["--json"]));
    let left = &told["left_out"];
    assert_eq!(
        (&told["messages"], &left["no_birthday"], &left["not_near"]),
        (&1.into(), &2.into(), &1.into())
    );
    let said = book.out(merge);
    assert!(
        said.contains("2 left out: no birthday in the book"),
        "{said}"
    );
}

#[test]
fn the_message_of_a_feast_waits_for_its_feast_and_no_birthday_goes_with_it() {
    let book = Book::garage();
    let file = book.path("feast.csv");
    let to = file.display().to_string();
    let merge = |words: &str| {
        let words = format!("message {words} --to");
        book.run(words.split(' ').chain([to.as_str()]))
    };
    for (words, code, why) in [
        (
            "--feast natal",
            65,
            "on 25 Dec 2026: this message fits from 18 Dec 2026 on",
        ),
        (
            "--feast lebaran --template birthday",
            2,
            "birthday is not the message of this feast",
        ),
        (
            "--feast natal --template birthday_gift --today 2026-12-24",
            2,
            "birthday_gift is not",
        ),
        (
            "--feast natal --template nyepi --today 2026-12-24",
            2,
            "nyepi is not",
        ),
        (
            "--feast natal --template service_due --today 2026-12-24",
            2,
            "it is for: service reminder, and this takes only: greeting.\nHint: These fit: natal.",
        ),
        (
            "--feast mudik --template lebaran --today 2027-02-20",
            2,
            "These fit: service_due, service_overdue, mudik",
        ),
    ] {
        let ran = merge(words);
        assert_eq!(ran.code, Some(code), "{ran:?}");
        assert!(ran.err.contains(why), "{words}: {}", ran.err);
        assert!(!file.exists(), "{words}");
    }
    // A greeting of the shop's own goes at any feast.
    let own = book.write("selamat.txt", "Selamat, {sapaan} {nama}! — {bengkel}");
    let own = own.display().to_string();
    book.out([
        "template",
        "selamat",
        "--purpose",
        "greeting",
        "--text",
        &own,
    ]);
    let ran = merge("--feast natal --template selamat --today 2026-12-24");
    assert!(ran.out.contains("messages are in"), "{ran:?}");
    let one = kenal(&book, "message c1 --template lebaran --lang id");
    assert_eq!(one.code, Some(65), "{one:?}");
}

#[test]
fn a_message_is_in_the_language_of_the_customer_then_of_the_shop_then_of_the_program() {
    let book = book();
    let words = "message c1 --template estimate --set work=rem --set total=5";
    let said = |more: &str| kenal(&book, &format!("{words}{more}")).out;
    // Where nobody says anything, to an Indonesian phone in Indonesian.
    assert!(said("").starts_with("Halo Pak Budi"));
    book.sql("UPDATE phone SET e164 = '+6581234567', raw = '+65 8123 4567'");
    assert!(said("").starts_with("Hi Budi") && said(" --lang id").starts_with("Halo Pak Budi"));
    assert!(said(" --in id").starts_with("Halo Pak Budi"));
    book.sql("INSERT INTO shop (key, value) VALUES ('message_language', 'id')");
    assert!(said("").starts_with("Halo Pak Budi"));
    book.sql("INSERT INTO customer_field (customer_id, key, value) VALUES (1, 'language', 'en')");
    assert!(said(" --lang id").starts_with("Hi Budi"));
    assert!(said(" --in id").starts_with("Halo Pak Budi"));
    assert_eq!(kenal(&book, &format!("{words} --in fr")).code, Some(2));
    // A list has everybody in their own.
    let sari = "record customer --name Sari --phone 081234567891";
    assert_eq!(kenal(&book, sari).code, Some(0));
    assert_eq!(
        kenal(&book, "segment Everybody --where visits>=0").code,
        Some(0)
    );
    let file = book.path("both.csv").display().to_string();
    let merge = "message --segment Everybody --template ready --set vehicle=x --set plate=y --set total=5 --set close=17 --to";
    let ran = book.run(merge.split(' ').chain([file.as_str()]));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let rows = fs::read_to_string(&file).unwrap();
    assert!(
        rows.contains("Hi Budi") && rows.contains("Halo Bapak/Ibu Sari"),
        "{rows}"
    );
}

#[test]
fn a_list_that_is_marked_twice_leaves_out_whom_it_went_to_and_says_how_many() {
    let book = book();
    assert_eq!(
        kenal(&book, "segment Everybody --where visits>=0").code,
        Some(0)
    );
    let file = book.path("twice.csv").display().to_string();
    let merge = |more: &[&str]| {
        let words = "message --segment Everybody --template estimate --set work=rem --set total=5 --mark-sent --overwrite --to";
        let words = words.split(' ').chain([file.as_str()]);
        book.run(words.chain(more.iter().copied()))
    };
    let rows = || kenal(&book, "export messages --to -").out.lines().count() - 1;
    assert_eq!((merge(&[]).code, rows()), (Some(0), 1));
    let second = merge(&[]);
    assert_eq!((second.code, rows()), (Some(1), 1), "{second:?}");
    assert!(
        second.out.contains("1 left out: was sent it already"),
        "{second:?}"
    );
    let told = json(&merge(&["--json"]));
    assert_eq!(
        (&told["messages"], &told["left_out"]["sent_already"]),
        (&0.into(), &1.into())
    );
    assert_eq!((merge(&["--again"]).code, rows()), (Some(0), 2));
    // On another day it may be said again.
    assert_eq!(
        (merge(&["--today", "2026-11-23"]).code, rows()),
        (Some(0), 3)
    );
}

#[test]
fn what_offers_something_goes_only_to_who_said_yes_to_promotions_whatever_its_template_is_for() {
    let book = book();
    let offer = texts(
        &book,
        "offer.txt",
        "Halo {nama}, servis bulan ini diskon 20 %.",
    );
    let words = format!("template servis --text {offer} --lang id --purpose service_reminder");
    let ran = kenal(&book, &words);
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(ran.err.contains("“diskon”"), "{}", ran.err);
    let words = format!("template servis --text {offer} --lang id --purpose promotion");
    assert_eq!(kenal(&book, &words).code, Some(0));
    // One that ships becomes a promotion too, and what it was when the words go.
    let words = format!("template service_due --text {offer} --lang id");
    assert_eq!(kenal(&book, &words).code, Some(65));
    let promotes = format!("{words} --purpose promotion");
    let ran = kenal(&book, &promotes);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let listed = json(&kenal(&book, "template service_due --json"));
    assert_eq!(listed["purpose"], "promotion");
    assert_eq!(listed["offers"], "diskon");
    for template in ["servis", "service_due"] {
        let words = format!("message B1234XYZ --template {template} --lang id --mark-sent");
        let ran = kenal(&book, &words);
        assert_eq!(ran.code, Some(65), "{ran:?}");
        assert!(ran.err.contains("promosi"), "{}", ran.err);
    }
    // What is said on the command line is looked at as well.
    let set = [
        "message",
        "B1234XYZ",
        "--template",
        "estimate",
        "--set",
        "total=500",
    ];
    let ran = book.run(set.iter().chain(&["--set", "work=free wash", "--in", "en"]));
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(ran.err.contains("“free” offers something"), "{}", ran.err);
    let plain = texts(&book, "plain.txt", "Halo {nama}, sudah waktunya servis.");
    let words = format!("template service_due --text {plain} --lang id");
    assert_eq!(kenal(&book, &words).code, Some(0));
    let ran = kenal(
        &book,
        "message B1234XYZ --template service_due --in id --json",
    );
    assert_eq!(json(&ran)["purpose"], "service_reminder");
    let file = book.path("out.csv").display().to_string();
    kenal(&book, "segment Semua --where visits>=0");
    let words = format!("message --segment semua --template servis --to {file} --json");
    let told = json(&kenal(&book, &words));
    assert_eq!(
        (&told["messages"], &told["left_out"]["not_asked"]),
        (&0.into(), &1.into())
    );
}
