//! The file of feasts: text in, a calendar and all its mistakes out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use chrono::Datelike;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::feast::{Calendar, Feast, Greets, When};
use super::mistake::{Mistake, Problem, Wanted};
use crate::domain::trade::Word;
use crate::domain::{Day, Greeting};

/// What ships.
const SHIPPED: &str = include_str!("../../assets/holidays.toml");
/// The longest name and key, in characters.
const NAME_CHARS: usize = 60;
/// The most days ahead, after and before.
const MOST_DAYS: u16 = 300;
/// Days ahead on which a feast is told that does not say it.
const AHEAD: u16 = 7;
/// Days after a feast on which a greeting still fits where it does not say it.
const AFTER: u16 = 3;

type Value<'a> = Spanned<DeValue<'a>>;
type Key<'a> = Spanned<Cow<'a, str>>;

impl Calendar {
    /// The feasts that ship with the program.
    pub fn shipped() -> Self {
        Self::default().with(SHIPPED).0
    }

    /// This calendar with what a file adds and changes. What is right counts even beside mistakes.
    #[must_use]
    pub fn with(self, text: &str) -> (Self, Vec<Mistake>) {
        let mut reader = Reader {
            text,
            mistakes: Vec::new(),
            calendar: self,
            befores: Vec::new(),
        };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let at = error.span().unwrap_or(0..0);
            reader.mistake(at, Problem::NotToml(error.message().to_owned()));
        }
        for (key, value) in table.get_ref() {
            reader.section(key, value);
        }
        reader.targets();
        reader.done()
    }
}

struct Reader<'a> {
    text: &'a str,
    mistakes: Vec<Mistake>,
    calendar: Calendar,
    /// Stretches, and where they name the feast before which they lie.
    befores: Vec<(String, Range<usize>)>,
}

/// What a section says.
#[derive(Default)]
struct Section {
    name: Option<Word>,
    greets: Option<Greets>,
    ahead: Option<u16>,
    after: Option<u16>,
    every: Option<(u32, u32)>,
    days: BTreeMap<Day, bool>,
    before: Option<When>,
    off: bool,
    /// Whether something in it is wrong: what is missing then may be just that.
    mistaken: bool,
}

