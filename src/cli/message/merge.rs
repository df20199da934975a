//! The messages to the customers of a segment or a feast, one a row of a file. Whom consent forbids is left
//! out, and it is said how many and why.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use super::super::args::Message as Args;
use super::super::exit::{Ended, Exit, Failing};
use super::super::export::{self, place};
use super::super::session::Session;
use super::super::{json, segment};
use super::letter::{Not, Writing, Written};
use super::one::given;
use super::{campaign, feast, gathering, holidays, key, named, templates};
use crate::calendar::{self, Coming, FarFeast, FeastPeople, FeastRow, Greets};
use crate::domain::{Change, Customer, CustomerId, Day, Gate, GuestState, Subject};
use crate::exchange::write::{Cell, Csv, CsvStyle, NewFile, TableWriter};
use crate::insight::{CampaignPeople, GatheringGuests};
use crate::message::{Hole, Template, Unfit};
use crate::screens::sheet::{message as words, wording::person};
use crate::store::{Shop, Store};
use crate::text::{Lang, Say, say};

/// Why somebody is left out, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum LeftOut {
    NotMeant,
    Sent,
    Marked,
    Contact,
    Refused,
    NotAsked,
    NotWished,
    NoVehicle,
    NoBirthday,
    NotNear,
    NotDue,
    Came,
    Holes,
    Address,
}

impl LeftOut {
    fn of(not: &Not) -> Self {
        match not {
            Not::Forbidden(gate) | Not::Offers(_, gate) => match gate {
                Gate::DoNotContact => Self::Contact,
                Gate::NotAsked(_) => Self::NotAsked,
                Gate::NotWished(_) => Self::NotWished,
                Gate::Refused(_) | Gate::Open => Self::Refused,
            },
            Not::Unfit(Unfit::Company | Unfit::NoBirthday) => Self::NoBirthday,
            Not::Unfit(Unfit::NotDue(_)) => Self::NotDue,
            Not::Unfit(Unfit::Came(_) | Unfit::Late { .. } | Unfit::NeverCame) => Self::Came,
            Not::Unfit(_) => Self::NotNear,
            Not::Holes(_) => Self::Holes,
            Not::Address(_) => Self::Address,
            Not::OffList => Self::NotMeant,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::NotMeant => "not_on_list",
            Self::Sent => "sent_already",
            Self::Marked => "marked",
            Self::Contact => "do_not_contact",
            Self::Refused => "refused",
            Self::NotAsked => "not_asked",
            Self::NotWished => "not_wished",
            Self::NoVehicle => "no_vehicle",
            Self::NoBirthday => "no_birthday",
            Self::NotNear => "not_near",
            Self::NotDue => "not_due",
            Self::Came => "came",
            Self::Holes => "something_missing",
            Self::Address => "no_address",
        }
    }

    fn told(self, lang: Lang, count: u64) -> String {
        match self {
            Self::NotMeant => say::message_left_out_not_on_list(lang, count),
            Self::Sent => say::message_left_out_sent(lang, count),
            Self::Marked => say::message_left_out_marked(lang, count),
            Self::Contact => say::message_left_out_contact(lang, count),
            Self::Refused => say::message_left_out_refused(lang, count),
            Self::NotAsked => say::message_left_out_not_asked(lang, count),
            Self::NotWished => say::message_left_out_not_wished(lang, count),
            Self::NoVehicle => say::message_left_out_no_vehicle(lang, count),
            Self::NoBirthday => say::message_left_out_no_birthday(lang, count),
            Self::NotNear => say::message_left_out_not_near(lang, count),
            Self::NotDue => say::message_left_out_not_due(lang, count),
            Self::Came => say::message_left_out_came(lang, count),
            Self::Holes => say::message_left_out_holes(lang, count),
            Self::Address => say::message_left_out_address(lang, count),
        }
    }
}

