//! What the visits say: the last one, and that of today.

use chrono::{Datelike, Months};

use super::{P, Sender, Values};
use crate::domain::{Card, Day, Visit, VisitStatus};
use crate::insight::ServiceDue;
use crate::message::template::{Filling, FillingDate};
use crate::text::{Lang, Say, count, full_date, money};

impl Values {
    pub(super) fn visits(&mut self, card: &Card, sender: Sender<'_>, filling: Filling, lang: Lang) {
        let all = || card.last_visit.iter().chain(&card.earlier_visits);
        let day = |visit: &Visit| visit.facts.day;
        if let Some(last) = all()
            .find(|visit| visit.facts.status == VisitStatus::Done && day(visit) <= sender.today)
        {
            self.give(P::LastDate, &full_date(lang, day(last)));
            if filling.date == FillingDate::LastVisit {
                self.give(P::Date, &full_date(lang, day(last)));
            }
            let km = last.facts.odometer.and_then(|km| u64::try_from(km).ok());
            self.give(P::LastKm, &km.map(|km| count(lang, km)).unwrap_or_default());
            let months = whole_months(day(last), sender.today);
            self.give(
                P::Months,
                &months.map(|months| count(lang, months)).unwrap_or_default(),
            );
        }
        let vehicle = card.vehicle.as_ref();
        let due = vehicle.and_then(|vehicle| ServiceDue::of(vehicle, sender.today));
        if filling.next_service && due.is_some_and(|due| due.is_due(sender.today)) {
            self.give(P::Work, Say::MessageNextService.in_(lang));
        }
        if let Some(visit) = all().find(|visit| day(visit) == sender.today) {
            let total = visit.facts.total;
            let total = total.map(|total| money(lang, total.0, sender.currency));
            self.give(P::Total, &total.unwrap_or_default());
            if !filling.next_service {
                let lines = visit.facts.lines.iter().map(|line| line.text.as_str());
                self.give(P::Work, &lines.collect::<Vec<_>>().join(", "));
            }
        }
    }
}

/// Whole months from one day to the other; `None` below one.
pub(super) fn whole_months(from: Day, to: Day) -> Option<u64> {
    let months =
        i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    let months = u32::try_from(months).ok()?;
    let full = from
        .checked_add_months(Months::new(months))
        .is_some_and(|day| day <= to);
    let months = if full { months } else { months.checked_sub(1)? };
    (months > 0).then(|| u64::from(months))
}
