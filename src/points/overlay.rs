//! Rules out of a file: what it does not say stays as it is.

use toml::{Table, Value};

use super::{Rule, RuleError};

/// One thing in which two rules differ, under the name that it has in a file: for programs. People are told in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// `earn_per`, `redeem.step`, `tier.Gold.percent`.
    pub field: String,
    /// As it was; `None` where there was no such thing.
    pub was: Option<String>,
    /// As it is; `None` where there is no such thing any more.
    pub is: Option<String>,
}

impl Rule {
    /// Reads a rule from a TOML file's text. What it does not say is as in `base`: one number may be
    /// a file. A list that it names is meant whole, but a tier that it names again keeps share and
    /// promise where nothing is said of them.
    ///
    /// # Errors
    /// When it cannot be read, or a number is out of its range.
    pub fn from_toml(text: &str, base: &Rule) -> Result<Self, RuleError> {
        // Alone first: what cannot be read is told with its line.
        let _: Self = toml::from_str(text).map_err(|error| unreadable(&error))?;
        let mut said: Table = toml::from_str(text).map_err(|error| unreadable(&error))?;
        let mut whole = table(base);
        if let Some(Value::Array(tiers)) = said.get_mut("tier") {
            let known = whole.get("tier").and_then(Value::as_array);
            fill_tiers(tiers, known.map_or(&[], Vec::as_slice));
        }
        for (field, value) in said {
            match (whole.get_mut(&field), value) {
                (Some(Value::Table(known)), Value::Table(said)) => known.extend(said),
                (_, value) => drop(whole.insert(field, value)),
            }
        }
        let rule: Self = whole.try_into().map_err(|error| unreadable(&error))?;
        rule.checked()
    }

    /// What differs here from `was`, over `base`: what somebody changed while other rules were in sight than those that
    /// it is for.
    #[must_use]
    pub fn over(&self, was: &Rule, base: &Rule) -> Self {
        let mut whole = table(base);
        put_over(&mut whole, table(self), &table(was));
        // Every value comes out of a rule.
        whole.try_into().unwrap_or_else(|_| self.clone())
    }

    /// In what another rule differs from this one, in the order of a file.
    pub fn differences(&self, other: &Rule) -> Vec<Difference> {
        let [was, is] = [self, other].map(|rule| {
            let mut flat = Vec::new();
            flatten("", &Value::Table(table(rule)), &mut flat);
            flat
        });
        let find = |flat: &[(String, String)], field: &str| {
            let found = flat.iter().find(|(name, _)| name == field);
            found.map(|(_, value)| value.clone())
        };
        let gone = was.iter().filter(|(field, _)| find(&is, field).is_none());
        let fields = is.iter().chain(gone).map(|(field, _)| field.clone());
        let told = fields.map(|field| Difference {
            was: find(&was, &field),
            is: find(&is, &field),
            field,
        });
        // An empty list and none are the same.
        let said = |side: &Option<String>| side.clone().unwrap_or_default();
        told.filter(|told| said(&told.was) != said(&told.is))
            .collect()
    }
}

fn put_over(whole: &mut Table, mine: Table, was: &Table) {
    for (field, value) in mine {
        match (whole.get_mut(&field), value, was.get(&field)) {
            (_, value, Some(known)) if value == *known => {}
            (Some(Value::Table(whole)), Value::Table(mine), Some(Value::Table(was))) => {
                put_over(whole, mine, was);
            }
            (_, value, _) => drop(whole.insert(field, value)),
        }
    }
}

fn unreadable(error: &toml::de::Error) -> RuleError {
    RuleError::Unreadable(error.to_string())
}

/// A rule as a file has it.
fn table(rule: &Rule) -> Table {
    Table::try_from(rule).unwrap_or_default()
}

/// What is not said of a tier is as it was under that name.
fn fill_tiers(tiers: &mut [Value], known: &[Value]) {
    for tier in tiers {
        let Value::Table(tier) = tier else { continue };
        let same = |other: &&Value| other.get("name") == tier.get("name");
        let known = known.iter().find(same).and_then(Value::as_table);
        for (field, value) in known.into_iter().flatten() {
            tier.entry(field).or_insert_with(|| value.clone());
        }
    }
}

/// Every plain value with its name; parts of a list are named by what they say first.
fn flatten(name: &str, value: &Value, flat: &mut Vec<(String, String)>) {
    let under = |part: &str| match name {
        "" => part.to_owned(),
        name => format!("{name}.{part}"),
    };
    match value {
        Value::Table(table) => {
            for (field, value) in table {
                flatten(&under(field), value, flat);
            }
        }
        Value::Array(parts) if !parts.is_empty() && parts.iter().all(Value::is_table) => {
            for part in parts.iter().filter_map(Value::as_table) {
                flatten(&under(&called(part)), &Value::Table(part.clone()), flat);
            }
        }
        Value::Array(words) => flat.push((name.to_owned(), joined(words))),
        value => flat.push((name.to_owned(), plain(value))),
    }
}

/// A tier by its name, work by its words, days by both ends.
fn called(part: &Table) -> String {
    let text = |field: &str| part.get(field).map(plain);
    let days = || Some(format!("{}–{}", text("from")?, text("until")?));
    let words = || Some(joined(part.get("words")?.as_array()?));
    text("name")
        .or_else(words)
        .or_else(days)
        .unwrap_or_default()
}

fn joined(words: &[Value]) -> String {
    let words: Vec<String> = words.iter().map(plain).collect();
    words.join(", ")
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
