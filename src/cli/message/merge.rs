//! The messages to the customers of a segment or a feast, one a row of a file. Whom consent forbids is left
//! out, and it is said how many and why.

use std::collections::HashSet;
use std::path::Path;

use super::super::args::Message as Args;
use super::super::exit::{Ended, Exit, Failing};
use super::super::export::{self, place};
use super::super::json;
use super::super::session::Session;
use super::left_out::{AllLeftOut, LeftOut};
use super::letter::{Writing, Written};
use super::one::given;
use super::whom::{To, already, invited};
use super::{campaign, feast, gathering, holidays, key, named, templates};
use crate::calendar::FeastRow;
use crate::domain::{Change, Customer, CustomerId, Subject};
use crate::exchange::write::{Cell, Csv, CsvStyle, NewFile, TableWriter};
use crate::message::Unfit;
use crate::screens::sheet::{message as words, wording::person};
use crate::store::{Shop, Store};
use crate::text::{Lang, Say, say};

pub(super) fn run(session: &mut Session, args: &Args, to: To<'_>) -> Ended {
    let lang = session.lang();
    let path = file(args, lang)?;
    let given = given(session, &args.given)?;
    let file = place::begin(session, path, args.overwrite)?;
    let (mut store, logged) = export::opened(session)?;
    let (shop, today) = session.shop(&store)?;
    let campaign = campaign(session, &store, args, today)?;
    let gathering = gathering(session, &store, args, today)?;
    let name = key(args, campaign.as_ref());
    let calendar = holidays(session);
    let templates = templates(session, &store)?;
    let feast = match to {
        To::Feast(key) => Some(feast::meant(
            session,
            (&calendar, &templates),
            (key, name),
            today,
        )?),
        _ => None,
    };
    let template = named(session, &templates, name)?;
    if let Some(coming) = &feast {
        feast::takes(session, (&calendar, &templates), coming, template)?;
    }
    let far = calendar.far(today);
    to.goes(session, template, &far)?;
    let writing = Writing {
        template,
        templates: &templates,
        given: &given,
        shop: &shop,
        today,
        far: &far,
        said: args.language,
        screen: lang,
        channel: args.channel,
        campaign: campaign.as_ref(),
        gathering: gathering.as_ref().map(|known| &known.told.gathering.facts),
        about: feast.as_ref().map(|coming| FeastRow::of(coming).occasion()),
        by_itself: true,
    };
    if let Some(last) = writing.over() {
        let why = say::message_not_sent(lang, words::unfit(&Unfit::Over(last), lang));
        let hint = Say::MessageOverHint.in_(lang);
        return Err(Failing::new(Exit::Refused, why, hint));
    }
    let mut left_out = AllLeftOut {
        offers: template.offers.clone(),
        ..AllLeftOut::default()
    };
    let about = (campaign.as_ref(), feast.as_ref(), today);
    let customers = match (to, &gathering) {
        (To::Event, Some(known)) => invited(known),
        _ => to.customers(session, &store, about, &mut left_out)?,
    };
    let sent = already(campaign.as_ref()).collect();
    let letters = letters(
        session,
        &store,
        (args, &writing),
        (customers, sent),
        &mut left_out,
    )?;
    let to = (path, file);
    let rows = put(session, (&mut store, logged), (args, &shop), to, &letters)?;
    if args.mark_sent && !letters.is_empty() {
        let list = letters.iter().map(|(_, written)| written.sent.clone());
        let list = list.collect();
        let change = if args.again {
            Change::MarkListSentAgain
        } else {
            Change::MarkListSent
        };
        session.save(&mut store, &change(list))?;
    }
    tell(session, args, (path, name), rows, &left_out)?;
    Ok(if rows == 0 { Exit::Partly } else { Exit::Done })
}

