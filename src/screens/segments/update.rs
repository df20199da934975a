//! What the list of segments does with an event.

use super::Segments;
use super::model::{Held, Row};
use crate::domain::export::{ExportFilter, ExportKind};
use crate::domain::{Change, Segment, SegmentSort};
use crate::kit::ListIntent;
use crate::protocol::{
    Answer, Applies, Begin, BeginCampaign, Choice, Command, Context, Event, ExportList, ExportRows,
    Go, Key, Mouse, Query, Question, Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::saved;
use crate::screens::why::{self, Why};
use crate::text::{Lang, Say, say};

impl Screen for Segments {
    fn scope(&self) -> Scope {
        Scope::Segments
    }

    fn applies(&self, command: Command) -> Applies {
        match command {
            // The kept ones stand between the new one and the offered ones in every language.
            Command::RemoveSegment | Command::NewCampaign
                if !matches!(self.chosen(Lang::En), Some(Row::Kept(..))) =>
            {
                Applies::Blocked(Say::FilterChooseKept)
            }
            Command::ExportList if self.kept.value.as_ref().is_none_or(Vec::is_empty) => {
                Applies::Blocked(Say::FilterNoneKept)
            }
            Command::Why if matches!(self.chosen(Lang::En), None | Some(Row::New)) => {
                Applies::Blocked(Say::FilterChooseKept)
            }
            Command::OpenSegment
            | Command::Gatherings
            | Command::Campaigns
            | Command::NewCampaign
            | Command::Why
            | Command::ExportList
            | Command::RemoveSegment
            | Command::Today
            | Command::Back => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        let title = Say::ExportListSegments.in_(context.lang);
        Some(ExportList {
            what: "segments",
            name: title.to_lowercase(),
            title: title.to_owned(),
            rows: ExportRows::Book(ExportKind::Segments, ExportFilter::default()),
        })
    }

    fn explains(&self) -> Vec<Say> {
        vec![Say::FilterExplainList]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        let anew = event.reads_anew(self.stale, self.kept.pending);
        let mut steps = match event {
            Event::Shown => vec![self.ask(context)],
            Event::Command(command) => self.command(command, context),
            Event::Key(key) => {
                if let Some(why) = &self.why {
                    why.scroll.press(key);
                }
                Vec::new()
            }
            Event::Mouse(mouse) if self.why.is_some() => {
                why::mouse(&mut self.why, mouse.kind);
                Vec::new()
            }
            Event::Mouse(mouse) => self.mouse(mouse, context),
            Event::Saved(receipt) => vec![saved::said(receipt, context), self.ask(context)],
            Event::Chosen(Choice::Nth(1)) => self.remove(context),
            Event::Answer(Slot::Segments, Answer::Segments(segments, silence)) => {
                self.silence = *silence;
                self.arrived(segments, context.lang);
                self.count_offered(context)
            }
            Event::Answer(Slot::Meant, Answer::Meant(held)) => {
                let counted = match held.unsaid {
                    Some(_) => Held::Unsaid,
                    None => Held::Count(held.customers.len() as u64),
                };
                let of = self.counting.take();
                self.offered.extend(of.map(|one| (one, counted)));
                self.count_offered(context)
            }
            other => {
                self.heard(&other);
                Vec::new()
            }
        };
        if anew {
            steps.push(self.ask(context));
        }
        steps
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl Segments {
    fn ask(&mut self, context: &Context) -> Step {
        self.kept.ask();
        self.stale = false;
        Step::Read(Slot::Segments, Query::Segments(context.today))
    }

    /// What is answered, and what else happens.
    fn heard(&mut self, event: &Event<'_>) {
        match event {
            Event::Stale => self.stale = true,
            Event::Failed(Slot::Meant, _) => self.counting = None,
            Event::Failed(Slot::Segments, failure) => self.kept.fail(failure),
            Event::Slow(Slot::Segments) => self.kept.takes_long(),
            Event::Come(Slot::Segments, percent) => self.kept.has_come(*percent),
            Event::Chosen(_) => self.removing = None,
            _ => {}
        }
    }

    fn arrived(&mut self, segments: &[(Segment, Option<u64>)], lang: Lang) {
        let before = match self.chosen(lang) {
            Some(Row::Kept(segment, _)) => Some(segment.id),
            _ => None,
        };
        let first = self.kept.value.is_none();
        self.kept.put(Some(segments.to_vec()));
        // The book may have changed.
        self.offered.clear();
        let rows = self.rows(lang);
        let is_it = |row: &Row<'_>| matches!(row, Row::Kept(one, _) if Some(one.id) == before);
        let now_at = rows.iter().position(is_it);
        let len = rows.len();
        // What is kept is what most come for.
        let now_at = now_at.or((first && !segments.is_empty()).then_some(1));
        self.list.replace(len, now_at);
    }

    /// Counts those that are offered one after the other, once the list stands: nobody waits for it.
    fn count_offered(&mut self, context: &Context) -> Vec<Step> {
        self.counting = self.uncounted(context.lang);
        let step = self.counting.map(|shipped| {
            let query = Query::Meant {
                filter: Box::new(shipped.filter()),
                today: context.today,
                sort: SegmentSort::default(),
                limit: 0,
            };
            Step::Read(Slot::Meant, query)
        });
        step.into_iter().collect()
    }

    fn command(&mut self, command: Command, context: &Context) -> Vec<Step> {
        match command {
            Command::Why if self.why.is_none() => {
                self.why = Some(Why::default());
                Vec::new()
            }
            Command::Why | Command::Back if self.why.take().is_some() => Vec::new(),
            Command::Back => vec![Step::Go(Go::Back(None))],
            Command::Today => vec![Step::Go(Go::Today)],
            Command::Campaigns => vec![Step::Go(Go::Campaigns)],
            Command::NewCampaign => self.campaign(context.lang),
            Command::Gatherings => vec![Step::Go(Go::Gatherings)],
            Command::OpenSegment => self.open(context.lang),
            Command::RemoveSegment => self.ask_to_remove(context.lang),
            moves => {
                let key = moves.row_key().map(Key::plain);
                match (key, &self.why) {
                    (Some(key), Some(why)) => drop(why.scroll.press(key)),
                    (Some(key), None) => drop(self.list.press(key)),
                    (None, _) => {}
                }
                Vec::new()
            }
        }
    }

    fn open(&self, lang: Lang) -> Vec<Step> {
        let begin = match self.chosen(lang) {
            None => return Vec::new(),
            Some(Row::New) => Begin::Nothing,
            Some(Row::Kept(segment, _)) => Begin::Kept(segment.clone()),
            Some(Row::Offered(shipped, _)) => Begin::Shipped(shipped),
        };
        vec![Step::Go(Go::Filter(Box::new(begin)))]
    }

    /// A campaign for those whom the chosen segment holds.
    fn campaign(&self, lang: Lang) -> Vec<Step> {
        let Some(Row::Kept(segment, _)) = self.chosen(lang) else {
            return Vec::new();
        };
        let begin = BeginCampaign::New(Some(segment.clone()));
        vec![Step::Go(Go::CampaignForm(Box::new(begin)))]
    }

    fn ask_to_remove(&mut self, lang: Lang) -> Vec<Step> {
        let Some(Row::Kept(segment, _)) = self.chosen(lang) else {
            return Vec::new();
        };
        let kept = segment.kept.clone();
        let question = Question {
            title: Say::FilterRemoveTitle.in_(lang).to_owned(),
            body: vec![say::filter_remove_text(lang, &kept.name)],
            choices: [Say::FilterRemoveNo, Say::FilterRemoveYes]
                .map(|say| Question::choice(say.in_(lang)))
                .into(),
        };
        self.removing = Some(kept);
        vec![Step::Go(Go::Ask(question))]
    }

    fn remove(&mut self, context: &Context) -> Vec<Step> {
        let (Some(base), Some(kept)) = (self.removing.take(), &self.kept.value) else {
            return Vec::new();
        };
        let segment = kept.iter().find(|(segment, _)| segment.kept == base);
        let Some((segment, _)) = segment else {
            return Vec::new();
        };
        let change = Change::RemoveSegment {
            id: segment.id,
            base: Box::new(base),
        };
        vec![Step::Write(context.op, Box::new(change))]
    }

    fn mouse(&mut self, mouse: Mouse, context: &Context) -> Vec<Step> {
        let intent = self.list.mouse(mouse);
        match intent {
            ListIntent::Chosen(_) => self.open(context.lang),
            _ => Vec::new(),
        }
    }
}