/// Whom the messages go to.
#[derive(Debug, Clone, Copy)]
pub(super) enum To<'a> {
    /// Whom a segment of this name holds.
    Segment(&'a str),
    /// Whoever is greeted at the feast of this key.
    Feast(&'a str),
    /// Everybody whom the campaign means.
    Campaign,
    /// Everybody who is invited to the gathering and has not said no.
    Event,
}

impl To<'_> {
    /// Who gets a message, as far as the list itself says so; whom it leaves out is told there.
    fn customers(
        self,
        session: &Session,
        store: &Store,
        (campaign, feast, today): (Option<&CampaignPeople>, Option<&Coming<'_>>, Day),
        left_out: &mut AllLeftOut,
    ) -> Ended<Vec<CustomerId>> {
        match self {
            To::Segment(name) => segment::customers(session, store, name, today),
            To::Campaign => {
                let people = campaign.iter().flat_map(|all| &all.people);
                Ok(people.map(|one| one.person.customer).collect())
            }
            To::Event => Ok(Vec::new()),
            To::Feast(_) => {
                let Some(coming) = feast else {
                    return Ok(Vec::new());
                };
                let all = store
                    .feast_people(coming, today, usize::MAX)
                    .and_then(|all| {
                        let meant = all.row.customers + all.row.done;
                        let others = store.feast_left_out(coming, meant)?;
                        Ok((all, others))
                    });
                let (all, others) = all.map_err(|error| session.failing(&error))?;
                Ok(left_out.of_feast(all, others))
            }
        }
    }

    /// Whether the template goes to these people today: the message of a feast goes near its feast.
    fn goes(self, session: &Session, template: &Template, far: &[FarFeast]) -> Ended<()> {
        let lang = session.lang();
        let feast = match self {
            To::Feast(key) => key,
            _ => template.key.as_str(),
        };
        let Some(far) = far.iter().find(|one| one.key == feast) else {
            return Ok(());
        };
        let why = words::unfit(&Unfit::Feast(far.clone()), lang);
        let why = say::message_not_sent(lang, why);
        let hint = Say::MessageFeastFarHint.in_(lang);
        Err(Failing::new(Exit::Refused, why, hint))
    }
}

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
    let mut letters = Vec::new();
    let mut left_out = AllLeftOut {
        offers: template.offers.clone(),
        ..AllLeftOut::default()
    };
    let about = (campaign.as_ref(), feast.as_ref(), today);
    let customers = match (to, &gathering) {
        (To::Event, Some(known)) => invited(known),
        _ => to.customers(session, &store, about, &mut left_out)?,
    };
    let sent: HashSet<CustomerId> = already(campaign.as_ref()).collect();
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
            card.as_of(today);
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

/// Whoever is invited to a gathering and has not said no, nor was there.
pub(super) fn invited(known: &GatheringGuests) -> Vec<CustomerId> {
    let open = [GuestState::Invited, GuestState::Coming];
    let guests = known.guests.iter();
    let guests = guests.filter(|guest| open.contains(&guest.state));
    guests.map(|guest| guest.customer).collect()
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

/// Whom a message of the campaign went to before.
fn already(campaign: Option<&CampaignPeople>) -> impl Iterator<Item = CustomerId> {
    let people = campaign.into_iter().flat_map(|all| &all.people);
    let sent = people.filter(|one| one.sent.is_some());
    sent.map(|one| one.person.customer)
}

/// Who is left out, by why, and for how many something is missing, by what.
#[derive(Debug, Default)]
struct AllLeftOut {
    /// The words that made a promotion of what is no promotion by its template.
    offers: Option<String>,
    why: BTreeMap<LeftOut, u64>,
    missing: BTreeMap<Hole, u64>,
}

impl AllLeftOut {
    fn because(&mut self, why: LeftOut) {
        self.all(why, 1);
    }

    fn all(&mut self, why: LeftOut, count: u64) {
        if count > 0 {
            *self.why.entry(why).or_default() += count;
        }
    }

    /// Who is still to be greeted at a feast; everybody else in the book is left out.
    fn of_feast(&mut self, all: FeastPeople, left: calendar::LeftOut) -> Vec<CustomerId> {
        self.all(LeftOut::Contact, left.no_contact);
        self.all(LeftOut::NoVehicle, left.no_vehicle);
        let others = match all.row.greets {
            Greets::Chosen(_) => LeftOut::NotWished,
            Greets::All | Greets::Vehicles | Greets::Nobody => LeftOut::Refused,
        };
        self.all(others, left.others);
        let mut open = Vec::new();
        for one in all.people {
            match (one.sent, one.mark) {
                (Some(_), _) => self.because(LeftOut::Sent),
                (None, Some(_)) => self.because(LeftOut::Marked),
                (None, None) => open.push(one.who.id),
            }
        }
        open
    }

    fn add(&mut self, not: &Not) {
        self.because(LeftOut::of(not));
        if let Not::Offers(words, _) = not {
            self.offers.get_or_insert_with(|| words.clone());
        }
        if let Not::Holes(holes) = not {
            for hole in holes {
                *self.missing.entry(hole.clone()).or_default() += 1;
            }
        }
    }
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