impl Reader<'_> {
    fn mistake(&mut self, at: Range<usize>, problem: Problem) {
        let before = self.text.get(..at.start).unwrap_or(self.text);
        let line = Some(before.matches('\n').count() + 1);
        self.mistakes.push(Mistake { line, problem });
    }

    /// The calendar, and the mistakes by line. In a line that is not TOML whatever else was made of
    /// it is noise.
    fn done(mut self) -> (Calendar, Vec<Mistake>) {
        let is_syntax = |mistake: &Mistake| matches!(mistake.problem, Problem::NotToml(_));
        let broken: Vec<_> = self.mistakes.iter().filter(|one| is_syntax(one)).collect();
        let broken: Vec<_> = broken.into_iter().map(|one| one.line).collect();
        self.mistakes
            .retain(|one| is_syntax(one) || !broken.contains(&one.line));
        self.mistakes.sort_by_key(|mistake| mistake.line);
        (self.calendar, self.mistakes)
    }

    fn section(&mut self, key: &Key<'_>, value: &Value<'_>) {
        let name = key.get_ref().as_ref();
        let Some(table) = value.get_ref().as_table() else {
            self.mistake(key.span(), Problem::NoSection(name.to_owned()));
            return;
        };
        let mut section = Section::default();
        let before = self.mistakes.len();
        for (word, value) in table {
            self.word(name, word, value, &mut section);
        }
        if section.off {
            self.calendar.feasts.remove(name);
            return;
        }
        section.mistaken = self.mistakes.len() > before;
        self.put(key, section);
    }

    fn word(&mut self, section: &str, word: &Key<'_>, value: &Value<'_>, into: &mut Section) {
        let name = word.get_ref().as_ref();
        match name {
            "name" => into.name = self.name(value),
            "every" => into.every = self.every(value),
            "days" => self.days(name, value, false, &mut into.days),
            "expected" => self.days(name, value, true, &mut into.days),
            "before" => into.before = self.before(section, value),
            "greet" => into.greets = self.greets(section, value),
            "ahead" => into.ahead = self.distance(name, value),
            "after" => into.after = self.distance(name, value),
            "off" => match value.get_ref().as_bool() {
                Some(off) => into.off = off,
                None => self.wrong(name, value, Wanted::Flag),
            },
            _ => self.mistake(word.span(), Problem::UnknownWord(name.to_owned())),
        }
    }

    fn wrong(&mut self, name: &str, value: &Value<'_>, wanted: Wanted) {
        self.mistake(value.span(), Problem::WrongType(name.to_owned(), wanted));
    }

    fn text_of<'v>(&mut self, name: &str, value: &'v Value<'_>) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(name, value, Wanted::Text);
        }
        text
    }

    /// A name for both languages, or one for each.
    fn name(&mut self, value: &Value<'_>) -> Option<Word> {
        let fits = |text: &str| text.trim().chars().take(NAME_CHARS).collect::<String>();
        if let Some(text) = value.get_ref().as_str() {
            return Some(Word::same(&fits(text))).filter(|word| !word.en.is_empty());
        }
        let Some(table) = value.get_ref().as_table() else {
            self.wrong("name", value, Wanted::Text);
            return None;
        };
        let of = |lang: &str| {
            let mut found = table.iter().filter(|(key, _)| key.get_ref() == lang);
            found.find_map(|(_, value)| value.get_ref().as_str().map(fits))
        };
        let (en, id) = (of("en"), of("id"));
        if en.is_none() && id.is_none() {
            self.wrong("name", value, Wanted::Table);
        }
        let one = en.clone().or_else(|| id.clone())?;
        Some(Word {
            en: en.unwrap_or_else(|| one.clone()),
            id: id.unwrap_or(one),
        })
    }

    /// `05-17`: month and day.
    fn every(&mut self, value: &Value<'_>) -> Option<(u32, u32)> {
        let text = self.text_of("every", value)?;
        // 2000 had a 29 February.
        let day: Option<Day> = format!("2000-{}", text.trim()).parse().ok();
        let day = day.filter(|_| text.trim().len() == 5);
        if day.is_none() {
            self.mistake(value.span(), Problem::NoDay(text.to_owned()));
        }
        day.map(|day| (day.month(), day.day()))
    }

    fn days(
        &mut self,
        name: &str,
        value: &Value<'_>,
        expected: bool,
        into: &mut BTreeMap<Day, bool>,
    ) {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(name, value, Wanted::Days);
            return;
        };
        for item in items {
            let text = match item.get_ref() {
                DeValue::String(text) => text.trim().to_owned(),
                DeValue::Datetime(date) => date.to_string(),
                _ => {
                    self.wrong(name, item, Wanted::Days);
                    continue;
                }
            };
            let day: Option<Day> = text.parse().ok();
            match day.filter(|day| (1900..=2999).contains(&day.year())) {
                Some(day) => {
                    into.insert(day, expected);
                }
                None => self.mistake(item.span(), Problem::NoDay(text)),
            }
        }
    }

    fn before(&mut self, section: &str, value: &Value<'_>) -> Option<When> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong("before", value, Wanted::Table);
            return None;
        };
        let (mut feast, mut first, mut last) = (None, None, Some(0));
        for (word, value) in table {
            match word.get_ref().as_ref() {
                "feast" => {
                    feast = self.text_of("feast", value).map(str::to_owned);
                    self.befores.push((section.to_owned(), value.span()));
                }
                "first" => first = self.distance("first", value),
                "last" => last = self.distance("last", value),
                other => self.mistake(word.span(), Problem::UnknownWord(other.to_owned())),
            }
        }
        let (Some(feast), Some(first), Some(last)) = (feast, first, last) else {
            self.wrong("before", value, Wanted::Table);
            return None;
        };
        if last > first {
            self.mistake(value.span(), Problem::NoDistance(last.to_string()));
            return None;
        }
        Some(When::Before { feast, first, last })
    }

    fn distance(&mut self, name: &str, value: &Value<'_>) -> Option<u16> {
        let Some(number) = value.get_ref().as_integer() else {
            self.wrong(name, value, Wanted::Number);
            return None;
        };
        let text = number.as_str().replace('_', "");
        let days = text.parse().ok().filter(|days| *days <= MOST_DAYS);
        if days.is_none() {
            self.mistake(value.span(), Problem::NoDistance(text));
        }
        days
    }

    fn greets(&mut self, section: &str, value: &Value<'_>) -> Option<Greets> {
        let text = self.text_of("greet", value)?;
        let mut chosen = Greeting::ALL.into_iter();
        let greets = match text {
            // At a religious feast nobody is greeted who did not wish it.
            "all" if Greeting::at(section).is_none() => Some(Greets::All),
            "vehicles" => Some(Greets::Vehicles),
            "nobody" => Some(Greets::Nobody),
            "chosen" => chosen.find(|one| one.key() == section).map(Greets::Chosen),
            _ => None,
        };
        if greets.is_none() {
            self.mistake(value.span(), Problem::NoGreet(text.to_owned()));
        }
        greets
    }

    /// Puts a section over the feast of its name, or makes a new one.
    fn put(&mut self, key: &Key<'_>, section: Section) {
        let name = key.get_ref().as_ref();
        let known = self.calendar.feasts.get(name).cloned();
        let times = [
            section.every.is_some(),
            !section.days.is_empty(),
            section.before.is_some(),
        ];
        if times.iter().filter(|said| **said).count() > 1 {
            self.mistake(key.span(), Problem::TwoTimes(name.to_owned()));
            return;
        }
        let every = section
            .every
            .map(|(month, day)| When::Yearly { month, day });
        let days = (!section.days.is_empty()).then_some(section.days);
        let when = match (every.or(section.before), days, known.as_ref()) {
            (Some(when), ..) => when,
            (None, Some(days), known) => When::Days(over(known, days)),
            (None, None, Some(known)) => known.when.clone(),
            (None, None, None) => {
                if !section.mistaken {
                    self.mistake(key.span(), Problem::Never(name.to_owned()));
                }
                return;
            }
        };
        let is_stretch = matches!(when, When::Before { .. });
        let usual = |days: u16| if is_stretch { 0 } else { days };
        let Some(called) = section
            .name
            .or_else(|| known.as_ref().map(|one| one.name.clone()))
        else {
            self.mistake(key.span(), Problem::Nameless(name.to_owned()));
            return;
        };
        let before = known.as_ref();
        let feast = Feast {
            key: name.chars().take(NAME_CHARS).collect(),
            name: called,
            greets: section
                .greets
                .or(before.map(|one| one.greets))
                .unwrap_or(Greets::All),
            ahead: section
                .ahead
                .or(before.map(|one| one.ahead))
                .unwrap_or_else(|| usual(AHEAD)),
            after: section
                .after
                .or(before.map(|one| one.after))
                .unwrap_or_else(|| usual(AFTER)),
            when,
        };
        self.calendar.feasts.insert(feast.key.clone(), feast);
    }

    /// Takes away stretches before a feast that is not there.
    fn targets(&mut self) {
        for (section, at) in std::mem::take(&mut self.befores) {
            let Some(When::Before { feast, .. }) =
                self.calendar.feasts.get(&section).map(|one| &one.when)
            else {
                continue;
            };
            let target = self.calendar.feasts.get(feast);
            if target.is_none_or(|one| matches!(one.when, When::Before { .. })) {
                let feast = feast.clone();
                self.calendar.feasts.remove(&section);
                self.mistake(at, Problem::NoFeast(feast));
            }
        }
    }
}

/// Dates over those that are known: a year that is named anew loses the dates it had.
fn over(known: Option<&Feast>, days: BTreeMap<Day, bool>) -> BTreeMap<Day, bool> {
    let mut all = match known.map(|feast| &feast.when) {
        Some(When::Days(known)) => known.clone(),
        _ => BTreeMap::new(),
    };
    all.retain(|known, _| days.keys().all(|day| day.year() != known.year()));
    all.extend(days);
    all
}
