//! The people of a campaign as a list for a file.

use super::CampaignScreen;
use crate::domain::Money;
use crate::domain::export::{Column, Table, Value};
use crate::insight::PersonTold;
use crate::protocol::{Context, ExportList, ExportRows};
use crate::text::{Lang, Say};

/// Everybody, in the order of the screen.
pub(super) fn list(screen: &CampaignScreen, context: &Context) -> Option<ExportList> {
    let lang = context.lang;
    let title = screen
        .people
        .value
        .as_ref()?
        .told
        .campaign
        .facts
        .name
        .clone();
    let rows = screen.rows().into_iter().map(values);
    Some(ExportList {
        what: "campaign",
        name: Say::CampaignFieldName.in_(lang).to_lowercase(),
        rows: ExportRows::Here(Table {
            title: title.clone(),
            columns: columns(lang),
            rows: rows.collect(),
        }),
        title,
    })
}

fn columns(lang: Lang) -> Vec<Column> {
    let all = [
        ("customer_id", Say::FormCustomerId),
        ("name", Say::FormName),
        ("phone", Say::FormPhone),
        ("sent", Say::CampaignSentOn),
        ("came", Say::CampaignCameOn),
        ("money", Say::CampaignMoney),
        ("due_anyway", Say::CampaignAnyway),
    ];
    let column = |(name, label): (&str, Say)| Column {
        name: name.to_owned(),
        label: label.in_(lang).to_owned(),
    };
    all.into_iter().map(column).collect()
}

fn values(one: &PersonTold) -> Vec<Value> {
    let returned = &one.returned;
    let came = returned.came.is_some();
    vec![
        Value::text(one.person.code.clone()),
        Value::text(one.person.name.clone()),
        Value::text(one.person.phone.clone()),
        Value::day(one.sent),
        Value::day(returned.came),
        Value::money(came.then_some(Money(returned.money))),
        Value::whole(came.then(|| i64::from(returned.due_anyway))),
    ]
}
