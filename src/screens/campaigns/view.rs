//! How the list of campaigns looks.

use super::Campaigns;
use super::model::Order;
use crate::domain::Money;
use crate::insight::CampaignTold;
use crate::kit::Canvas;
use crate::kit::table::Column;
use crate::kit::width::width;
use crate::look::Role;
use crate::protocol::{Command, Context, ListColumns};
use crate::screens::listed::{self, Listed, Words};
use crate::screens::sheet::{Wording, campaign, message};
use crate::screens::why::Lines;
use crate::text::{Say, count, say};

/// Name, sent, came, share, money; none is narrower than what stands above it.
fn columns(rows: &[Vec<Words>], titles: &[&str; 5]) -> [Column; 5] {
    let most = |at: usize| rows.iter().map(|row| width(&row[at].0)).max().unwrap_or(0);
    let wide = |at: usize| most(at).max(width(titles[at]));
    [
        Column::growing(14, 1, 0),
        Column::fixed(wide(1).max(12), 2),
        Column::fixed(wide(2), 0).right(),
        Column::fixed(wide(3).max(6), 1).right(),
        Column::fixed(wide(4), 3).right(),
    ]
}

/// What its columns are called.
pub(super) const COLUMNS: ListColumns = ListColumns {
    list: "campaigns",
    all: &[
        ("name", Say::FormName),
        ("sent", Say::CampaignFileSent),
        ("came", Say::CampaignFileCame),
        ("share", Say::CampaignFileShare),
        ("money", Say::CampaignMoney),
    ],
};

pub(super) fn draw(screen: &Campaigns, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let lang = canvas.lang;
    let words = Wording::of(context);
    let rows: Vec<Vec<Words>> = screen
        .told()
        .into_iter()
        .map(|told| parts(told, words))
        .collect();
    let head = screen.chosen().map(|told| {
        let template = message::called(&told.campaign.facts.template, lang);
        let mut lines = vec![campaign::period(told, &template, words)];
        lines.extend(campaign::result(told, words));
        lines
    });
    let finding = if screen.typed.is_empty() {
        String::new()
    } else {
        say::rows_find(lang, &screen.typed)
    };
    let order = match screen.order {
        Order::Youngest => "",
        Order::Money => Say::RowsByMoney.in_(lang),
        Order::Name => Say::RowsByName.in_(lang),
    };
    let none = screen.all.value.as_deref().is_some_and(<[_]>::is_empty);
    let key = Command::NewCampaign.spec().keys[0];
    let titles = [
        "",
        Say::CampaignSent.in_(lang),
        Say::CampaignCame.in_(lang),
        "",
        Say::CampaignMoney.in_(lang),
    ];
    let listed = Listed {
        title: Say::CampaignTitle.in_(lang),
        status: order,
        head: std::iter::once((finding, Role::Strong))
            .chain(head.into_iter().flatten().map(|text| (text, Role::Label)))
            .collect(),
        columns: &listed::wanted(&columns(&rows, &titles), &COLUMNS, context),
        titles: titles.map(str::to_owned).into(),
        rows,
        none: if none {
            (say::campaign_none(lang, key), Role::Label)
        } else {
            (Say::RowsNoneFound.in_(lang).to_owned(), Role::Label)
        },
        list: &screen.list,
    };
    listed::draw(&listed, &screen.all, canvas);
    let told = screen.chosen().map(|told| explained(told, words));
    screen.why.draw(canvas, told);
}

/// What counts as coming back, and what came of the chosen one.
fn explained(told: &CampaignTold, words: Wording<'_>) -> (String, Vec<Words>) {
    let lang = words.lang;
    let mut lines = Lines::default();
    lines.head(Say::WhyRule, lang);
    lines.rule(Say::CampaignExplain, lang);
    lines.head(Say::WhyFacts, lang);
    let template = message::called(&told.campaign.facts.template, lang);
    lines.say(campaign::period(told, &template, words));
    for line in campaign::result(told, words) {
        lines.say(line);
    }
    lines.head(Say::WhyRows, lang);
    lines.rule(Say::CampaignWhyRows, lang);
    (told.campaign.facts.name.clone(), lines.all())
}

fn parts(told: &CampaignTold, words: Wording<'_>) -> Vec<Words> {
    let sent = &told.result.sent;
    vec![
        (told.campaign.facts.name.clone(), Role::Strong),
        (campaign::reach(told, words), Role::Label),
        (count(words.lang, sent.came), Role::Value),
        (campaign::share(sent, words), Role::Value),
        (words.money(Money(sent.money)), Role::Value),
    ]
}
