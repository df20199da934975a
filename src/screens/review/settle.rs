//! What is to check, settled with one key: it is right as it stands.

use super::WeeklyReview;
use super::page::Part;
use super::row::Row;
use super::words::slip;
use crate::domain::{Change, Doubt, ThanksOwed, VehicleId};
use crate::insight::review::QualityItem;
use crate::protocol::{Applies, Context, Level, Notice, Step};
use crate::text::{Say, heading, say};

/// The key that settles, as it ships.
pub(super) const KEY: &str = "d";
/// The key that takes it back, as it ships.
const UNDO: &str = "Ctrl+Z";

impl WeeklyReview {
    /// Whether what is chosen can be settled.
    pub(super) fn can_settle(&self) -> Applies {
        match self.slip() {
            _ if self.is_writing() => Applies::Blocked(Say::NoticeBlockedBusy),
            Some(_) => Applies::Yes,
            None if self.owed().is_some() => Applies::Yes,
            // Elsewhere there is nothing to settle, and the key is not offered.
            None if !matches!(self.part(), Part::Data | Part::Thanks) => Applies::No,
            None => Applies::Blocked(Say::DoubtNotHere),
        }
    }

    fn slip(&self) -> Option<&QualityItem> {
        let Some(Row::Slip(at)) = self.row() else {
            return None;
        };
        self.weekly.value.as_ref()?.quality.today.get(at)
    }

    /// The thanks that are chosen.
    pub(super) fn owed(&self) -> Option<&ThanksOwed> {
        let Some(Row::Thanks(at)) = self.row() else {
            return None;
        };
        self.weekly.value.as_ref()?.thanks.get(at)
    }

    /// The vehicle that what is chosen is about.
    pub(super) fn vehicle(&self) -> Option<VehicleId> {
        if let Some(Row::Visit(at)) = self.row() {
            return self.weekly.value.as_ref()?.visit(at)?.vehicle;
        }
        match self.slip()?.doubt {
            Doubt::Reading { vehicle, .. } | Doubt::NoPlate(vehicle) => Some(vehicle),
            _ => None,
        }
    }

    /// Writes that what is chosen is right as it stands, or that thanks were said.
    pub(super) fn settle_chosen(&mut self, context: &Context) -> Vec<Step> {
        self.thanking = self.owed().cloned();
        if let Some(owed) = &self.thanking {
            let thank = Change::Thank {
                referrer: owed.referrer.id,
                friend: owed.friend.id,
                day: context.today,
            };
            return vec![Step::Write(context.op, Box::new(thank))];
        }
        self.settling = self.slip().cloned();
        let doubt = self.settling.as_ref().map(|item| item.doubt.clone());
        let step = doubt.map(|doubt| Step::Write(context.op, Box::new(Change::Settle(doubt))));
        step.into_iter().collect()
    }

    /// It is written: it goes from the list at once, and the next one comes with the next answer.
    pub(super) fn settled(&mut self, context: &Context) -> Vec<Step> {
        if let (Some(owed), Some(weekly)) = (self.thanking.take(), &mut self.weekly.value) {
            weekly.thanks.retain(|other| *other != owed);
            self.keep_place();
            let text = say::referral_said(context.lang, &owed.referrer.name, UNDO);
            let mut steps = vec![done(text)];
            steps.extend(self.done_here(context));
            return steps;
        }
        let (Some(item), Some(weekly)) = (self.settling.take(), &mut self.weekly.value) else {
            return Vec::new();
        };
        let quality = &mut weekly.quality;
        quality.today.retain(|other| other.doubt != item.doubt);
        let total = quality
            .totals
            .iter_mut()
            .find(|(kind, _)| *kind == item.slip);
        if let Some((_, total)) = total {
            *total = total.saturating_sub(1);
        }
        self.keep_place();
        let what = heading(slip(item.slip).in_(context.lang));
        let mut steps = vec![done(say::doubt_settled(context.lang, what, UNDO))];
        steps.extend(self.done_here(context));
        steps
    }

    /// The next row is chosen where one has gone.
    pub(super) fn keep_place(&mut self) {
        let rows = self.rows().len();
        let here = self.here_mut();
        let at = here
            .list
            .selected()
            .unwrap_or(0)
            .min(rows.saturating_sub(1));
        here.list.replace(rows, (rows > 0).then_some(at));
    }
}

/// Says that something is done.
pub(super) fn done(text: String) -> Step {
    Step::Say(Notice {
        level: Level::Done,
        text,
        hint: String::new(),
    })
}
