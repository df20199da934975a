// The sentences of `assets/text`, checked and turned into Rust. Shared by the build
// script and by the tests of `kenal::text`, so that the checker itself is tested.
//
// A file `desk.toml` with a line `title = "Matches"` gives the id `desk_title`. A
// sentence with placeholders becomes a function; `{n}` is a count, a whole number that
// is printed with grouping and chooses between `{ one = "…", other = "…" }`.

use std::{collections::BTreeMap, fmt::Write as _};

/// What one language says for one id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forms {
    /// For a count of exactly one, where the language makes the difference.
    pub one: Option<String>,
    /// For everything else.
    pub other: String,
}

/// One id with its sentences in both languages.
#[derive(Debug, Clone)]
pub struct Sentence {
    id: String,
    english: Forms,
    indonesian: Forms,
    /// Placeholders in the order in which the English sentence names them.
    arguments: Vec<String>,
}

/// Reads the files of one language, given as (area, content). Answers every mistake.
pub fn read(files: &[(String, String)]) -> Result<BTreeMap<String, Forms>, Vec<String>> {
    let mut all = BTreeMap::new();
    let mut mistakes = Vec::new();
    for (area, content) in files {
        match content.parse::<toml::Table>() {
            Err(error) => mistakes.push(format!("{area}.toml: {error}")),
            Ok(table) => {
                for (key, value) in &table {
                    if let Err(why) = add(&mut all, format!("{area}_{key}"), value) {
                        mistakes.push(format!("{area}.toml: {key}: {why}"));
                    }
                }
            }
        }
    }
    if mistakes.is_empty() {
        Ok(all)
    } else {
        Err(mistakes)
    }
}

fn add(all: &mut BTreeMap<String, Forms>, id: String, value: &toml::Value) -> Result<(), String> {
    check_id(&id)?;
    let forms = forms(value)?;
    arguments(&forms)?;
    match all.insert(id, forms) {
        None => Ok(()),
        Some(_) => Err("stands in another file too".to_owned()),
    }
}

fn check_id(id: &str) -> Result<(), String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if id.chars().all(plain) {
        Ok(())
    } else {
        Err("an id is made of a-z, 0-9 and _".to_owned())
    }
}

fn forms(value: &toml::Value) -> Result<Forms, String> {
    match value {
        toml::Value::String(text) => Ok(Forms {
            one: None,
            other: text.trim().to_owned(),
        }),
        toml::Value::Table(table) => {
            let text = |key: &str| table.get(key).and_then(toml::Value::as_str);
            if let Some(key) = table.keys().find(|key| *key != "one" && *key != "other") {
                return Err(format!("{key} is neither one nor other"));
            }
            let other = text("other")
                .ok_or("a plural needs the form other")?
                .trim()
                .to_owned();
            if !placeholders(&other)?.iter().any(|name| name == "n") {
                return Err("a plural counts by {n}".to_owned());
            }
            Ok(Forms {
                one: text("one").map(|one| one.trim().to_owned()),
                other,
            })
        }
        _ => Err("a sentence is text, or { one, other }".to_owned()),
    }
}

/// The names in braces, each once, in order.
fn placeholders(sentence: &str) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = Vec::new();
    let mut rest = sentence;
    while let Some(at) = rest.find(['{', '}']) {
        let inside = rest[at..].strip_prefix('{').ok_or("a } without its {")?;
        let (name, after) = inside.split_once('}').ok_or("a { without its }")?;
        check_id(name).map_err(|_| format!("{{{name}}} is not a placeholder"))?;
        if name.is_empty() {
            return Err("{} has no name".to_owned());
        }
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
        rest = after;
    }
    Ok(names)
}

/// All placeholders of a sentence. The form for one need not repeat the count.
fn arguments(forms: &Forms) -> Result<Vec<String>, String> {
    let names = placeholders(&forms.other)?;
    if let Some(one) = &forms.one {
        let of_one = placeholders(one)?;
        let missing = names
            .iter()
            .find(|name| *name != "n" && !of_one.contains(name));
        let extra = of_one.iter().find(|name| !names.contains(name));
        if let Some(name) = missing.or(extra) {
            return Err(format!("{{{name}}} stands in one form only"));
        }
    }
    Ok(names)
}

/// Puts the languages side by side. Answers every id that is missing on one side and
/// every placeholder that differs.
pub fn join(
    english: &BTreeMap<String, Forms>,
    indonesian: &BTreeMap<String, Forms>,
) -> Result<Vec<Sentence>, Vec<String>> {
    let mut mistakes: Vec<String> = indonesian
        .keys()
        .filter(|id| !english.contains_key(*id))
        .map(|id| format!("{id} is missing in English"))
        .collect();
    let mut sentences = Vec::new();
    for (id, forms) in english {
        let Some(other) = indonesian.get(id) else {
            mistakes.push(format!("{id} is missing in Indonesian"));
            continue;
        };
        match same_arguments(forms, other) {
            Err(why) => mistakes.push(format!("{id}: {why}")),
            Ok(arguments) => sentences.push(Sentence {
                id: id.clone(),
                english: forms.clone(),
                indonesian: other.clone(),
                arguments,
            }),
        }
    }
    if mistakes.is_empty() {
        Ok(sentences)
    } else {
        Err(mistakes)
    }
}

