//! The form in which the book keeps a filter. It may grow, and never changes:
//!
//! ```json
//! {"join": "all", "conditions": [
//!   {"field": "days_silent", "test": {"number": {"above": 90}}},
//!   {"field": "city", "not": true, "test": {"is": ["Bogor"]}}]}
//! ```

use serde::{Deserialize, Serialize, Serializer};

use super::{Condition, Field, Figure, Filter, Join, Mistake, Problem, Test, When, word};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    join: KeptJoin,
    conditions: Vec<KeptCondition>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptJoin {
    All,
    Any,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptCondition {
    field: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    not: bool,
    test: Test,
}

impl Filter {
    /// The longest form that the book keeps, in bytes.
    pub const LONGEST: usize = 20_000;

    /// The form in which the book keeps it.
    pub fn to_json(&self) -> String {
        let join = match self.join {
            Join::All => KeptJoin::All,
            Join::Any => KeptJoin::Any,
        };
        let condition = |condition: &Condition| KeptCondition {
            field: condition.field.name().into_owned(),
            not: condition.not,
            test: condition.test.clone(),
        };
        let conditions = self.conditions.iter().map(condition).collect();
        // Only a map with keys that are no text could fail.
        serde_json::to_string(&Kept { join, conditions }).unwrap_or_default()
    }

    /// Reads that form. What the trade or the shop has thrown away since may still be asked for.
    ///
    /// # Errors
    /// When a part of it is unknown, as in a filter of a newer version, or does not fit.
    pub fn from_json(text: &str) -> Result<Self, Mistake> {
        if text.len() > Self::LONGEST {
            return Err(Problem::TooLong.into());
        }
        let kept: Kept =
            serde_json::from_str(text).map_err(|error| Problem::NotOurs(error.to_string()))?;
        let conditions = kept.conditions.into_iter().map(KeptCondition::into_ours);
        let join = match kept.join {
            KeptJoin::All => Join::All,
            KeptJoin::Any => Join::Any,
        };
        let filter = Self::new(join, conditions.collect::<Result<_, _>>()?);
        if filter.conditions.len() > Self::MOST {
            return Err(Problem::TooLong.into());
        }
        Ok(filter)
    }
}

impl KeptCondition {
    fn into_ours(self) -> Result<Condition, Mistake> {
        let Some(field) = Field::named(&self.field) else {
            return Err(Problem::NoField(self.field).into());
        };
        let kind = match &field {
            Field::Fact(fact) => Some(fact.kind()),
            Field::Consent(_) => Some(super::Kind::Choice),
            Field::Own(_) => None,
        };
        if !self.test.fits(kind) {
            let asked = word::of(&self.test).to_owned();
            let field = self.field;
            return Err(Problem::CannotAsk { field, asked }.into());
        }
        self.test.is_sound(&field.choices_of_all_trades())?;
        Ok(Condition {
            field,
            not: self.not,
            test: self.test,
        })
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        // Up to its largest a number of three decimals is told exactly.
        #[expect(clippy::cast_precision_loss, reason = "a figure has 40 bits")]
        let number = self.0 as f64 / 1000.0;
        if self.0 % 1000 == 0 {
            to.serialize_i64(self.0 / 1000)
        } else {
            to.serialize_f64(number)
        }
    }
}

impl TryFrom<serde_json::Number> for Figure {
    type Error = Problem;

    fn try_from(number: serde_json::Number) -> Result<Self, Problem> {
        let text = number.to_string();
        Self::parse(&text).ok_or(Problem::NotANumber(text))
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl TryFrom<String> for When {
    type Error = Problem;

    fn try_from(text: String) -> Result<Self, Problem> {
        Self::parse(&text).ok_or(Problem::NotADay(text))
    }
}
