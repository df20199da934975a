//! Feasts that are not near: their messages wait.

use super::feast::A_WEEK;
use super::{Calendar, Feast};
use crate::domain::trade::Word;
use crate::domain::{Day, Greeting};

/// A feast that is not near on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FarFeast {
    /// Its section in the file, and the key of its message: `lebaran`.
    pub key: String,
    /// What the shop calls it.
    pub name: Word,
    /// Its next day, or the first of a stretch; `None` where none is known within a year.
    pub day: Option<Day>,
    /// From which day on its message fits.
    pub from: Option<Day>,
}

impl Calendar {
    /// The feasts that are neither told within a week, nor near enough for a greeting still to fit;
    /// those that customers may wish and of which this calendar knows nothing, too.
    pub fn far(&self, today: Day) -> Vec<FarFeast> {
        let near = self.near(today, A_WEEK);
        let is_near = |feast: &&Feast| near.iter().any(|one| one.feast.key == feast.key);
        let known = self.feasts().filter(|feast| !is_near(feast));
        let known = known.map(|feast| {
            let next = self.next(&feast.key, today);
            FarFeast {
                key: feast.key.clone(),
                name: feast.name.clone(),
                day: next.map(|coming| coming.day),
                from: next.map(|coming| coming.message_days().0),
            }
        });
        let unknown = Greeting::ALL.map(Greeting::key).into_iter();
        let unknown = unknown.filter(|key| self.feasts().all(|feast| feast.key != *key));
        let unknown = unknown.map(|key| FarFeast {
            key: key.to_owned(),
            name: Word::same(key),
            day: None,
            from: None,
        });
        known.chain(unknown).collect()
    }
}
