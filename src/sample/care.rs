//! What people answered to being written to, whom the shop wrote to and whom it invited. It has dice of its own, so that
//! people, cars and visits are those of a garage that asks nobody; a small garage does not.

use std::collections::BTreeMap;

use chrono::{Datelike, Weekday};

use super::calendar::{day, number};
use super::dice::Dice;
use super::words::{EARLIER_CAMPAIGN, GATHERING_AHEAD, GATHERING_BEFORE, NOW_CAMPAIGN};
use super::{Party, SHOP_NAME};
use crate::domain::filter::{Bound, Condition, Fact, Field, Figure, Filter, Join, Test};
use crate::domain::{
    Answered, CampaignFacts, CampaignOffer, CustomerFacts, CustomerId, CustomerKind, Day,
    GatheringFacts, GuestState, MessagePurpose, Purpose, SegmentFacts, VisitStatus,
};

/// The stream of the dice.
const CARE: u64 = 0x6361_7265_0000_0001;
/// Customers from which on a garage asks, writes and invites.
const FROM: u64 = 1_000;
/// So many of the first customers were asked at the most: each answer keeps an image, to be taken back.
const ASKED: i64 = 5_000;
/// Template of the messages.
const TEMPLATE: &str = "win_back";
/// Days in which somebody who was written to counts as coming back.
const WITHIN: i64 = 30;
/// Days that those whom the earlier campaign and the one that runs mean had stayed away when it began.
const SILENT: [(i64, i64); 2] = [(180, 365), (90, 150)];
/// The most guests of a gathering.
const GUESTS: usize = 36;

/// A campaign with everybody whom it means, and when and what those were sent who were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleCampaign {
    /// What is said of it.
    pub facts: CampaignFacts,
    /// Whom it means.
    pub meant: BTreeMap<CustomerId, Option<(Day, String)>>,
}

/// A gathering with its guests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleGathering {
    /// What is said of it.
    pub facts: GatheringFacts,
    /// How each of them stands to it.
    pub guests: BTreeMap<CustomerId, GuestState>,
}

/// What a garage does for its customers beside their cars.
#[derive(Debug, Clone)]
pub struct Care {
    seed: u64,
    today: Day,
    campaigns: [SampleCampaign; 2],
    gatherings: [SampleGathering; 2],
}

/// What the days of somebody's visits say.
struct Came<'a> {
    id: CustomerId,
    facts: &'a CustomerFacts,
    /// Days with a done visit, the oldest first.
    days: Vec<Day>,
}

impl Care {
    /// Of the garage of a seed; `None` of a small one.
    pub(super) fn of(seed: u64, customers: u64, today: Day) -> Option<Self> {
        (customers >= FROM).then(|| Self {
            seed: seed ^ CARE,
            today,
            campaigns: [
                campaign(EARLIER_CAMPAIGN, SILENT[0], (later(today, -70), 20)),
                campaign(NOW_CAMPAIGN, SILENT[1], (later(today, -6), 21)),
            ],
            gatherings: [
                gathering(GATHERING_BEFORE, saturday(today, -24)),
                gathering(GATHERING_AHEAD, saturday(today, 11)),
            ],
        })
    }

    /// What the next party's customers answered, and whether they are written to or invited.
    pub fn hear(&mut self, party: &Party) -> Vec<(CustomerId, Vec<Answered>)> {
        let mut all = Vec::new();
        for (id, facts) in party.customers.iter().filter(|(id, _)| id.0 <= ASKED) {
            let done = party
                .visits
                .iter()
                .filter(|visit| visit.customer == Some(*id) && visit.status == VisitStatus::Done);
            let mut days: Vec<Day> = done.map(|visit| visit.day).collect();
            days.sort_unstable();
            let came = Came {
                id: *id,
                facts,
                days,
            };
            let mut dice = Dice::new(self.seed, id.0.unsigned_abs());
            let answers = answers(&came, &mut dice);
            let says = |purpose, yes| {
                let mut those = answers.iter();
                those.any(|one: &Answered| one.purpose == purpose && one.yes == yes)
            };
            if !says(Purpose::Contact, false) {
                if says(Purpose::Promotions, true) {
                    self.write_to(&came, &answers, &mut dice);
                }
                self.invite(&came, &mut dice);
            }
            if !answers.is_empty() {
                all.push((*id, answers));
            }
        }
        all
    }

    /// The campaigns: one that is over, and one that runs.
    pub fn campaigns(&self) -> &[SampleCampaign] {
        &self.campaigns
    }

    /// The gatherings: one that was, and one that comes.
    pub fn gatherings(&self) -> &[SampleGathering] {
        &self.gatherings
    }

    /// The segments whom the campaigns mean.
    pub fn segments(&self) -> impl Iterator<Item = SegmentFacts> {
        let both = self.campaigns.iter().zip(SILENT);
        both.map(|(campaign, stayed_away)| SegmentFacts {
            name: campaign.facts.segment.clone(),
            filter: silent(stayed_away),
        })
    }