/// The messages to these customers, but for those to whom one of the campaign went before; who gets none is left out.
fn letters(
    session: &Session,
    store: &Store,
    (args, writing): (&Args, &Writing<'_>),
    (customers, sent): (Vec<CustomerId>, HashSet<CustomerId>),
    left_out: &mut AllLeftOut,
) -> Ended<Vec<(Customer, Written)>> {
    let mut letters = Vec::new();
    // Marking the same once more has to be meant.
    let marks_once = args.mark_sent && !args.again;
    let is_known = |written: &Written| -> Ended<bool> {
        if !marks_once {
            return Ok(false);
        }
        let known = store.was_sent(&written.sent);
        known.map_err(|error| session.failing(&error))
    };
    for id in customers {
        if sent.contains(&id) {
            left_out.because(LeftOut::Sent);
            continue;
        }
        let card = store.card(Subject::Customer(id, None));
        let mut card = card.map_err(|error| session.failing(&error))?;
        if let Some(card) = &mut card {
            card.as_of(writing.today);
        }
        let Some((card, customer)) = card
            .as_ref()
            .and_then(|card| Some((card, card.customer.as_ref()?)))
        else {
            continue;
        };
        match writing.to(card, customer) {
            Ok(written) if is_known(&written)? => left_out.because(LeftOut::Sent),
            Ok(written) => letters.push((customer.clone(), written)),
            Err(not) => left_out.add(&not),
        }
    }
    Ok(letters)
}

/// Writes the file, with its line in the audit; says how many rows it has.
fn put(
    session: &mut Session,
    (store, logged): (&mut Store, bool),
    (args, shop): (&Args, &Shop),
    (path, mut file): (&Path, NewFile),
    letters: &[(Customer, Written)],
) -> Ended<u64> {
    let lang = session.lang();
    let style = if args.excel {
        CsvStyle::spreadsheet(lang)
    } else {
        CsvStyle::PROGRAM
    };
    let shop = (shop, args.excel.then_some(lang));
    let done = write(&mut file, style, shop, letters);
    done.map_err(|error| place::not_written(session, path, &error))?;
    let rows = letters.len() as u64;
    let where_to = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // Before the file is there: none is without its line in the audit.
    let where_to = where_to.display().to_string();
    export::log(session, store, logged, "merge", rows, where_to)?;
    place::keep(session, path, file)?;
    Ok(rows)
}

/// The file that was asked for, which must be a CSV.
fn file(args: &Args, lang: Lang) -> Ended<&Path> {
    let path = args.to.as_deref().unwrap_or_else(|| Path::new(""));
    let ending = path.extension();
    if ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        return Ok(path);
    }
    let why = say::cli_usage(lang, Say::MessageMergeCsv.in_(lang));
    Err(Failing::new(Exit::Usage, why, String::new()))
}

/// Says where the messages are, and who is left out.
fn tell(
    session: &mut Session,
    args: &Args,
    (path, name): (&Path, &str),
    rows: u64,
    left_out: &AllLeftOut,
) -> Ended<()> {
    let lang = session.lang();
    if args.json {
        let why = left_out.why.iter();
        let missing = left_out.missing.iter();
        return session.out.json(&json::Merged {
            file: path.display().to_string(),
            template: name.to_owned(),
            messages: rows,
            offers: left_out.offers.clone(),
            left_out: why.map(|(why, count)| (why.name(), *count)).collect(),
            missing: missing
                .map(|(hole, count)| (hole.name().to_owned(), *count))
                .collect(),
        });
    }
    session
        .out
        .line(&say::message_merged(lang, rows, path.display()))?;
    if args.mark_sent {
        session.out.line(&say::message_marked_list(lang, rows))?;
    }
    if let Some(words) = &left_out.offers {
        session.out.line(&say::message_offering(lang, words))?;
    }
    for (why, count) in &left_out.why {
        session.out.line(&why.told(lang, *count))?;
    }
    for (hole, count) in &left_out.missing {
        let line = say::message_left_out_missing(lang, hole.words(lang), *count);
        session.out.line(&line)?;
    }
    Ok(())
}

/// Stable names and labels of the columns.
const COLUMNS: [(&str, Say); 7] = [
    ("customer_id", Say::FormCustomerId),
    ("name", Say::FormName),
    ("channel", Say::MessageFieldChannel),
    ("to", Say::MessageFieldTo),
    ("language", Say::MessageFieldLanguage),
    ("message", Say::MessageFieldMessage),
    ("link", Say::MessageFieldLink),
];

fn write(
    file: &mut NewFile,
    style: CsvStyle,
    (shop, labels): (&Shop, Option<Lang>),
    letters: &[(Customer, Written)],
) -> std::io::Result<()> {
    let headers = COLUMNS.map(|(name, label)| labels.map_or(name, |lang| label.in_(lang)));
    let mut csv = Box::new(Csv::new(file.file(), style, shop.unit(), headers)?);
    for (customer, written) in letters {
        let sent = &written.sent;
        let name = person(&customer.facts);
        let cells = [
            customer.code.as_str(),
            &name,
            sent.channel.key(),
            &written.to,
            &sent.language,
            &sent.body,
            &written.link,
        ];
        for cell in cells {
            csv.cell(&Cell::text(cell))?;
        }
        csv.end_row()?;
    }
    csv.finish()
}
