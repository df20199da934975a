//! What a form says when it is done, or when it was not.

use super::Advice;
use super::form::{Form, State};
use crate::domain::Receipt;
use crate::protocol::{Applies, Command, Context, Failure, Go, Level, Notice, Step};
use crate::screens::failed;
use crate::screens::sheet::points::below;
use crate::text::{Lang, Say, count, full_date, say};

/// The key that takes a save back, as it ships.
const UNDO: &str = "Ctrl+Z";
/// The key that saves, as it ships.
const SAVE: &str = "Ctrl+S";

/// Closes the form and says that it is saved, with the key that takes it back.
pub fn close(receipt: &Receipt, context: &Context) -> Vec<Step> {
    vec![Step::Go(Go::Back(Some(notice(receipt, context))))]
}

/// Says that it is saved, with the key that takes it back.
pub fn said(receipt: &Receipt, context: &Context) -> Step {
    Step::Say(notice(receipt, context))
}

fn notice(receipt: &Receipt, context: &Context) -> Notice {
    let text = if receipt.already {
        Say::NoticeSavedAlready.in_(context.lang).to_owned()
    } else if receipt.landed {
        let id = receipt.code.as_deref().unwrap_or_default();
        say::same_landed(context.lang, id, UNDO)
    } else {
        say::notice_saved(context.lang, UNDO)
    };
    let level = Level::Done;
    if receipt.left_out == 0 {
        let hint = String::new();
        return with_below(Notice { level, text, hint }, receipt, context.lang);
    }
    Notice {
        level,
        text: say::event_left_out(context.lang, receipt.left_out),
        hint: text,
    }
}

/// What was done, behind whom it left with fewer points than none.
pub fn with_below(notice: Notice, receipt: &Receipt, lang: Lang) -> Notice {
    match below(&receipt.owing, lang) {
        Some(text) => Notice {
            level: Level::Attention,
            text,
            hint: notice.text,
        },
        None => notice,
    }
}

/// Closes the form when nothing was changed: there is nothing to write.
pub fn unchanged(context: &Context) -> Vec<Step> {
    vec![Step::Go(Go::Back(Some(Notice {
        level: Level::Info,
        text: Say::NoticeUnchanged.in_(context.lang).to_owned(),
        hint: String::new(),
    })))]
}

impl<Id: Copy + Eq> Form<Id> {
    /// Puts what stands against saving to its fields, and says how much that is.
    pub fn mistakes<Why: Into<Advice>>(
        &mut self,
        errors: Vec<(Id, Why)>,
        context: &Context,
    ) -> Vec<Step> {
        let count = errors.len();
        let said = errors.into_iter().map(|(id, why)| (id, why.into()));
        self.refuse(said.collect());
        mistakes(count, context)
    }

    /// The same of what the book refused: its names of facts, and why. `field` knows which field
    /// holds a fact.
    pub fn refused(
        &mut self,
        reasons: &[(String, String)],
        field: impl Fn(&str) -> Id,
        context: &Context,
    ) -> Vec<Step> {
        let why = |code: &str| Advice::new(|lang| told(code, lang));
        let errors = reasons.iter();
        let errors = errors.map(|(fact, code)| (field(fact), why(code)));
        self.mistakes(errors.collect(), context)
    }
}

/// Says that some fields need a look before the form can be saved.
pub fn mistakes(count: usize, context: &Context) -> Vec<Step> {
    vec![Step::Say(Notice {
        level: Level::Attention,
        text: say::form_mistakes(context.lang, count as u64),
        hint: String::new(),
    })]
}

/// Says that what is questioned at a field is kept when it is saved once more.
pub fn unsure(context: &Context) -> Vec<Step> {
    vec![Step::Say(Notice {
        level: Level::Attention,
        text: say::form_unsure(context.lang, SAVE),
        hint: String::new(),
    })]
}

/// Says that somebody else changed something too.
pub fn conflict(context: &Context) -> Step {
    Step::Say(Notice {
        level: Level::Attention,
        text: Say::EntryConflict.in_(context.lang).to_owned(),
        hint: String::new(),
    })
}

/// Says that what a save needs could not be read: nothing was written, and the form stays.
pub fn not_read(failure: &Failure, context: &Context) -> Step {
    Step::Say(Notice {
        level: Level::Problem,
        text: failed::sentence(failure, context.lang),
        hint: String::new(),
    })
}

/// Says why the book did not take what was typed into one line; what else went wrong is said by the
/// shell.
pub fn not_taken(failure: &Failure, context: &Context) -> Vec<Step> {
    let Failure::Refused(reasons) = failure else {
        return Vec::new();
    };
    let told = reasons.iter().map(|(_, code)| told(code, context.lang));
    vec![Step::Say(Notice {
        level: Level::Attention,
        text: told.collect::<Vec<_>>().join("; "),
        hint: String::new(),
    })]
}

