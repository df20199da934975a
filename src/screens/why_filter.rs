//! Why a filter means somebody: each of its conditions, with what the book knows of them there.

use crate::domain::filter::{Condition, Fact, Field, Filter, Join};
use crate::domain::{Card, CustomerKind, Day, INDONESIA, Money, Purpose, SegmentRow};
use crate::insight::{self, Rhythm, Visits};
use crate::screens::sheet::{Wording, filter, profile, spoken};
use crate::screens::why::Lines;
use crate::text::{self, Say, say};

/// What a filter asks; of `whom`, with the values of the one whose card it is.
pub fn conditions(
    lines: &mut Lines,
    asked: &Filter,
    whom: Option<(&SegmentRow, &Card)>,
    (wording, bullet): (Wording<'_>, &str),
) {
    let lang = wording.lang;
    lines.head(Say::WhyRule, lang);
    lines.rule(
        match asked.join() {
            _ if asked.conditions().is_empty() => Say::WhyEverybody,
            Join::All => Say::WhyAllHold,
            Join::Any => Say::WhyAnyHolds,
        },
        lang,
    );
    for condition in asked.conditions() {
        let asked = spoken::condition(condition, wording);
        lines.say(match whom {
            Some((row, card)) => {
                let value = value(condition, row, card, wording);
                say::why_condition(lang, bullet, asked, value)
            }
            None => format!("{bullet} {asked}"),
        });
    }
}

fn value(asked: &Condition, row: &SegmentRow, card: &Card, wording: Wording<'_>) -> String {
    let field = &asked.field;
    let said = match field {
        Field::Consent(purpose) => {
            let answer = purpose.answer(&card.consents);
            let answer = answer.map(|line| if line.yes { "yes" } else { "no" });
            answer.map(|word| filter::choice(field, word, wording))
        }
        Field::Own(key) => {
            let agreed = Purpose::Sensitive.agreed(&card.consents);
            let customer = card.customer.as_ref();
            let held = customer.and_then(|customer| customer.facts.fields.get(key));
            let held = held.filter(|_| wording.trade.may_show(key, agreed));
            held.map(|word| filter::choice(field, word, wording))
        }
        Field::Fact(fact) if told_elsewhere(*fact) => {
            return wording.say(Say::WhyInReview).to_owned();
        }
        Field::Fact(fact) if is_in_visits(*fact) => {
            return wording.say(Say::WhyInVisits).to_owned();
        }
        Field::Fact(fact) => of_visits(*fact, row, card, wording)
            .or_else(|| of_loyalty(*fact, card, wording))
            .or_else(|| of_customer(*fact, card, wording))
            .or_else(|| Some(of_vehicles(*fact, card, wording))),
    };
    said.filter(|text| !text.is_empty())
        .unwrap_or_else(|| wording.say(Say::WhyUnknown).to_owned())
}

/// What is reckoned from all customers together, and no card has.
fn told_elsewhere(fact: Fact) -> bool {
    matches!(
        fact,
        Fact::Chance | Fact::ExpectedVisits | Fact::PredictedValue
    )
}

/// What the visits tell that stand below.
fn is_in_visits(fact: Fact) -> bool {
    matches!(
        fact,
        Fact::VisitsYear
            | Fact::VisitsQuarter
            | Fact::MoneyYear
            | Fact::MoneyQuarter
            | Fact::Taken
            | Fact::LastOil
            | Fact::LastMechanic
    )
}

/// Points, tier, and who brought whom.
fn of_loyalty(fact: Fact, card: &Card, wording: Wording<'_>) -> Option<String> {
    let points = card.points.as_ref();
    let count = |points: i64| text::signed(wording.lang, points);
    match fact {
        Fact::Points => Some(count(points?.balance)),
        Fact::PointsLapsing => {
            let last = wording.today.checked_add_days(chrono::Days::new(30))?;
            let soon = points?.lapsing.iter().filter(|(day, _)| *day <= last);
            Some(count(soon.map(|(_, points)| points).sum()))
        }
        Fact::Tier => Some(points?.tier.as_ref()?.name.clone()),
        Fact::BroughtBy => {
            let by = card.referred_by.as_ref()?;
            Some(format!("{}, {}", by.name, by.code))
        }
        Fact::Brought => Some(text::count(wording.lang, card.brought.into())),
        _ => None,
    }
}

fn of_visits(fact: Fact, row: &SegmentRow, card: &Card, wording: Wording<'_>) -> Option<String> {
    let lang = wording.lang;
    let visits = card.attendance.as_ref();
    let visits = visits.map(|days| Visits::told(days, card.spent.0));
    let date = |day: Day| text::full_date(lang, day);
    let days = |n: u32| say::review_span_days(lang, n.into());
    let choice = |word: &str| filter::choice(&Field::Fact(fact), word, wording);
    match fact {
        Fact::Visits => Some(text::count(lang, row.visits.into())),
        Fact::Money => Some(wording.money(row.money)),
        Fact::MoneyPerVisit => {
            let each = row.money.0.checked_div(row.visits.into())?;
            Some(wording.money(Money(each)))
        }
        Fact::FirstVisit => Some(date(visits?.first)),
        Fact::LastVisit => Some(date(row.last_visit?)),
        Fact::DaysSilent => Some(days(visits?.silent(wording.today))),
        Fact::UsualGap => Some(days(visits?.gaps?.usual())),
        Fact::LongestGap => Some(days(visits?.gaps?.longest)),
        Fact::DueDay => Some(date(Rhythm::of(&visits?, wording.today).due?)),
        Fact::Recency => Some(say::why_of_five(lang, row.scores?[0])),
        Fact::Frequency => Some(say::why_of_five(lang, row.scores?[1])),
        Fact::MoneyScore => Some(say::why_of_five(lang, row.scores?[2])),
        Fact::Outlook => row.outlook.map(choice),
        Fact::Segment => row.segment.map(choice),
        Fact::Stage => {
            let never = insight::stage(None, insight::Pace::TooFewVisits, 0, 0);
            Some(choice(row.stage.unwrap_or(never.name())))
        }
        _ => None,
    }
}

fn of_customer(fact: Fact, card: &Card, wording: Wording<'_>) -> Option<String> {
    let customer = card.customer.as_ref()?;
    let facts = &customer.facts;
    let yes = |is: bool| {
        Some(
            wording
                .say(if is { Say::WordYes } else { Say::WordNo })
                .to_owned(),
        )
    };
    let text = |text: &str| Some(text.to_owned());
    match fact {
        Fact::Name => text(&facts.name),
        Fact::Code => text(&customer.code),
        Fact::CustomerKind => {
            let word = match facts.kind {
                CustomerKind::Company => "company",
                CustomerKind::Person => "person",
            };
            Some(filter::choice(&Field::Fact(fact), word, wording))
        }
        Fact::Honorific => text(&facts.honorific),
        Fact::OtherCode => Some(customer.aliases.join(", ")),
        Fact::Phone => {
            let all = facts.phones.iter();
            let all: Vec<String> = all.map(|one| one.phone.display(INDONESIA)).collect();
            Some(all.join(", "))
        }
        Fact::HasPhone => yes(facts.phones.iter().any(|one| one.phone.e164.is_some())),
        Fact::HasEmail => yes(!facts.email.is_empty()),
        Fact::Email => text(&facts.email),
        Fact::Address => text(&facts.address),
        Fact::City => text(&facts.city),
        Fact::Source => text(&facts.source),
        Fact::Alert => text(&facts.alert),
        Fact::Note => text(&facts.note),
        Fact::BirthdayIn => {
            let until = facts
                .birthday?
                .days_until(wording.today, wording.trade.leap_day)?;
            Some(say::review_span_days(wording.lang, until.unsigned_abs()))
        }
        Fact::BirthdayMonth => Some(facts.birthday?.month?.to_string()),
        Fact::BirthYear => Some(facts.birthday?.year?.to_string()),
        Fact::MemberSince => Some(text::full_date(wording.lang, facts.member_since?)),
        Fact::Household => text(&facts.household.as_ref()?.name),
        Fact::Company => {
            let mut all = card.company.iter();
            let own = all.find(|(id, _)| Some(*id) == facts.company)?;
            text(&own.1)
        }
        Fact::UsualOil => card.usual.oil.clone(),
        Fact::UsualMechanic => card.usual.mechanic.clone(),
        _ => None,
    }
}

/// Of all vehicles of today.
fn of_vehicles(fact: Fact, card: &Card, wording: Wording<'_>) -> String {
    if fact == Fact::Vehicles {
        return profile::numbered(card).count().to_string();
    }
    let each = profile::numbered(card).filter_map(|one| match fact {
        Fact::Plate => Some(wording.plate(&one.facts)),
        Fact::EarlierPlate => {
            let all = one.earlier_plates.iter().map(|earlier| &*earlier.plate);
            Some(all.collect::<Vec<_>>().join(", "))
        }
        Fact::Make => Some(one.facts.make.clone()),
        Fact::Model => Some(one.facts.model.clone()),
        Fact::Color => Some(one.facts.color.clone()),
        Fact::Year => Some(one.facts.year?.to_string()),
        Fact::Odometer => Some(wording.km(one.odometer?.0)),
        Fact::NextServiceDay => Some(text::full_date(wording.lang, one.next_service.day?)),
        Fact::NextServiceOdometer => Some(wording.km(one.next_service.odometer?)),
        _ => None,
    });
    let each: Vec<String> = each.filter(|text| !text.is_empty()).collect();
    each.join(", ")
}