fn same_arguments(english: &Forms, indonesian: &Forms) -> Result<Vec<String>, String> {
    let (ours, theirs) = (arguments(english)?, arguments(indonesian)?);
    let differs =
        |left: &[String], right: &[String]| left.iter().find(|name| !right.contains(name)).cloned();
    match differs(&ours, &theirs).or_else(|| differs(&theirs, &ours)) {
        Some(name) => Err(format!("{{{name}}} stands in one language only")),
        None => Ok(ours),
    }
}

/// The Rust that `kenal::text` includes: `enum Say` for sentences without arguments,
/// `mod say` with one function for each of the others.
pub fn rust(sentences: &[Sentence]) -> String {
    let (plain, with): (Vec<_>, Vec<_>) = sentences.iter().partition(|s| s.arguments.is_empty());
    let mut out = String::new();
    write_enum(&mut out, &plain);
    out.push_str("/// Sentences with something to fill in: one function each.\npub mod say {\n");
    out.push_str("use super::{Lang, count};\nuse std::fmt::Display;\n");
    for sentence in with {
        write_function(&mut out, sentence);
    }
    out.push_str("}\n");
    out
}

fn write_enum(out: &mut String, plain: &[&Sentence]) {
    out.push_str("/// A sentence without anything to fill in, so that tables can hold it.\n");
    out.push_str(
        "#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum Say {\n",
    );
    for sentence in plain {
        let _ = writeln!(out, "{}{},", doc(sentence), camel(&sentence.id));
    }
    out.push_str("}\nimpl Say {\n/// Every sentence, in the order of the ids.\npub const ALL: &'static [Say] = &[");
    for sentence in plain {
        let _ = write!(out, "Say::{},", camel(&sentence.id));
    }
    out.push_str("];\n");
    out.push_str(concat!(
        "/// The sentence in a language.\npub const fn in_(self, lang: Lang) -> &'static str {\n",
        "match lang { Lang::En => ENGLISH[self as usize], Lang::Id => INDONESIAN[self as usize] }\n}\n",
        "/// The id under which the text files hold it.\npub const fn id(self) -> &'static str { ID[self as usize] }\n}\n",
    ));
    // Statics: a constant would be repeated wherever a sentence is looked up, and each address in
    // each copy costs time at the start.
    for (name, pick) in [
        ("ID", (|s| &s.id) as fn(&Sentence) -> &String),
        ("ENGLISH", |s| &s.english.other),
        ("INDONESIAN", |s| &s.indonesian.other),
    ] {
        let _ = write!(out, "static {name}: [&str; {}] = [", plain.len());
        for sentence in plain {
            let _ = write!(out, "{:?},", pick(sentence));
        }
        out.push_str("];\n");
    }
}

fn write_function(out: &mut String, sentence: &Sentence) {
    let _ = write!(out, "{}pub fn {}(lang: Lang", doc(sentence), sentence.id);
    for name in &sentence.arguments {
        let kind = if name == "n" { "u64" } else { "impl Display" };
        let _ = write!(out, ", {name}: {kind}");
    }
    out.push_str(") -> String {\n");
    let arms = [("En", &sentence.english), ("Id", &sentence.indonesian)];
    if arms.iter().any(|(_, forms)| forms.one.is_some()) {
        out.push_str("let one = n == 1;\n");
    }
    if sentence.arguments.iter().any(|name| name == "n") {
        out.push_str("let n = count(lang, n);\n");
    }
    // Names beside each other read the same in both.
    if sentence.english == sentence.indonesian && sentence.english.one.is_none() {
        let _ = writeln!(
            out,
            "let _ = lang;\n{}\n}}",
            filled(&sentence.english.other)
        );
        return;
    }
    out.push_str("match lang {\n");
    for (lang, forms) in arms {
        if let Some(one) = &forms.one {
            let _ = writeln!(out, "Lang::{lang} if one => {},", filled(one));
        }
        let _ = writeln!(out, "Lang::{lang} => {},", filled(&forms.other));
    }
    out.push_str("}\n}\n");
}

/// The expression that puts the arguments into a sentence.
fn filled(sentence: &str) -> String {
    if sentence.contains('{') {
        format!("format!({sentence:?})")
    } else {
        format!("{sentence:?}.to_owned()")
    }
}

fn doc(sentence: &Sentence) -> String {
    let mut doc = String::new();
    let lines = sentence.english.other.lines();
    for line in lines.filter(|line| !line.is_empty()) {
        let _ = writeln!(doc, "/// `{line}`");
    }
    doc
}

fn camel(id: &str) -> String {
    id.split('_')
        .flat_map(|part| {
            let mut letters = part.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
        })
        .collect()
}