    /// Whom its segment held when a campaign began is meant by it; most of them were sent its message, unless
    /// they came before.
    fn write_to(&mut self, came: &Came<'_>, answers: &[Answered], dice: &mut Dice) {
        let today = self.today;
        for (campaign, (least, most)) in self.campaigns.iter_mut().zip(SILENT) {
            let since = campaign.facts.since;
            let before = came.days.iter().rev().find(|day| **day <= since);
            let silent = before.map(|last| (since - *last).num_days());
            let asked = answers
                .iter()
                .all(|one| one.day.is_some_and(|day| day < since));
            let fits = silent.is_some_and(|silent| (least..=most).contains(&silent));
            if !fits || !asked || came.facts.phones.is_empty() {
                continue;
            }
            let on = later(since, dice.between(0, 5));
            // Nobody who is there already is asked to come back.
            let here = came.days.iter().any(|day| (since..=on).contains(day));
            let sent = dice.chance(680) && !here && on <= today;
            let text = message(came.facts, &campaign.facts);
            campaign.meant.insert(came.id, sent.then_some((on, text)));
        }
    }

    /// Somebody who comes often is invited.
    fn invite(&mut self, came: &Came<'_>, dice: &mut Dice) {
        let regular = came.days.len() >= 5 && came.facts.kind == CustomerKind::Person;
        let lately = came
            .days
            .last()
            .is_some_and(|last| (self.today - *last).num_days() < 300);
        if !regular || !lately {
            return;
        }
        for gathering in &mut self.gatherings {
            if gathering.guests.len() >= GUESTS || !dice.chance(500) {
                continue;
            }
            let state = if gathering.facts.is_ahead(self.today) {
                *dice.weighted(&[
                    (GuestState::Invited, 50),
                    (GuestState::Coming, 40),
                    (GuestState::Absent, 10),
                ])
            } else {
                *dice.weighted(&[
                    (GuestState::Came, 55),
                    (GuestState::Absent, 35),
                    (GuestState::Invited, 10),
                ])
            };
            gathering.guests.insert(came.id, state);
        }
    }
}

/// What somebody answered when they were asked at the counter, or wrote later; nothing for whoever was not asked.
fn answers(came: &Came<'_>, dice: &mut Dice) -> Vec<Answered> {
    let (asked, yes) = match came.facts.kind {
        CustomerKind::Person => (520, 780),
        CustomerKind::Company => (250, 600),
    };
    let quiet = dice.chance(12);
    if came.days.is_empty() || !(dice.chance(asked) || quiet) {
        return Vec::new();
    }
    let day = *dice.pick(&came.days);
    let channel = *dice.weighted(&[("counter", 70), ("whatsapp", 25), ("phone", 5)]);
    let answer = |purpose, yes| Answered {
        purpose,
        yes,
        day: Some(day),
        channel: channel.to_owned(),
    };
    let promotions = dice.chance(yes);
    let birthday = dice.chance(700).then(|| dice.chance(900));
    if quiet {
        return vec![answer(Purpose::Contact, false)];
    }
    let mut all = vec![answer(Purpose::Promotions, promotions)];
    let greets = birthday.filter(|_| came.facts.kind == CustomerKind::Person);
    all.extend(greets.map(|yes| answer(Purpose::Birthday, yes)));
    all
}

/// Who came last so many days ago, agreed to offers, and can be called.
fn silent((least, most): (i64, i64)) -> Filter {
    let days = Bound::Between(Figure::whole(least), Figure::whole(most));
    let promotions = Field::Consent(Purpose::Promotions);
    let conditions = vec![
        Condition::of(Fact::DaysSilent, Test::Number(days)),
        Condition::of(promotions, Test::Is(vec!["yes".to_owned()])),
        Condition::of(Fact::HasPhone, Test::Yes),
    ];
    Filter::new(Join::All, conditions)
}

fn campaign(
    [name, segment, offer]: [&str; 3],
    stayed_away: (i64, i64),
    (since, days): (Day, i64),
) -> SampleCampaign {
    let until = later(since, days);
    SampleCampaign {
        facts: CampaignFacts {
            name: name.to_owned(),
            segment: segment.to_owned(),
            filter: silent(stayed_away).to_json(),
            template: TEMPLATE.to_owned(),
            purpose: MessagePurpose::Promotion.key().to_owned(),
            offer: Some(CampaignOffer {
                text: offer.to_owned(),
                until: Some(until),
            }),
            since,
            until,
            within: WITHIN,
            note: String::new(),
        },
        meant: BTreeMap::new(),
    }
}

fn gathering((name, time): (&str, &str), day: Day) -> SampleGathering {
    SampleGathering {
        facts: GatheringFacts {
            name: name.to_owned(),
            day,
            time: time.to_owned(),
            place: SHOP_NAME.to_owned(),
            note: String::new(),
        },
        guests: BTreeMap::new(),
    }
}

