//! What a report says, section by section in the order of the review.

mod ahead;
mod campaigns;
mod kept;
mod money;
mod owed;
mod page;
mod people;
mod week;
mod words;

pub use words::Words;

use super::summary::summary;
use super::{Cell, Report, Section};
use crate::insight::review::{Kind, Loyalty, Weekly};
use crate::text::{self, Say, say};
use words::Tell;

/// The report of a week.
pub fn report(weekly: &Weekly, loyalty: &Loyalty, words: &Words<'_>) -> Report {
    let tell = &Tell {
        weekly,
        loyalty,
        words,
    };
    let lang = words.lang;
    let title = match words.shop {
        "" => Say::ReportTitle.in_(lang).to_owned(),
        shop => say::report_title_of(lang, shop),
    };
    let page = page::page(tell);
    let written = say::nobody_written(lang, text::full_date(lang, words.today));
    let days = format!("{}; {written}", tell.days());
    let (since, sunday) = (weekly.review.since, tell.sunday());
    let stable = format!("{since}/{sunday};{}", words.today);
    Report {
        title,
        summary: summary(Cell::Told(stable, days.clone()), &page, lang),
        days,
        page,
        sections: sections(tell),
    }
}

/// The one page in words alone, which needs nothing of what takes longer to find out.
pub fn page(weekly: &Weekly, words: &Words<'_>) -> Vec<Section> {
    page::said(&Tell {
        weekly,
        loyalty: &Loyalty::default(),
        words,
    })
}

fn sections(tell: &Tell<'_>) -> Vec<Section> {
    let nobody_came = tell.weekly.review.concentration.customers() == 0;
    let mut all = vec![week::week(tell)];
    if nobody_came {
        all.extend([
            people::never(tell),
            people::birthdays(tell),
            people::thanks(tell),
            owed::points(tell),
            people::quality(tell),
        ]);
        return all;
    }
    all.push(campaigns::campaigns(tell));
    all.push(week::moves(tell));
    for kind in [Kind::Slipping, Kind::Sleeping, Kind::Lost] {
        all.push(people::list(kind, tell));
    }
    all.push(match tell.weekly.review.prediction.churn {
        None => people::list(Kind::OnceSilent, tell),
        Some(_) => people::list(Kind::Quiet, tell),
    });
    all.push(people::never(tell));
    all.push(people::list(Kind::New, tell));
    all.push(people::list(Kind::Back, tell));
    all.push(people::birthdays(tell));
    all.push(people::thanks(tell));
    all.push(owed::points(tell));
    all.push(people::quality(tell));
    all.push(money::best(tell));
    all.extend(money::values(tell));
    all.push(money::segments(tell));
    all.push(kept::months(tell));
    all.push(kept::sources(tell));
    all.push(ahead::ahead(tell));
    all
}
