//! How the screen looks.

use super::SamePerson;
use super::beside::Beside;
use crate::domain::{CustomerFacts, FIELD_TERMS, Likeness, Named, Purpose, Side, joined};
use crate::kit::Canvas;
use crate::kit::table::Column;
use crate::kit::titled::Words;
use crate::look::{Role, Symbols};
use crate::protocol::Context;
use crate::screens::sheet::{Wording, birthday, consent, terms, wording};
use crate::screens::whom::Person;
use crate::screens::whom::view::Around;
use crate::screens::whom::view::rows::{self, Rows};
use crate::text::{self, Say, say};

/// Below so many columns a value stands below the other.
const NARROW: u16 = 60;
/// The longest name of a field that stands whole.
const FIELD: u16 = 18;

pub(super) fn draw(screen: &SamePerson, canvas: &mut Canvas<'_, '_>, context: &Context) {
    match &screen.beside {
        Some(beside) => side_by_side(beside, canvas, context),
        None => picker(screen, canvas, context),
    }
}

fn picker(screen: &SamePerson, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let lang = canvas.lang;
    let words = Wording::of(context);
    let typed = screen.others.is_typed();
    let wide = canvas.area.width >= NARROW;
    let none = match (typed, screen.others.only_left_out) {
        (true, true) => Say::SameOnlyItself,
        (true, false) => Say::SameNoneFound,
        (false, _) => Say::SameNoneLikely,
    };
    let [hint, found] = [
        if wide {
            Say::SameSearch
        } else {
            Say::SameSearchHint
        },
        if typed {
            Say::SameFound
        } else {
            Say::SameLikely
        },
    ];
    let around = Around {
        title: &say::same_title(lang, &screen.who),
        hint: hint.in_(lang),
        found: found.in_(lang),
        none: none.in_(lang),
    };
    screen
        .others
        .draw(around, canvas, |person| why(person, words));
}

/// Why somebody is likely the same person.
fn why(person: &Person, words: Wording<'_>) -> Words {
    match &person.by {
        Some(Likeness::Name) => (words.say(Say::SameByName).to_owned(), Role::Label),
        Some(Likeness::Plate(plate)) => (say::same_by_plate(words.lang, plate), Role::Value),
        Some(Likeness::Phone(phone)) => (say::same_by_phone(words.lang, phone), Role::Value),
        Some(Likeness::Birthday(born)) => {
            let date = birthday::day(*born, words);
            (say::same_by_birthday(words.lang, date), Role::Value)
        }
        None => (String::new(), Role::Value),
    }
}

fn side_by_side(beside: &Beside, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let words = Wording::of(context);
    let symbols = &canvas.look.symbols;
    let sides = beside.sides.value.as_ref();
    let called = |side: &Side| {
        wording::joined(
            &[&wording::person(&side.customer.facts), &side.customer.code],
            " ",
        )
    };
    let title = sides.map_or_else(String::new, |[keep, other]| {
        say::same_beside(words.lang, &other.customer.code, &keep.customer.code)
    });
    let narrow = canvas.area.width < NARROW;
    let rows = sides.map_or_else(Vec::new, |sides| {
        let row = |field: &String| value_row(field, beside, sides, words, symbols);
        beside.fields.iter().map(row).collect()
    });
    let columns = [
        Column::fixed(if narrow { 9 } else { FIELD }, 0),
        Column::growing(10, 1, 0),
        Column::growing(10, 1, 0),
    ];
    let titles = sides.map_or_else(Vec::new, |[keep, other]| {
        let name = |say: Say, side: &Side| {
            let name = wording::person(&side.customer.facts);
            let parts = if narrow {
                vec![words.say(say)]
            } else {
                vec![words.say(say), name.as_str()]
            };
            wording::joined(&parts, ": ")
        };
        vec![
            String::new(),
            name(Say::SameStays, keep),
            name(Say::SameGoes, other),
        ]
    });
    let mut head = sides.map_or_else(Vec::new, |sides| head(beside, sides, words, called));
    if let (true, Some(sides)) = (narrow, sides) {
        // The old ID is told where there is room; both values of the chosen field are read whole.
        head.pop();
        let whole = beside
            .chosen()
            .map(|field| whole(field, beside, sides, words, symbols));
        head.splice(1..1, whole);
    }
    let all = Rows {
        title: &title,
        head,
        columns: &columns,
        titles: if beside.fields.is_empty() {
            Vec::new()
        } else {
            titles
        },
        told: rows,
        none: (String::new(), Role::Label),
        list: &beside.list,
    };
    rows::draw(&all, &beside.sides, canvas);
}

