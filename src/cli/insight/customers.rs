//! The answer to a case customer by customer, as a CSV table.

use super::answer::outlooks;
use super::case::Case;
use super::fits::Fits;
use super::shop::{Customer, Shop};
use crate::insight::{Rfm, Rhythm, Stage};

const HEADERS: [&str; 22] = [
    "customer_id",
    "first_visit",
    "last_visit",
    "visits",
    "recency_days",
    "revenue_minor",
    "r",
    "f",
    "m",
    "segment",
    "r_q7",
    "f_q7",
    "m_q7",
    "rhythm",
    "median_gap_x2",
    "longest_gap",
    "due",
    "lifecycle",
    "p_alive",
    "visits_next",
    "spend_per_visit",
    "clv",
];

pub(super) fn table(shop: &Shop, case: &Case, fits: &Fits) -> Vec<u8> {
    let visits = shop.visits();
    let rank = Rfm::by_rank(&visits, case.as_of);
    let quantile = Rfm::by_quantile(&visits, case.as_of);
    let outlooks = outlooks(shop, case, fits);
    let mut found = rank.0.iter().zip(&quantile.0).zip(&outlooks);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |cells: Vec<String>| writer.write_record(cells).is_ok();
    let headers = HEADERS.into_iter().chain(["owner_label"]);
    write(headers.map(str::to_owned).collect());
    let listed = |(one, _): &(&Customer, Stage)| shop.is_listed(one);
    let customers = shop.customers.iter().zip(shop.stages());
    for (one, stage) in customers.filter(listed) {
        let mut cells = vec![String::new(); HEADERS.len() + 1];
        cells[0].clone_from(&one.name);
        stage.name().clone_into(&mut cells[17]);
        if let Some((visits, ((rank, quantile), outlook))) =
            one.visits.and_then(|visits| Some((visits, found.next()?)))
        {
            let rhythm = Rhythm::of(&visits, case.as_of);
            let gaps = visits.gaps;
            let values: [String; 16] = [
                visits.first.to_string(),
                visits.last.to_string(),
                visits.count.to_string(),
                visits.silent(case.as_of).to_string(),
                visits.money.to_string(),
                rank.recency.to_string(),
                rank.frequency.to_string(),
                rank.money.to_string(),
                rank.segment().name().to_owned(),
                quantile.recency.to_string(),
                quantile.frequency.to_string(),
                quantile.money.to_string(),
                rhythm.pace.name().to_owned(),
                gaps.map(|gaps| gaps.median_x2.to_string())
                    .unwrap_or_default(),
                gaps.map(|gaps| gaps.longest.to_string())
                    .unwrap_or_default(),
                rhythm.due.map(|day| day.to_string()).unwrap_or_default(),
            ];
            cells[1..17].clone_from_slice(&values);
            outlook.name().clone_into(&mut cells[22]);
        }
        if let Some(predicted) = fits.of_customer(shop, case, one) {
            let numbers = [
                predicted.alive,
                predicted.visits,
                predicted.spend,
                predicted.value,
            ];
            for (cell, number) in cells[18..22].iter_mut().zip(numbers) {
                *cell = number.to_string();
            }
        }
        write(cells);
    }
    writer.into_inner().unwrap_or_default()
}
