//! A list of people narrowed to those whom a segment holds: one key opens a picker of segments
//! over the list, and the way back takes the segment off again.

mod picker;
mod view;

use crate::domain::filter::Filter;
use crate::domain::{CustomerId, Segment, SegmentHeld};
use crate::protocol::{
    Among, Answer, Applies, Command, Context, Event, Level, Notice, Query, Slot, Step,
};
use crate::screens::failed;
use crate::screens::group::groups;
use crate::screens::listed::{ListScreen, Source};
use crate::screens::within::picker::{Picked, Picker};
use crate::text::{Lang, insight, say};

/// A segment that a list is narrowed to.
#[derive(Debug, Clone)]
struct Only {
    name: String,
    /// What it asks, where it is offered and not kept.
    offered: Option<Filter>,
    /// Whom it holds; `None` until that is counted.
    holds: Option<Among>,
}

/// To whom a list of people is narrowed, and the picker while it is open.
#[derive(Debug, Default)]
pub struct Within {
    only: Option<Only>,
    picker: Option<Picker>,
}

/// Lets a list that is narrowed hear an event; `None` for what is not meant for that.
pub fn narrows<S: Source>(
    list: &mut ListScreen<S>,
    of: fn(&mut S) -> &mut Within,
    event: &Event<'_>,
    context: &Context,
) -> Option<Vec<Step>> {
    if !of(&mut list.of).wants(event) {
        return None;
    }
    let mut steps = None;
    let hears = |list: &mut ListScreen<S>| steps = of(&mut list.of).hears(event, context);
    match event {
        Event::Answer(..) => list.renew(hears),
        _ => list.show(hears),
    }
    steps
}

impl Within {
    /// The segment that narrows the list, and whether it is known by now whom it holds; `None` while
    /// the list has everybody.
    pub fn called(&self) -> Option<(&str, bool)> {
        let only = self.only.as_ref()?;
        Some((&only.name, only.holds.is_some()))
    }

    /// Whether somebody is on the list: everybody without a segment, nobody until it is counted.
    pub fn has(&self, customer: CustomerId) -> bool {
        let Some(only) = &self.only else { return true };
        only.holds.as_ref().is_some_and(|holds| holds.has(customer))
    }

    /// All whom the segment holds, nobody until it is counted; `None` without one.
    pub fn customers(&self) -> Option<Among> {
        let only = self.only.as_ref()?;
        Some(only.holds.clone().unwrap_or_default())
    }

    /// Narrowed to these, whatever they are called: for the whole of a list.
    pub fn of(customers: Option<Among>) -> Self {
        let only = customers.map(|customers| Only {
            name: String::new(),
            offered: None,
            holds: Some(customers),
        });
        Self { only, picker: None }
    }

    /// Takes the segment off.
    pub fn widen(&mut self) {
        self.only = None;
    }

    /// A title with the segment that narrows what it is of.
    pub fn titled(&self, title: &str) -> String {
        match &self.only {
            Some(only) if !only.name.is_empty() => format!("{title} · {}", only.name),
            _ => title.to_owned(),
        }
    }

    /// What can be done while the picker is open; `None` while it is not.
    pub fn applies(&self, command: Command) -> Option<Applies> {
        let own = matches!(
            command,
            Command::OpenRow | Command::OpenCard | Command::Back | Command::OnlySegment
        );
        let can = own || command.row_key().is_some();
        let can = if can { Applies::Yes } else { Applies::No };
        self.picker.as_ref().map(|_| can)
    }

    /// Opens the picker and asks for what is kept.
    pub fn pick(&mut self, context: &Context) -> Vec<Step> {
        self.picker = Some(Picker::default());
        vec![Step::Read(Slot::Segments, Query::Segments(context.today))]
    }

    /// Whom the segment holds now: asked with the list, so that both are of the same book.
    pub fn again(&self, context: &Context) -> Option<Step> {
        let only = self.only.as_ref()?;
        let query = match &only.offered {
            None => Query::Holds(only.name.clone(), context.today),
            Some(filter) => Query::held(filter.clone(), context.today),
        };
        Some(Step::Read(Slot::Meant, query))
    }

