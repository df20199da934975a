//! Why a number or a row is there: the rule in plain words, what went into it, and what stands
//! behind it.

mod page;
mod person;
mod points;
mod scores;
mod shop;
mod week;

pub(super) use scores::meaning;
pub(super) use shop::{decimal, whole};

use super::model::{Opened, Sort, WeeklyReview};
use super::page::Part;
use super::row::Row;
use super::words::Tell;
use crate::look::{Role, Symbols};
use crate::protocol::Context;
use crate::screens::sheet::referral;
use crate::screens::why::Lines;
use crate::text::Say;

impl WeeklyReview {
    /// Title and lines of the explanation of the chosen row; of the list where it has none. `None`
    /// before the review is there.
    pub(super) fn explained(
        &self,
        context: &Context,
        symbols: &Symbols,
    ) -> Option<(String, Vec<(String, Role)>)> {
        let tell = self.tell(context)?;
        let mut lines = Lines::default();
        if self.closing.is_some() {
            let title = page::page(&mut lines, tell);
            return Some((title, lines.all()));
        }
        let part = self.part();
        let title = match self.row() {
            Some(Row::Figure(figure)) => week::figure(&mut lines, figure, tell, symbols),
            Some(Row::Campaign(at)) => {
                lines.head(Say::WhyRule, tell.lang());
                self.rule(&mut lines, tell);
                week::campaign(&mut lines, at, tell)
            }
            Some(Row::Move(at)) => scores::moved(&mut lines, at, tell, symbols),
            Some(Row::Segment(sum)) => scores::segment(&mut lines, sum, tell),
            Some(Row::Person(one) | Row::Ahead(one, _)) => {
                lines.head(Say::WhyRule, tell.lang());
                self.rule(&mut lines, tell);
                self.order(&mut lines, tell);
                person::person(&mut lines, &one, tell, symbols);
                self.visits(&mut lines, tell, symbols);
                tell.name(one.customer)
            }
            Some(Row::Visit(at)) => {
                self.rule(&mut lines, tell);
                let who = tell.weekly.visit(at).and_then(|visit| visit.customer);
                self.visits(&mut lines, tell, symbols);
                who.map_or_else(String::new, |who| tell.name(who))
            }
            Some(Row::Known(who)) => {
                lines.head(Say::WhyRule, tell.lang());
                self.rule(&mut lines, tell);
                lines.dim(tell.reached(who, symbols.dot));
                self.visits(&mut lines, tell, symbols);
                tell.name(who)
            }
            Some(Row::Birthday(birthday)) => {
                self.rule(&mut lines, tell);
                lines.say(tell.words.spoken(birthday.day));
                let agreed = match birthday.agreed {
                    None => Say::TodayWhyNotAsked,
                    Some(_) => Say::TodayWhyAgreed,
                };
                lines.rule(agreed, tell.lang());
                tell.name(birthday.customer)
            }
            Some(Row::Thanks(at)) => {
                self.rule(&mut lines, tell);
                let owed = tell.weekly.thanks.get(at);
                if let Some(owed) = owed {
                    lines.say(referral::thanks_for(owed, tell.words));
                }
                owed.map_or_else(String::new, |owed| owed.referrer.name.clone())
            }
            Some(Row::Lapsing(lapsing)) => {
                lines.strong(tell.lapses(lapsing));
                self.lots(&mut lines, tell, symbols);
                lines.head(Say::WhyRule, tell.lang());
                self.rule(&mut lines, tell);
                lines.say(tell.owed().unwrap_or_default());
                tell.name(lapsing.customer)
            }
            Some(Row::Slip(at)) => week::slip(&mut lines, at, tell),
            Some(Row::Tenth(_)) => shop::concentration(&mut lines, tell),
            Some(Row::Month(at)) => shop::month(&mut lines, at, tell),
            Some(Row::Source(at)) => shop::source(&mut lines, at, tell),
            None => {
                self.rule(&mut lines, tell);
                if matches!(
                    part,
                    Part::Best | Part::Value | Part::Asleep | Part::Lost | Part::Once | Part::Quiet
                ) {
                    shop::prediction(&mut lines, tell);
                }
                part.title().in_(tell.lang()).to_owned()
            }
        };
        if self.campaign().is_some() {
            lines.head(Say::WhyRows, tell.lang());
            lines.rule(Say::ReviewCampaignsEnter, tell.lang());
        }
        if self.row().and_then(Row::opens).is_some() {
            lines.head(Say::WhyRows, tell.lang());
            lines.rule(Say::WhyEnter, tell.lang());
        }
        Some((title, lines.all()))
    }

    /// In which order the list stands, where it is another than the rule's.
    fn order(&self, lines: &mut Lines, tell: Tell<'_>) {
        match self.order_here() {
            Sort::Longest => lines.rule(Say::WhyByLongest, tell.lang()),
            Sort::Name => lines.rule(Say::WhyByName, tell.lang()),
            Sort::Money => lines.rule(Say::WhyByMoney, tell.lang()),
            Sort::Given | Sort::Many | Sort::Soonest | Sort::Segment => {}
        }
    }

    /// The rule by which the list is made.
    fn rule(&self, lines: &mut Lines, tell: Tell<'_>) {
        let rule = match (self.opened(), self.part()) {
            (Some(Opened::New), _) => Say::WhyNew,
            (Some(Opened::Back), _) => Say::WhyBack,
            (Some(Opened::Move(_)), _) | (None, Part::Moves) => Say::WhyMoves,
            (Some(Opened::Returning), _) => Say::WhyReturning,
            (Some(Opened::Visits), _) => Say::WhyReceipts,
            (None, Part::Figures) => Say::WhyFigures,
            (None, Part::Campaigns) => Say::CampaignExplain,
            (None, Part::Points) => Say::WhyLapsing,
            (None, Part::Slipping) => Say::WhySlipping,
            (None, Part::Asleep) => Say::WhyAsleep,
            (None, Part::Lost) => Say::WhyLost,
            (None, Part::Once) => Say::WhyOnce,
            (None, Part::Quiet) => Say::WhyQuiet,
            (None, Part::Never) => Say::WhyNever,
            (None, Part::Birthdays) => Say::WhyBirthdays,
            (None, Part::Thanks) => Say::ReferralThanksWhy,
            (None, Part::Data) => Say::WhyData,
            (None, Part::Best) => Say::WhyBest,
            (None, Part::Value) => Say::WhyValueList,
            (Some(Opened::Segment(_)), _) | (None, Part::Segments) => Say::WhySegments,
            (Some(Opened::Tenth(_)), _) | (None, Part::Tenths) => Say::WhyTenths,
            (Some(Opened::Month(_)), _) | (None, Part::Months) => Say::WhyMonths,
            (Some(Opened::Source(_)), _) | (None, Part::Sources) => Say::WhySources,
        };
        lines.rule(rule, tell.lang());
        if (self.opened(), self.part()) == (None, Part::Value) {
            shop::ahead(lines, tell);
        }
    }
}
