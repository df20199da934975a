//! `kenal info`: what the book is and what it holds.

use std::path::Path;

use super::args::Info;
use super::exit::{Ended, Exit};
use super::session::Session;
use super::{facts, json, moment};
use crate::domain::Day;
use crate::kit::Fact;
use crate::screens::sheet::{Wording, message as words};
use crate::store::{self, Access, Shop};
use crate::text::{Lang, Say, count, full_date, opening_hours};

pub(super) fn run(session: &mut Session, args: &Info) -> Ended {
    let store = session.open(Access::Read)?;
    let (shop, today) = session.shop(&store)?;
    let info = store.info().map_err(|error| session.failing(&error))?;
    let file = store.path().display().to_string();
    if args.json {
        let settings = session.settings_file.as_deref();
        session
            .out
            .json(&json::Info::new(&file, settings, (&shop, today), &info))?;
    } else {
        let wording = session.wording(&shop, today);
        let settings = session.settings_file.as_deref();
        let facts = told(&file, settings, &shop, &info, wording);
        facts::print(&mut session.out, &facts)?;
    }
    Ok(Exit::Done)
}

fn told(
    file: &str,
    settings: Option<&Path>,
    shop: &Shop,
    info: &store::Info,
    wording: Wording<'_>,
) -> Vec<Fact> {
    let lang = wording.lang;
    let number = |n: i64| count(lang, n.unsigned_abs());
    let copy = info.last_copy.as_ref().map_or_else(
        || Say::CliInfoNoCopy.in_(lang).to_owned(),
        |copy| copy.display().to_string(),
    );
    let settings = settings.map_or_else(String::new, |path| {
        let path_text = path.display();
        if path.exists() {
            path_text.to_string()
        } else {
            format!("{path_text} ({})", Say::CliInfoNoSettings.in_(lang))
        }
    });
    let versions = format!(
        "kenal {}, {} {}, SQLite {}",
        env!("CARGO_PKG_VERSION"),
        Say::CliInfoSchema.in_(lang),
        info.schema_version,
        info.sqlite
    );
    let minutes = shop.utc_offset_minutes;
    let sign = if minutes < 0 { '-' } else { '+' };
    let hours = minutes.unsigned_abs();
    let zone = format!("UTC{sign}{:02}:{:02}", hours / 60, hours % 60);
    let kept = wording.assets();
    let brought = kept.as_deref().unwrap_or(Say::CliInfoVehicles.in_(lang));
    let hours = shop.sign.hours.as_ref();
    let hours = hours.map(|hours| opening_hours(lang, hours));
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| full_date(lang, day));
    let language = Lang::of(&shop.sign.language);
    let language = language.map(|one| words::tongue(one).in_(lang).to_owned());
    let facts = [
        (Say::CliInfoFile, file.to_owned()),
        (Say::CliInfoShop, shop.name.clone()),
        (Say::CliInfoTrade, shop.trade.clone()),
        (Say::ShopAddress, shop.sign.address.clone()),
        (Say::ShopPhone, shop.sign.phone.clone()),
        (Say::ShopHours, hours.unwrap_or_default()),
        (Say::ShopClosedFrom, day(shop.sign.closed_from)),
        (Say::ShopClosedUntil, day(shop.sign.closed_until)),
        (Say::ShopLanguage, language.unwrap_or_default()),
        (Say::CliInfoCurrency, shop.currency.clone()),
        (Say::CliInfoZone, zone),
        (Say::CliInfoCustomers, number(info.customers)),
        (Say::CliInfoVehicles, number(info.vehicles)),
        (Say::CliInfoVisits, number(info.visits)),
        (Say::CliInfoChanges, number(info.changes)),
        (
            Say::CliInfoSize,
            format!("{} KiB", count(lang, info.bytes.div_ceil(1024))),
        ),
        (Say::CliInfoCopy, copy),
        (Say::CliInfoCheck, checked(shop, info, wording)),
        (Say::CliInfoSettings, settings),
        (Say::CliInfoVersion, versions),
    ];
    let label = |say: Say| match say {
        Say::CliInfoVehicles => brought,
        say => say.in_(lang),
    };
    facts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(say, text)| Fact::new(label(say), text))
        .collect()
}

/// When the whole file was looked through last, and what came of it.
fn checked(shop: &Shop, info: &store::Info, wording: Wording<'_>) -> String {
    let lang = wording.lang;
    let Some(check) = &info.last_check else {
        return Say::CliInfoNoCheck.in_(lang).to_owned();
    };
    let at = moment::shown(&check.at, shop.utc_offset_minutes, wording);
    let result = if check.is_sound() {
        Say::CliInfoSound
    } else {
        Say::CliInfoDamaged
    };
    format!("{at}, {}", result.in_(lang))
}
