//! How a feast looks.

use super::export::FILE;
use super::model::Greetings;
use crate::calendar::{FeastPeople, Greeted, Greets};
use crate::domain::{Mark, MessagePurpose};
use crate::look::{Role, Symbols};
use crate::screens::listed::{Column, FileColumn, Fit, ListScreen, Looks, Tell, Words};
use crate::screens::sheet::{Wording, today as words};
use crate::screens::why::Lines;
use crate::text::{Say, count, say};

impl Looks for Greetings {
    fn name(&self) -> &'static str {
        "feast"
    }

    fn columns(&self) -> &'static [Column<Self>] {
        COLUMNS
    }

    fn file_columns(&self) -> &'static [FileColumn<Self>] {
        FILE
    }

    fn file_name(&self, _: Wording<'_>) -> Option<String> {
        Some(self.0.clone())
    }

    fn title(list: &ListScreen<Self>, wording: Wording<'_>) -> String {
        let known = list.value();
        known.map_or_else(String::new, |known| words::feast(&known.row, wording))
    }

    /// How many of them are greeted, or offered the check.
    fn status(list: &ListScreen<Self>, wording: Wording<'_>) -> String {
        list.value().map_or_else(String::new, |known| {
            let row = &known.row;
            let [done, all] = [row.done, row.all()].map(|many| count(wording.lang, many));
            let mut said = match row.greets {
                Greets::Vehicles => say::feast_offered(wording.lang, done, all),
                _ => say::feast_done(wording.lang, done, all),
            };
            if known.more {
                said.push('+');
            }
            said
        })
    }

    fn head(list: &ListScreen<Self>, wording: Wording<'_>) -> Vec<Words> {
        list.value()
            .map_or_else(Vec::new, |known| head(known, wording))
    }

    fn none(list: &ListScreen<Self>, wording: Wording<'_>) -> Words {
        let nobody = match list.value().map(|known| known.row.greets) {
            Some(Greets::Vehicles) => Say::FeastNoVehicles,
            _ => Say::FeastNobody,
        };
        (wording.say(nobody).to_owned(), Role::Label)
    }

    /// Who is greeted, when that fits, and how it stands with the chosen one.
    fn explained(list: &ListScreen<Self>, tell: Tell<'_>) -> Option<(String, Vec<Words>)> {
        let (one, wording) = (list.chosen()?, tell.words);
        let mut lines = Lines::default();
        lines.head(Say::WhyRule, wording.lang);
        lines.rule(Say::FeastExplain, wording.lang);
        lines.head(Say::WhyFacts, wording.lang);
        lines.say(words::fits(&list.value()?.row, wording));
        lines.say(state(one, wording, tell.symbols).0);
        Some((words::who(&one.who), lines.all()))
    }
}

/// When a greeting fits, what is missing, and how all are written to at once.
fn head(known: &FeastPeople, wording: Wording<'_>) -> Vec<Words> {
    let lang = wording.lang;
    let early = known.row.greeting.0 > wording.today;
    let role = if early { Role::Attention } else { Role::Label };
    let mut head = vec![(words::fits(&known.row, wording), role)];
    if known.row.expected {
        let expected = wording.say(Say::TodayExpected).to_owned();
        head.push((expected, Role::Attention));
    }
    if known.row.not_asked > 0 {
        head.push((words::greeted(&known.row, wording), Role::Attention));
    }
    if !known.has_template {
        let purpose = match known.row.greets {
            Greets::Vehicles => MessagePurpose::ServiceReminder,
            _ => MessagePurpose::Greeting,
        };
        let none = say::feast_no_template(lang, &known.row.key, purpose.key());
        head.push((none, Role::Attention));
    }
    if !known.people.is_empty() {
        head.push((say::feast_at_once(lang, &known.row.key), Role::Label));
    }
    head
}

const COLUMNS: &[Column<Greetings>] = &[
    Column::new("name", Say::FormName, Fit::grows(13, 1, 0), |one, _| {
        (words::who(&one.who), Role::Strong)
    }),
    Column::new(
        "greeted",
        Say::CampaignSentOn,
        Fit::widest(0),
        |one, tell| state(one, tell.words, tell.symbols),
    ),
    Column::new("phone", Say::FormPhone, Fit::widest(1), |one, _| {
        (one.who.phone.clone(), Role::Value)
    }),
    Column::new("plate", Say::FormPlate, Fit::widest(2), |one, _| {
        (one.who.plate.clone(), Role::Label)
    }),
];

/// Whether somebody is greeted, and else what has to be asked first.
fn state(one: &Greeted, wording: Wording<'_>, symbols: &Symbols) -> Words {
    let said = |say: Say| wording.say(say).to_owned();
    let done = |what: String| (format!("{} {what}", symbols.check), Role::Done);
    match (one.sent, one.mark, one.agreed) {
        (Some(day), ..) => done(wording.date(day)),
        (None, Some(Mark::Done), _) => done(said(Say::FeastMarked)),
        (None, Some(Mark::Until(day)), _) => {
            let until = say::feast_put_off(wording.lang, wording.date(day));
            (until, Role::Label)
        }
        (None, None, None) => (said(Say::TodayNotAsked), Role::Attention),
        (None, None, Some(_)) => (said(Say::CampaignNotSent), Role::Label),
    }
}