    /// Whether an event may be meant for it.
    fn wants(&self, event: &Event<'_>) -> bool {
        match event {
            Event::Answer(slot, _) | Event::Failed(slot, _) => {
                matches!(slot, Slot::Segments | Slot::Meant)
            }
            other => self.picker.is_some() && other.is_done(),
        }
    }

    /// Takes what is meant for it; `None` for what is not.
    pub fn hears(&mut self, event: &Event<'_>, context: &Context) -> Option<Vec<Step>> {
        if !self.wants(event) {
            return None;
        }
        match event {
            Event::Answer(Slot::Meant, Answer::Holds(held)) => {
                return Some(match held {
                    Some(held) => self.counted(held, context.lang),
                    None => self.is_gone(context.lang),
                });
            }
            Event::Answer(Slot::Meant, Answer::Meant(held)) => {
                return Some(self.counted(held, context.lang));
            }
            Event::Answer(Slot::Segments, Answer::Segments(kept, _)) => {
                let picked = self.offer(kept, context.lang);
                return Some(self.picked(picked, context));
            }
            Event::Failed(Slot::Segments, _) => {
                self.picker = None;
                return Some(Vec::new());
            }
            Event::Failed(Slot::Meant, failure) => {
                return Some(
                    self.not_counted(failed::sentence(failure, context.lang), context.lang),
                );
            }
            _ => {}
        }
        let picker = self.picker.as_mut()?;
        let picked = match event {
            Event::Command(command) => picker.command(*command),
            Event::Key(key) => picker.key(*key),
            Event::Mouse(mouse) => picker.mouse(*mouse),
            Event::Paste(_) => Picked::Nothing,
            _ => return None,
        };
        Some(self.picked(picked, context))
    }

    /// Narrows the list to what is picked, and closes the picker with it.
    fn picked(&mut self, picked: Picked, context: &Context) -> Vec<Step> {
        match picked {
            Picked::Nothing => return Vec::new(),
            Picked::Closed => {}
            Picked::Everybody => self.only = None,
            Picked::Segment(group) => {
                self.only = Some(Only {
                    name: group.name,
                    offered: (!group.is_kept).then_some(group.filter),
                    holds: None,
                });
            }
        }
        self.picker = None;
        self.again(context).into_iter().collect()
    }

    fn offer(&mut self, kept: &[(Segment, Option<u64>)], lang: Lang) -> Picked {
        let now = self.only.as_ref().map(|only| only.name.as_str());
        let picker = self.picker.as_mut();
        picker.map_or(Picked::Nothing, |picker| {
            picker.offer(groups(kept, lang), now)
        })
    }

    /// A segment that nobody can say in so small a shop is taken off, with the reason.
    fn counted(&mut self, held: &SegmentHeld, lang: Lang) -> Vec<Step> {
        let Some(only) = &mut self.only else {
            return Vec::new();
        };
        let Some(why) = held.unsaid else {
            only.holds = Some(Among::of(held.customers.clone()));
            return Vec::new();
        };
        self.not_counted(insight::unsaid_whole(lang, why), lang)
    }

    /// A segment that somebody took away in the meantime narrows nothing any more.
    fn is_gone(&mut self, lang: Lang) -> Vec<Step> {
        self.taken_off(|name| say::rows_only_gone(lang, name), String::new())
    }

    fn not_counted(&mut self, why: String, lang: Lang) -> Vec<Step> {
        self.taken_off(|name| say::rows_only_unsaid(lang, name), why)
    }

    /// Takes the segment off, and says so.
    fn taken_off(&mut self, said: impl Fn(&str) -> String, hint: String) -> Vec<Step> {
        let only = self.only.take();
        let notice = only.map(|only| Notice {
            level: Level::Attention,
            text: said(&only.name),
            hint,
        });
        notice.map(Step::Say).into_iter().collect()
    }
}
