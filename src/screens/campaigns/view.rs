//! How the list of campaigns looks.

use super::Campaigns;
use crate::domain::Money;
use crate::insight::CampaignTold;
use crate::kit::Canvas;
use crate::kit::table::Column;
use crate::kit::width::width;
use crate::look::Role;
use crate::protocol::{Command, Context};
use crate::screens::listed::{self, Listed, Words};
use crate::screens::sheet::{Wording, campaign, message};
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

pub(super) fn draw(screen: &Campaigns, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let lang = canvas.lang;
    let words = Wording::of(context);
    let rows: Vec<Vec<Words>> = screen
        .told()
        .iter()
        .map(|told| parts(told, words))
        .collect();
    let head = screen.chosen().map(|told| {
        let template = message::called(&told.campaign.facts.template, lang);
        let mut lines = vec![campaign::period(told, &template, words)];
        lines.extend(campaign::result(told, words));
        lines
    });
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
        status: "",
        head: head
            .unwrap_or_default()
            .into_iter()
            .map(|text| (text, Role::Label))
            .collect(),
        columns: &columns(&rows, &titles),
        titles: titles.map(str::to_owned).into(),
        rows,
        none: (say::campaign_none(lang, key), Role::Label),
        list: &screen.list,
    };
    listed::draw(&listed, &screen.all, canvas);
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