/// Why the book refused something, in a sentence with the numbers that would be right.
pub fn told(code: &str, lang: Lang) -> String {
    let mut words = code.split(' ');
    let head = words.next().unwrap_or_default();
    let numbers: Vec<u64> = words.filter_map(|word| word.parse().ok()).collect();
    let number = |at: usize| count(lang, numbers[at]);
    match (head, numbers.len()) {
        ("too_few_points", 1) => say::points_only(lang, numbers[0]),
        ("too_few_points", 2) => say::points_only_of(lang, numbers[0], number(1)),
        ("points_from", 2) => say::points_from(lang, numbers[0], number(1)),
        ("points_small_bill", 1) => say::points_small_bill(lang, number(0)),
        ("too_many_points", 1) => say::points_at_most(lang, numbers[0]),
        ("points_step", 3) => say::points_in_steps(lang, numbers[0], number(1), number(2)),
        ("points_spent", 1) => say::points_spent(lang, number(0)),
        ("sent_already", _) => sent_already(code, lang),
        ("merged_into", _) => {
            let who = code.split_once(' ').map_or("", |(_, who)| who);
            say::same_merged_into(lang, who)
        }
        _ => reason(head).in_(lang).to_owned(),
    }
}

/// Whether the book refused what was taken back or cancelled, and nothing that somebody typed: the
/// sentence then says it all.
pub fn is_spent(reasons: &[(String, String)]) -> bool {
    reasons
        .iter()
        .any(|(_, code)| code.starts_with("points_spent"))
}

/// Whether the book refused a message because the same was sent already.
pub fn is_sent_already(reasons: &[(String, String)]) -> bool {
    reasons
        .iter()
        .any(|(_, code)| code.starts_with("sent_already"))
}

/// When the same message was sent, and by whom where that is known.
fn sent_already(code: &str, lang: Lang) -> String {
    let mut words = code.splitn(3, ' ').skip(1);
    let day = words.next().unwrap_or_default();
    let day = day
        .parse()
        .map_or_else(|_| day.to_owned(), |day| full_date(lang, day));
    match words.next().filter(|by| !by.is_empty()) {
        Some(by) => say::message_sent_already_by(lang, day, by),
        None => say::message_sent_already(lang, day),
    }
}

/// Why the book refused a field, as a sentence.
pub fn reason(code: &str) -> Say {
    match code {
        "plate_taken" => Say::EntryRefusedPlateTaken,
        "too_long" => Say::EntryRefusedTooLong,
        "too_large" => Say::FormTooLarge,
        "required" | "empty" => Say::FormRequired,
        "no_way_out" => Say::MessageWrongNoStop,
        "bad_date" => Say::FormBadDate,
        "bad_year" => Say::FormBadYear,
        "bad_phone" => Say::FormBadPhone,
        "bad_plate" => Say::FormBadPlate,
        "negative" => Say::EntryRefusedNegative,
        "too_early" => Say::EntryRefusedTooEarly,
        "day_over" => Say::LedgerDayOver,
        "before_since" => Say::CampaignUntilEarly,
        "same_owner" => Say::EntryRefusedSameOwner,
        "change_plate" => Say::EntryRefusedChangePlate,
        "id_taken" => Say::EntryRefusedIdTaken,
        "unknown" => Say::EntryRefusedUnknown,
        "name_taken" => Say::FilterNameTaken,
        "bad_filter" => Say::FilterBad,
        "staff_taken" => Say::ShopStaffTaken,
        "bad_hours" => Say::ShopHoursUnclear,
        "bad_currency" => Say::ShopCurrencyBad,
        "currency_fixed" => Say::ShopCurrencyFixed,
        "too_few_points" => Say::PointsTooFew,
        "too_many_points" => Say::PointsTooMany,
        "points_step" => Say::PointsStep,
        "no_points" => Say::PointsNone,
        "bad_rule" => Say::PointsBadRule,
        "do_not_contact" => Say::MessageBlockedContact,
        "not_wished" => Say::MessageBlockedNotWished,
        "said_no" => Say::MessageBlockedRefused,
        "not_asked" => Say::MessageBlockedNotAsked,
        "greets" => Say::CampaignOfferGreets,
        "no_promotion" => Say::CampaignOfferNoPromotion,
        "nobody" => Say::TermsNobody,
        "still_ahead" => Say::EventStillAhead,
        "too_many" => Say::TermsTooMany,
        "tempts" => Say::MessageTempts,
        "no_company" => Say::TermsNoCompany,
        "has_terms" => Say::TermsStay,
        "has_people" => Say::TermsPeopleStay,
        "same_customer" => Say::SameSameCustomer,
        "kinds_differ" => Say::SameKindsDiffer,
        "own_company" => Say::EntryRefusedOwnCompany,
        "own_referrer" => Say::ReferralOwn,
        "referral_circle" => Say::ReferralCircle,
        "already_brought" => Say::ReferralAlready,
        "not_brought" => Say::ReferralNotBrought,
        _ => Say::EntryRefusedOther,
    }
}

/// Which commands every form takes.
pub fn applies<Id: Copy + Eq>(command: Command, form: &Form<Id>) -> Applies {
    let state = form.state;
    match command {
        Command::TakeTheirs if form.has_conflict() => Applies::Yes,
        Command::Save if state == State::Saving => Applies::Blocked(Say::NoticeBlockedBusy),
        Command::Save if state != State::Ready => Applies::Blocked(Say::WordLoading),
        Command::Save | Command::Back => Applies::Yes,
        command if command.moves() => Applies::Yes,
        _ => Applies::No,
    }
}
