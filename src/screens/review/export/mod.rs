//! The list that is shown, as a table for a file; where it shows the first of many, all of them.

mod columns;
mod values;

pub(super) use columns::columns;
pub(super) use values::values;

use super::WeeklyReview;
use super::model::{Opened, Sort};
use super::page::Part;
use crate::domain::export::Table;
use crate::insight::review::{Kind, Weekly};
use crate::protocol::{Context, ExportList, ExportRows, Reviewed, ReviewedList};
use crate::text::Lang;

/// What the screen offers; `None` where the list is empty.
pub(super) fn list(review: &WeeklyReview, context: &Context) -> Option<ExportList> {
    if review.closing.is_some() {
        return None;
    }
    let tell = review.tell(context)?;
    let rows = review.rows();
    let first = rows.first()?;
    let title = review.titled(review.part().title().in_(context.lang));
    let rows = match review.whole(tell.weekly, &title) {
        Some(asked) => ExportRows::Reviewed(asked),
        None => ExportRows::Here(Table {
            title: title.clone(),
            columns: columns(*first, tell.weekly, tell.lang()),
            rows: rows.iter().map(|row| values(*row, tell)).collect(),
        }),
    };
    Some(ExportList {
        what: "review_list",
        name: file_name(review.part(), context.lang),
        title,
        rows,
    })
}

impl WeeklyReview {
    /// What to ask for where more belong to the list than the screen has; `None` where it has all.
    fn whole(&self, weekly: &Weekly, title: &str) -> Option<Reviewed> {
        let here = self.here();
        Some(Reviewed {
            week: Some(weekly.review.week.sunday),
            list: self.all_of_it(weekly)?,
            order: self.order_here(),
            filter: here.map_or_else(String::new, |here| here.filter.clone()),
            within: self.only().and_then(|_| self.within.customers()),
            title: title.to_owned(),
        })
    }

    /// A title with the segment that narrows the list.
    fn titled(&self, title: &str) -> String {
        match self.only() {
            Some(_) => self.within.titled(title),
            None => title.to_owned(),
        }
    }

    /// What to ask of the book where the list is narrowed or sorted and the screen has only the
    /// first of all who belong to it; what is expected is put in order over everybody at once.
    pub(super) fn narrowing(&self) -> Option<Reviewed> {
        let weekly = self.weekly.value.as_ref()?;
        if self.only().is_some_and(|(_, counted)| !counted) {
            return None;
        }
        let asked = self.whole(weekly, "")?;
        let expected = asked.list == ReviewedList::Ahead && weekly.review.prediction.is_shown();
        let plain = asked.order == Sort::Given
            && asked.filter.trim().is_empty()
            && !expected
            && asked.within.is_none();
        (!plain).then_some(asked)
    }

    /// Which list it is where more belong to it than the screen has.
    fn all_of_it(&self, weekly: &Weekly) -> Option<ReviewedList> {
        let part = self.part();
        let kind = match self.opened() {
            Some(Opened::New) => Some(Kind::New),
            Some(Opened::Back) => Some(Kind::Back),
            Some(Opened::Returning) => Some(Kind::Returning),
            Some(Opened::Visits) => {
                let (first, total) = &weekly.done;
                return (*total > first.len()).then_some(ReviewedList::Done);
            }
            Some(_) => {
                let list = self.behind.value.as_ref()?;
                let what = self.behind_of.clone()?;
                return (list.total > list.first.len()).then_some(ReviewedList::Behind(what));
            }
            None => part.kind(),
        };
        if let Some(kind) = kind {
            let list = weekly.review.lists.get(&kind)?;
            return (list.total > list.first.len()).then_some(ReviewedList::Of(kind));
        }
        let never = &weekly.never_served;
        match part {
            Part::Value => {
                let best = weekly.review.lists.get(&Kind::Top)?;
                (best.total > best.first.len()).then_some(ReviewedList::Ahead)
            }
            Part::Never if never.total > never.first.len() => Some(ReviewedList::Never),
            Part::Points if weekly.lapsing.1 > weekly.lapsing.0.len() => {
                Some(ReviewedList::Lapsing)
            }
            Part::Birthdays if weekly.birthdays.len() >= Weekly::MOST => {
                Some(ReviewedList::Birthdays)
            }
            _ => None,
        }
    }
}

/// One word, in the person's language, fit for a file's name.
fn file_name(part: Part, lang: Lang) -> String {
    let word = part.word().in_(lang);
    let kept = word
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' });
    kept.flat_map(char::to_lowercase).collect()
}