/// Who stays, what goes along, and what is kept of both.
fn head(
    beside: &Beside,
    sides: &[Side; 2],
    words: Wording<'_>,
    called: impl Fn(&Side) -> String,
) -> Vec<Words> {
    let lang = words.lang;
    let [keep, other] = sides;
    let lead = if beside.fields.is_empty() {
        say::same_head_alike(lang, called(keep), called(other))
    } else {
        say::same_head(lang, called(keep), called(other))
    };
    let count = |n: i64| n.unsigned_abs();
    let points = say::same_points(lang, count(other.points));
    let minus = if other.points < 0 { "−" } else { "" };
    let along = say::same_along(
        lang,
        say::word_visits(lang, count(other.visits)),
        words.counted_assets(count(other.vehicles)),
        format!("{minus}{points}"),
    );
    let one = joined(&keep.customer.facts, &other.customer.facts, &beside.taken);
    let mut lines = vec![(lead, Role::Strong), (along, Role::Value)];
    let phones: Vec<String> = one.phones.iter().map(wording::phone).collect();
    if !phones.is_empty() {
        lines.push((say::same_phones(lang, phones.join(", ")), Role::Value));
    }
    let refused: Vec<&str> = Purpose::ALL
        .into_iter()
        .filter(|purpose| sides.iter().any(|side| purpose.refused(&side.consents)))
        .map(|purpose| words.say(consent::name(purpose)))
        .collect();
    if !refused.is_empty() {
        lines.push((say::same_refused(lang, refused.join(", ")), Role::Attention));
    }
    if !one.alert.is_empty() {
        lines.push((
            say::same_alert(lang, one.alert.replace('\n', " ")),
            Role::Attention,
        ));
    }
    if !keep.customer.facts.note.is_empty() && !other.customer.facts.note.is_empty() {
        lines.push((Say::SameNotes.in_(lang).to_owned(), Role::Label));
    }
    let id = say::same_old_id(lang, &other.customer.code, wording::person(&one));
    lines.push((id, Role::Label));
    lines
}

/// Both values of a field in one line, the one that is taken with its sign.
fn whole(
    field: &str,
    beside: &Beside,
    sides: &[Side; 2],
    words: Wording<'_>,
    symbols: &Symbols,
) -> Words {
    let cells = value_row(field, beside, sides, words, symbols);
    let [name, keep, other] = [0, 1, 2].map(|at| cells[at].0.trim().to_owned());
    (
        format!("{name}: {keep}{}{other}", symbols.dot),
        Role::Accent,
    )
}

fn value_row(
    field: &str,
    beside: &Beside,
    [keep, other]: &[Side; 2],
    words: Wording<'_>,
    symbols: &Symbols,
) -> Vec<Words> {
    let theirs = beside.taken.contains(field);
    let cell = |side: &Side, taken: bool| {
        let sign = if taken { symbols.check } else { " " };
        let role = if taken { Role::Strong } else { Role::Label };
        (
            format!("{sign} {}", value(field, side, words, symbols)),
            role,
        )
    };
    let mut name = (field_name(field, words), Role::Label);
    if beside.changed.contains(field) {
        name = (format!("{} {}", symbols.alert, name.0), Role::Attention);
    }
    vec![name, cell(keep, !theirs), cell(other, theirs)]
}

/// What a field is called.
pub(super) fn field_name(field: &str, words: Wording<'_>) -> String {
    let own = field.strip_prefix("field.");
    if let Some(kept) = words.trade.field(own.unwrap_or_default()) {
        return words.word(&kept.label).to_owned();
    }
    let name = own.unwrap_or(field);
    text::field_name(name).map_or_else(|| name.to_owned(), |say| words.say(say).to_owned())
}

fn value(field: &str, side: &Side, words: Wording<'_>, symbols: &Symbols) -> String {
    let facts: &CustomerFacts = &side.customer.facts;
    let named = |named: &Option<Named>| {
        named.as_ref().map_or_else(String::new, |named| {
            wording::joined(&[&named.name, &named.code], " ")
        })
    };
    match field {
        "honorific" => facts.honorific.clone(),
        "name" => facts.name.clone(),
        "email" => facts.email.clone(),
        "address" => facts.address.replace('\n', " "),
        "city" => facts.city.clone(),
        "source" => facts.source.clone(),
        "birthday" => facts
            .birthday
            .map_or_else(String::new, |born| birthday::day(born, words)),
        "household" => facts
            .household
            .as_ref()
            .map_or_else(String::new, |home| home.name.clone()),
        "company" => named(&side.company),
        "referred_by" => named(&side.referred_by),
        FIELD_TERMS => side
            .terms
            .as_ref()
            .map_or_else(String::new, |agreed| terms::line(agreed, words, symbols).0),
        field => {
            let key = field.strip_prefix("field.").unwrap_or(field);
            let held = facts.fields.get(key).cloned().unwrap_or_default();
            match words.trade.field(key) {
                Some(kept) => words.held(kept, &held),
                None => held.replace('\n', " "),
            }
        }
    }
}
