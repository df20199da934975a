//! The figures of the week, and who moved in it.

use super::super::super::row::{Figure, Row};
use super::super::super::trend::Trend;
use super::super::super::words::{Tell, segment};
use super::Cell;
use crate::insight::Segment;
use crate::insight::review::Kind;
use crate::kit::width::width;
use crate::look::{Role, Symbols};
use crate::screens::sheet::campaign;
use crate::text::{self, Say, say};

/// A figure of the week, against the usual one where there is one.
pub(super) fn figure(figure: Figure, tell: Tell<'_>, symbols: &Symbols) -> Vec<Cell> {
    let lang = tell.lang();
    let label = figure_label(figure).in_(lang).to_owned();
    let (value, trend) = figure_value(figure, tell);
    let Some((trend, usual)) = trend else {
        let words = match figure {
            Figure::Back => Say::ReviewBackWords.in_(lang).to_owned(),
            _ => String::new(),
        };
        return vec![
            (label, Role::Value),
            (value, Role::Strong),
            (String::new(), Role::Value),
            (words, Role::Label),
        ];
    };
    vec![
        (label, Role::Value),
        (value, Role::Strong),
        (trend.sign(lang, symbols), trend.role()),
        (trend.words(lang, &usual), Role::Label),
    ]
}

/// What a figure is called.
pub(in super::super::super) fn figure_label(figure: Figure) -> Say {
    match figure {
        Figure::Visits => Say::ReviewFigureVisits,
        Figure::Money => Say::ReviewFigureMoney,
        Figure::New => Say::ReviewFigureNew,
        Figure::Returning => Say::ReviewFigureReturning,
        Figure::Back => Say::ReviewFigureBack,
    }
}

/// The value of a figure, and how it stands against the usual one.
pub(in super::super::super) fn figure_value(
    figure: Figure,
    tell: Tell<'_>,
) -> (String, Option<(Trend, String)>) {
    let review = &tell.weekly.review;
    let (flow, usual) = (review.flow, review.usual);
    let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let counted = |now: u64, usual_x2: Option<u64>| {
        let against = usual_x2.map(|usual_x2| {
            let trend = Trend::of(whole(now.saturating_mul(2)), whole(usual_x2));
            (trend, text::half(tell.lang(), usual_x2))
        });
        (text::count(tell.lang(), now), against)
    };
    match figure {
        Figure::Visits => counted(flow.visits, usual.map(|usual| usual.visits_x2)),
        Figure::New => counted(flow.new, usual.map(|usual| usual.new_x2)),
        Figure::Returning => counted(flow.returning, usual.map(|usual| usual.returning_x2)),
        Figure::Money => {
            let against = usual.map(|usual| {
                let trend = Trend::of(flow.money, usual.money);
                (trend, tell.short(usual.money))
            });
            (tell.short(flow.money), against)
        }
        Figure::Back => {
            let back = review.lists.get(&Kind::Back);
            (tell.count(back.map_or(0, |back| back.total)), None)
        }
    }
}

/// A campaign: how many were sent a message, how many of them came back, with how much money, and
/// what that cost in points.
pub(super) fn campaign(at: usize, tell: Tell<'_>) -> Vec<Cell> {
    let Some(told) = tell.weekly.campaigns.get(at) else {
        return Vec::new();
    };
    let sent = &told.result.sent;
    vec![
        (told.campaign.facts.name.clone(), Role::Strong),
        (campaign::reach(told, tell.words), Role::Label),
        (text::count(tell.lang(), sent.came), Role::Value),
        (campaign::share(sent, tell.words), Role::Value),
        (tell.short(sent.money), Role::Strong),
        (tell.short(told.cost), Role::Label),
    ]
}

/// Columns that say how many were sent a message.
pub(super) fn campaign_width(rows: &[Row], tell: Tell<'_>) -> u16 {
    let widths = rows.iter().filter_map(|row| match row {
        Row::Campaign(at) => {
            let told = tell.weekly.campaigns.get(*at)?;
            Some(width(&campaign::reach(told, tell.words)))
        }
        _ => None,
    });
    widths.max().unwrap_or(0)
}

pub(super) fn moved(at: usize, tell: Tell<'_>, symbols: &Symbols) -> Vec<Cell> {
    let Some(moved) = tell.weekly.review.moves.get(at) else {
        return Vec::new();
    };
    let lang = tell.lang();
    let way = format!(
        "{} {} {}",
        segment(lang, moved.from),
        symbols.arrow,
        segment(lang, Some(moved.to))
    );
    let named = moved
        .customers
        .iter()
        .filter(|who| tell.who(**who).is_some());
    let names: Vec<String> = named.take(3).map(|who| tell.name(*who)).collect();
    let more = moved.customers.len() - names.len();
    let mut who = names.join(", ");
    if more > 0 && !who.is_empty() {
        who = format!("{who}, {}", say::word_more(lang, more as u64));
    }
    let role = if goes_down(moved.from, moved.to) {
        Role::Attention
    } else {
        Role::Strong
    };
    vec![
        (way, role),
        (tell.count(moved.customers.len()), Role::Value),
        (who, Role::Label),
    ]
}

/// Whether a move is one to be worried about: to where nobody has come lately.
pub(in super::super::super) fn goes_down(from: Option<Segment>, to: Segment) -> bool {
    from.is_some_and(|from| from < to)
}