/// The text as it went.
fn message(to: &CustomerFacts, campaign: &CampaignFacts) -> String {
    let who = match to.honorific.as_str() {
        "" if to.kind == CustomerKind::Person => format!("Bapak/Ibu {}", to.name),
        "" => to.name.clone(),
        honorific => format!("{honorific} {}", to.name),
    };
    let offer = campaign
        .offer
        .as_ref()
        .map_or("", |offer| offer.text.as_str());
    format!(
        "Halo {who}, sudah lama tidak mampir ke {SHOP_NAME} 😊 Semoga kendaraannya baik-baik saja. Bulan ini ada \
         {offer} khusus pelanggan lama. Kalau ada pelayanan kami yang kurang berkenan, kami ingin sekali \
         mendengarnya. Ditunggu, ya!\n\nKalau tidak ingin menerima pesan seperti ini lagi, balas STOP."
    )
}

/// So many days later; the same day where a book could not write that.
fn later(from: Day, days: i64) -> Day {
    day(number(from) + days).unwrap_or(from)
}

/// The Saturday on or before the day so many days later.
fn saturday(today: Day, days: i64) -> Day {
    let on = later(today, days);
    let back = (on.weekday().num_days_from_monday() + 7 - Weekday::Sat.num_days_from_monday()) % 7;
    later(on, -i64::from(back))
}

#[cfg(test)]
mod tests {
    use super::super::Garage;
    use super::*;
    use std::collections::BTreeSet;

    fn heard(customers: u64, today: &str) -> (Care, Vec<(CustomerId, Vec<Answered>)>) {
        let garage = Garage::new(1, customers, today.parse().unwrap());
        let mut care = garage.care().unwrap();
        let all = garage.flat_map(|party| care.hear(&party)).collect();
        (care, all)
    }

    #[test]
    fn a_good_part_said_yes_a_few_said_no_and_very_few_want_to_be_left_alone() {
        let (_, all) = heard(2_400, "2026-11-22");
        let count = |purpose, yes| {
            let all = all.iter().flat_map(|(_, answers)| answers);
            all.filter(|one| one.purpose == purpose && one.yes == yes)
                .count()
        };
        let [yes, no, quiet] = [
            count(Purpose::Promotions, true),
            count(Purpose::Promotions, false),
            count(Purpose::Contact, false),
        ];
        assert!((600..1_200).contains(&yes), "{yes}");
        assert!((100..400).contains(&no), "{no}");
        assert!((10..50).contains(&quiet), "{quiet}");
        let today: Day = "2026-11-22".parse().unwrap();
        let days = all
            .iter()
            .flat_map(|(_, answers)| answers)
            .map(|one| one.day);
        assert!(
            days.into_iter()
                .all(|day| day.is_some_and(|day| day <= today))
        );
    }

    #[test]
    fn one_campaign_is_over_and_one_runs_and_only_who_said_yes_is_written_to() {
        let (care, all) = heard(2_400, "2026-11-22");
        let agreed: BTreeSet<CustomerId> = all
            .iter()
            .filter(|(_, answers)| {
                answers
                    .iter()
                    .any(|one| one.purpose == Purpose::Promotions && one.yes)
            })
            .map(|(id, _)| *id)
            .collect();
        let [before, now] = care.campaigns() else {
            panic!("two");
        };
        assert!(before.facts.until < care.today);
        assert!(now.facts.since < care.today && care.today < now.facts.until);
        for campaign in [before, now] {
            assert!(campaign.meant.keys().all(|id| agreed.contains(id)));
            let sent: Vec<_> = campaign.meant.values().flatten().collect();
            let (few, all) = (campaign.meant.len() / 3, campaign.meant.len());
            assert!(all > 40, "{all}");
            assert!(
                few < sent.len() && sent.len() < all,
                "{} of {all}",
                sent.len()
            );
            let facts = &campaign.facts;
            assert!(
                sent.iter()
                    .all(|(day, _)| (facts.since..=care.today).contains(day))
            );
        }
    }

    #[test]
    fn one_gathering_was_and_one_comes_and_nobody_was_at_what_comes() {
        let (care, _) = heard(2_400, "2026-11-22");
        let [before, ahead] = care.gatherings() else {
            panic!("two");
        };
        assert!(!before.facts.is_ahead(care.today) && ahead.facts.is_ahead(care.today));
        for gathering in [before, ahead] {
            assert_eq!(gathering.facts.day.weekday(), Weekday::Sat);
            assert_eq!(gathering.guests.len(), GUESTS);
            let came = gathering
                .guests
                .values()
                .any(|state| *state == GuestState::Came);
            assert_eq!(came, gathering == before);
        }
    }

    #[test]
    fn a_small_garage_asks_nobody_and_one_of_the_last_day_writes_days_that_there_are() {
        assert!(
            Garage::new(1, 400, "2026-11-22".parse().unwrap())
                .care()
                .is_none()
        );
        let (care, _) = heard(1_000, "9999-12-31");
        for campaign in care.campaigns() {
            assert!(campaign.facts.until.year() <= 9_999);
        }
    }
}
