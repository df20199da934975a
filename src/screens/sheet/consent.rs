//! What a customer agreed to, in words: the lines of the full card, and what is asked.

use super::{Wording, counter, wording};
use crate::domain::{Card, Change, Consent, CustomerId, Purpose};
use crate::kit::Fact;
use crate::look::{Role, Symbols};
use crate::protocol::{Context, Question};
use crate::text::{Say, inside, say};

/// The key that takes it back, as it ships.
const UNDO: &str = "Ctrl+Z";

/// How an answer can be given: the channel in the book, and the letters of yes and no. At the
/// counter they are those of the words.
pub const CHANNELS: [(&str, Option<(char, char)>); 3] = [
    ("counter", None),
    ("whatsapp", Some(('w', 'x'))),
    ("phone", Some(('p', 'q'))),
];

/// What can be asked in this trade: sensitive facts only where they are kept at all.
pub fn purposes(wording: Wording<'_>) -> impl Iterator<Item = Purpose> {
    let sensitive = wording.trade.sensitive;
    Purpose::ALL
        .into_iter()
        .filter(move |purpose| sensitive || *purpose != Purpose::Sensitive)
}

/// The letter of a purpose on the full card.
pub fn letter(purpose: Purpose) -> char {
    match purpose {
        Purpose::ServiceReminders => 's',
        Purpose::Promotions => 'p',
        Purpose::Birthday => 'b',
        Purpose::Sensitive => 'h',
        Purpose::Contact => 'd',
    }
}

/// The lines of the full card, each with the letter that writes down an answer.
pub(super) fn facts(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> Vec<Fact> {
    let between = symbols.dot;
    let lines = purposes(wording).map(|purpose| {
        let label = format!("{} {}", letter(purpose), wording.say(name(purpose)));
        let answer = purpose.answer(&card.consents);
        let role = match answer {
            None => Role::Label,
            Some(line) if line.yes => Role::Value,
            Some(_) => Role::Attention,
        };
        Fact::new(label, answered(answer, wording, between))
            .role(role)
            .lines(4)
    });
    let hint = Fact::whole(wording.say(Say::SheetConsentHint), Role::Label).lines(2);
    lines.chain([hint]).collect()
}

/// That somebody does not want to be contacted; it stands where nobody overlooks it.
pub(super) fn alert(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> Option<Fact> {
    let line = Purpose::Contact.answer(&card.consents)?;
    let words = say::sheet_do_not_contact(wording.lang, wording.date(line.day));
    let text = format!("{} {words}", symbols.alert);
    (!line.yes).then(|| Fact::whole(text, Role::Danger).lines(2))
}

/// What is asked about one purpose, with every way to answer.
pub fn question(
    purpose: Purpose,
    card: Option<&Card>,
    wording: Wording<'_>,
    between: &str,
) -> Question {
    let answer = card.and_then(|card| purpose.answer(&card.consents));
    let now = answered(answer, wording, between);
    let mut choices = vec![Question::choice(wording.say(Say::SheetLeaveAsItIs))];
    for (channel, letters) in CHANNELS {
        let said = counter::channel(channel, wording);
        let mut yes = Question::choice(&say::sheet_answer_yes(wording.lang, said));
        let mut no = Question::choice(&say::sheet_answer_no(wording.lang, said));
        if let Some(letters) = letters {
            (yes.0, no.0) = letters;
        }
        choices.extend([yes, no]);
    }
    Question {
        title: wording.say(name(purpose)).to_owned(),
        body: vec![
            wording.say(spoken(purpose)).to_owned(),
            say::sheet_now_stands(wording.lang, now),
        ],
        choices,
    }
}

/// Which purpose: a menu of all of them.
pub fn menu(wording: Wording<'_>) -> Question {
    let choices = purposes(wording).map(|purpose| {
        let name = wording.say(name(purpose)).to_owned();
        (letter(purpose), name)
    });
    Question {
        title: wording.say(Say::SheetConsents).to_owned(),
        body: Vec::new(),
        choices: choices.collect(),
    }
}

/// The change that writes down what a customer answered at the counter.
pub fn at_the_counter(
    customer: CustomerId,
    purpose: Purpose,
    yes: bool,
    context: &Context,
) -> Change {
    Change::SetConsent {
        customer,
        purpose: purpose.key().to_owned(),
        yes,
        day: context.today,
        channel: CHANNELS[0].0.to_owned(),
    }
}

/// That an answer is written: whose, to what, and which. A key pressed by mistake is seen at once.
pub fn written(who: &str, purpose: Purpose, yes: bool, wording: Wording<'_>) -> String {
    let what = inside(wording.say(name(purpose)));
    if yes {
        say::sheet_written_yes(wording.lang, who, what, UNDO)
    } else {
        say::sheet_written_no(wording.lang, who, what, UNDO)
    }
}

/// Yes or no with its day, its channel and who wrote it; or that nobody has asked.
fn answered(answer: Option<&Consent>, wording: Wording<'_>, between: &str) -> String {
    let Some(line) = answer else {
        return wording.say(Say::SheetNotAsked).to_owned();
    };
    let date = wording.date(line.day);
    let word = if line.yes {
        say::sheet_yes_on(wording.lang, date)
    } else {
        say::sheet_no_on(wording.lang, date)
    };
    let channel = counter::channel(&line.channel, wording);
    wording::joined(&[&word, channel, &line.by], between)
}

/// What a purpose is called.
pub fn name(purpose: Purpose) -> Say {
    match purpose {
        Purpose::ServiceReminders => Say::SheetConsentServiceReminders,
        Purpose::Promotions => Say::SheetConsentPromotions,
        Purpose::Birthday => Say::SheetConsentBirthday,
        Purpose::Sensitive => Say::SheetConsentSensitive,
        Purpose::Contact => Say::SheetConsentContact,
    }
}

fn spoken(purpose: Purpose) -> Say {
    match purpose {
        Purpose::ServiceReminders => Say::SheetAskServiceReminders,
        Purpose::Promotions => Say::SheetAskPromotions,
        Purpose::Birthday => Say::SheetAskBirthday,
        Purpose::Sensitive => Say::SheetAskSensitive,
        Purpose::Contact => Say::SheetAskContact,
    }
}
