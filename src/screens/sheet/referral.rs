//! Who brought whom, in words.

use super::Wording;
use crate::domain::{BroughtSum, Card, CustomerId, LostTo, Named, ReferralTree, ThanksOwed};
use crate::kit::Fact;
use crate::look::Role;
use crate::message::{Given, Placeholder};
use crate::text::{Say, count, say};

/// The template that thanks for somebody who was brought.
pub const THANKS: &str = "referral_thanks";
/// People of each step whom a card names.
const NAMED: usize = 8;

/// Who brought the customer, whom they brought, and whom those brought.
pub fn facts(tree: &ReferralTree, wording: Wording<'_>) -> Vec<Fact> {
    let mut all = Vec::new();
    if let Some(by) = &tree.by {
        let by = say::referral_by_whom(wording.lang, &by.name, &by.code);
        all.push(Fact::whole(by, Role::Normal));
    }
    let [own, then] = tree.sums();
    if own.made > 0 {
        let brought = sum(own, wording);
        all.push(Fact::new(wording.say(Say::ReferralBrought), brought));
        for one in tree.brought.iter().take(NAMED) {
            all.push(Fact::new("", person(one, wording)).lines(2));
        }
    }
    if then.made > 0 {
        let beyond = sum(then, wording);
        all.push(Fact::new(wording.say(Say::ReferralBeyond), beyond));
        for one in tree.then.iter().take(NAMED) {
            all.push(Fact::new("", person(one, wording)).lines(2));
        }
    }
    all
}

fn person(one: &crate::domain::Brought, wording: Wording<'_>) -> String {
    if one.visits == 0 {
        let not_yet = wording.say(Say::ReferralNotYet);
        return format!("{}, {not_yet}", one.who.name);
    }
    let visits = count(wording.lang, one.visits.into());
    let spent = wording.money(one.spent);
    say::referral_person(wording.lang, &one.who.name, visits, spent)
}

/// `3, of whom 2 came and spent Rp 1.250.000`.
pub fn sum(sum: BroughtSum, wording: Wording<'_>) -> String {
    let lang = wording.lang;
    let money = wording.money(sum.spent);
    match (sum.made, sum.came) {
        (made, 0) => say::referral_sum_none(lang, made.into()),
        (1, _) => say::referral_sum_one(lang, money),
        (made, came) => {
            let [made, came] = [made, came].map(|many| count(lang, many.into()));
            say::referral_sum(lang, made, came, money)
        }
    }
}

/// What somebody is thanked for: `for Sari, who paid Rp 200.000 on 5 Mar`.
pub fn thanks_for(owed: &ThanksOwed, wording: Wording<'_>) -> String {
    let paid = wording.money(owed.paid);
    let text = say::referral_for(
        wording.lang,
        &owed.friend.name,
        paid,
        wording.date(owed.day),
    );
    if owed.points == 0 {
        return text;
    }
    let points = say::referral_points(wording.lang, owed.points.unsigned_abs());
    format!("{text}; {points}")
}

/// The friends for whom thanks are owed to one customer, with the points for each.
pub fn owed_to(all: &[ThanksOwed], referrer: CustomerId) -> impl Iterator<Item = (&Named, i64)> {
    let theirs = all.iter().filter(move |owed| owed.referrer.id == referrer);
    theirs.map(|owed| (&owed.friend, owed.points))
}

/// What is known of the placeholders of a message of thanks for these friends: one message says all that
/// are owed. Of points their sum, and only where some were given.
pub fn given<'a>(friends: impl Iterator<Item = (&'a Named, i64)>) -> Vec<(Placeholder, Given)> {
    let (mut named, mut sum) = (Vec::new(), 0_u64);
    for (friend, points) in friends {
        named.push(Given::Person {
            honorific: friend.honorific.clone(),
            name: friend.bare().to_owned(),
        });
        sum = sum.saturating_add(points.max(0).unsigned_abs());
    }
    if named.is_empty() {
        return Vec::new();
    }
    let count = (sum > 0).then_some((Placeholder::Points, Given::Count(sum)));
    std::iter::once((Placeholder::Friend, Given::All(named)))
        .chain(count)
        .collect()
}

/// That the customer went elsewhere: `Went to Bengkel Sebelah on 1 Mar: nearer`.
pub fn lost(card: &Card, wording: Wording<'_>) -> Option<String> {
    card.lost_to.as_ref().map(|lost| lost_words(lost, wording))
}

/// The same of the mark alone.
pub fn lost_words(lost: &LostTo, wording: Wording<'_>) -> String {
    let day = wording.date(lost.day);
    let text = match lost.competitor.as_str() {
        "" => say::referral_lost(wording.lang, day),
        to => say::referral_lost_to(wording.lang, to, day),
    };
    match lost.reason.as_str() {
        "" => text,
        why => format!("{text}: {why}"),
    }
}
