//! How the screen of a campaign looks.

use super::CampaignScreen;
use crate::domain::Money;
use crate::insight::{CampaignTold, PersonTold};
use crate::kit::Canvas;
use crate::kit::table::Column;
use crate::kit::width::width;
use crate::look::{Role, Symbols};
use crate::protocol::{Context, ListColumns};
use crate::screens::listed::{self, Listed, Words};
use crate::screens::sheet::{Wording, campaign, message};
use crate::screens::why::Lines;
use crate::text::Say;

/// Name, when sent, when they came, money, due anyway, phone; none is narrower than what stands
/// above it.
fn columns(rows: &[Vec<Words>], titles: &[&str; 6]) -> [Column; 6] {
    let most = |at: usize| rows.iter().map(|row| width(&row[at].0)).max().unwrap_or(0);
    let wide = |at: usize| most(at).max(width(titles[at]));
    [
        Column::growing(13, 1, 0),
        Column::fixed(wide(1).max(8), 0),
        Column::fixed(wide(2), 1),
        Column::fixed(wide(3), 2).right(),
        Column::fixed(wide(4), 3),
        Column::fixed(wide(5), 4),
    ]
}

/// What its columns are called.
pub(super) const COLUMNS: ListColumns = ListColumns {
    list: "campaign",
    all: &[
        ("name", Say::FormName),
        ("sent", Say::CampaignSentOn),
        ("came", Say::CampaignCameOn),
        ("money", Say::CampaignMoney),
        ("due_anyway", Say::CampaignFileAnyway),
        ("phone", Say::FormPhone),
    ],
};

pub(super) fn draw(screen: &CampaignScreen, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let (look, lang) = (canvas.look, canvas.lang);
    let words = Wording::of(context);
    let people = screen.rows();
    let rows: Vec<Vec<Words>> = people
        .iter()
        .map(|one| parts(one, words, &look.symbols))
        .collect();
    let told = screen.people.value.as_ref().map(|known| &known.told);
    let head = told.map(|told| {
        let template = message::called(&told.campaign.facts.template, lang);
        let mut lines = vec![campaign::period(told, &template, words)];
        lines.extend(campaign::result(told, words));
        lines
    });
    let status = told.map_or_else(String::new, |told| campaign::reach(told, words));
    let titles = [
        "",
        Say::CampaignSentOn.in_(lang),
        Say::CampaignCameOn.in_(lang),
        Say::CampaignMoney.in_(lang),
        "",
        "",
    ];
    let listed = Listed {
        title: told.map_or("", |told| told.campaign.facts.name.as_str()),
        status: &status,
        head: head
            .unwrap_or_default()
            .into_iter()
            .map(|text| (text, Role::Label))
            .collect(),
        columns: &listed::wanted(&columns(&rows, &titles), &COLUMNS, context),
        titles: titles.map(str::to_owned).into(),
        rows,
        none: (Say::TermsNobody.in_(lang).to_owned(), Role::Label),
        list: &screen.list,
    };
    listed::draw(&listed, &screen.people, canvas);
    let explained = screen.chosen().zip(told);
    let explained = explained.map(|(one, told)| explained_of(one, told, words));
    screen.why.draw(canvas, explained);
}

/// What counts as coming back, and what somebody did.
fn explained_of(one: &PersonTold, told: &CampaignTold, words: Wording<'_>) -> (String, Vec<Words>) {
    let lang = words.lang;
    let mut lines = Lines::default();
    lines.head(Say::WhyRule, lang);
    lines.rule(Say::CampaignExplain, lang);
    lines.head(Say::WhyFacts, lang);
    let template = message::called(&told.campaign.facts.template, lang);
    lines.say(campaign::period(told, &template, words));
    let said = |label: Say, text: &str| format!("{}: {text}", label.in_(lang));
    let sent = one.sent.map(|day| words.date(day));
    let not_sent = words.say(campaign::not_sent(one.gate));
    lines.say(said(
        Say::CampaignSentOn,
        sent.as_deref().unwrap_or(not_sent),
    ));
    let returned = &one.returned;
    let came = returned.came.map(|day| words.date(day));
    let no = words.say(Say::WordNo);
    lines.say(said(Say::CampaignCameOn, came.as_deref().unwrap_or(no)));
    if returned.came.is_some() {
        let money = words.money(Money(returned.money));
        lines.say(said(Say::CampaignMoney, &money));
        let anyway = if returned.due_anyway {
            Say::WordYes
        } else {
            Say::WordNo
        };
        lines.say(said(Say::CampaignFileAnyway, words.say(anyway)));
    }
    (one.person.name.clone(), lines.all())
}

fn parts(one: &PersonTold, words: Wording<'_>, symbols: &Symbols) -> Vec<Words> {
    let returned = &one.returned;
    let sent = one.sent.map(|day| (words.date(day), Role::Value));
    let sent = sent.unwrap_or_else(|| {
        let role = if one.gate.is_open() {
            Role::Label
        } else {
            Role::Attention
        };
        (words.say(campaign::not_sent(one.gate)).to_owned(), role)
    });
    let came = returned.came;
    let came_on = came.map(|day| format!("{} {}", symbols.check, words.date(day)));
    let money = came.map(|_| words.money(Money(returned.money)));
    let anyway = came.is_some() && returned.due_anyway;
    let anyway = if anyway {
        words.say(Say::CampaignAnyway)
    } else {
        ""
    };
    vec![
        (one.person.name.clone(), Role::Strong),
        sent,
        (came_on.unwrap_or_default(), Role::Done),
        (money.unwrap_or_default(), Role::Value),
        (anyway.to_owned(), Role::Label),
        (one.person.phone.clone(), Role::Label),
    ]
}
