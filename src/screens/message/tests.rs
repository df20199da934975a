use super::MessageScreen;
use super::model::{Editing, Stage};
use crate::domain::{
    Birthday, CampaignId, Card, Change, Consent, CustomerFacts, CustomerId, Draft, DraftForm,
    FIELD_LANGUAGE, Gate, KeptDraft, MessageChannel, MessageEntry, MessagePurpose, Money, Named,
    Occasion, OccasionKind, Purpose, SentMessage, Subject, TemplateFacts, ThanksOwed,
};
use crate::message::{Given, Placeholder};
use crate::protocol::{
    Addressed, Answer, Applies, Choice, Command, Context, Event, Failure, Fate, Go, Query, Slot,
    Step, ToWrite,
};
use crate::screens::Screen;
use crate::screens::samples::{card, change, context, day, drawn, press, receipt};
use crate::text::{Lang, Say};

fn answered(purpose: Purpose, yes: bool) -> Consent {
    Consent {
        purpose: purpose.key().to_owned(),
        yes,
        day: day("2026-01-05"),
        channel: "counter".to_owned(),
        by: "Rina".to_owned(),
    }
}

fn to_write(consents: &[Consent]) -> ToWrite {
    ToWrite {
        card: Card {
            consents: consents.to_vec(),
            ..card()
        },
        templates: Vec::new(),
        shop: "Bengkel Maju".to_owned(),
        sign: crate::domain::ShopSign::default(),
        sent: Vec::new(),
        drafts: Vec::new(),
        far: Vec::new(),
        owed: Vec::new(),
    }
}

fn agreed() -> ToWrite {
    to_write(&[answered(Purpose::Birthday, true)])
}

fn opened(begin: Addressed, known: ToWrite, context: &Context) -> MessageScreen {
    let mut screen = MessageScreen::new(begin, context);
    let steps = screen.update(Event::Shown, context);
    assert!(matches!(
        &steps[..],
        [Step::Read(Slot::ToWrite, Query::ToWrite(_))]
    ));
    answer(&mut screen, known, context);
    screen
}

fn answer(screen: &mut MessageScreen, mut known: ToWrite, context: &Context) {
    if known.sign.language.is_empty() {
        // His phone is Indonesian; the tests read in the language of the screen.
        context.lang.code().clone_into(&mut known.sign.language);
    }
    let answer = Answer::ToWrite(Some(Box::new(known)));
    screen.update(Event::Answer(Slot::ToWrite, &answer), context);
}

fn budi() -> Addressed {
    Addressed::to(Subject::Customer(CustomerId(42), None))
}

fn template(key: &str) -> Addressed {
    Addressed {
        template: Some(key.to_owned()),
        ..budi()
    }
}

fn sent(steps: &[Step]) -> SentMessage {
    match change(steps) {
        Some(Change::MarkSent(sent)) => *sent,
        other => panic!("{other:?}"),
    }
}

fn copied(steps: &[Step]) -> Option<&str> {
    steps.iter().find_map(|step| match step {
        Step::Copy(text) | Step::CopyUnsaid(text) => Some(text.as_str()),
        _ => None,
    })
}

fn can(screen: &MessageScreen) -> bool {
    screen.applies(Command::SendMessage) == Applies::Yes
}

#[test]
fn a_birthday_that_is_near_is_proposed_shown_and_marked_in_two_keys() {
    let context = context((80, 22));
    let mut screen = opened(budi(), agreed(), &context);
    let steps = press(&mut screen, "<Enter>", &context);
    // At this size only the bare link fits: the text is copied, and the screen says so where nothing
    // lies over it.
    assert!(matches!(&steps[..], [Step::CopyUnsaid(_)]), "{steps:?}");
    assert!(drawn(&screen, &context).contains("is copied."));
    let text = copied(&steps).expect("the text").to_owned();
    assert!(text.starts_with("Happy birthday, Budi Santoso!"), "{text}");
    let sent = sent(&press(&mut screen, "<Enter>", &context));
    assert_eq!((sent.body, sent.template.as_str()), (text, "birthday"));
    assert_eq!(sent.purpose, MessagePurpose::Birthday);
    assert_eq!(sent.channel, MessageChannel::WhatsApp);
    let steps = screen.update(Event::Saved(&receipt()), &context);
    assert!(matches!(&steps[..], [Step::Go(Go::Back(Some(_)))]));
}

#[test]
fn a_message_speaks_the_customers_language_then_the_shops_and_a_key_turns_it() {
    let context = context((80, 22));
    let known = |theirs: Option<&str>, shops: &str| {
        let mut known = agreed();
        let facts = &mut known.card.customer.as_mut().unwrap().facts;
        let theirs = theirs.map(|code| (FIELD_LANGUAGE.to_owned(), code.to_owned()));
        facts.fields.extend(theirs);
        shops.clone_into(&mut known.sign.language);
        known
    };
    let begins = |theirs, shops| {
        let screen = opened(budi(), known(theirs, shops), &context);
        screen.body().unwrap()
    };
    // His phone is Indonesian, and the shop says nothing.
    assert!(begins(None, "-").starts_with("Selamat ulang tahun"));
    assert!(begins(None, "en").starts_with("Happy birthday"));
    assert!(begins(None, "id").starts_with("Selamat ulang tahun"));
    assert!(begins(Some("en"), "id").starts_with("Happy birthday"));
    let mut screen = opened(budi(), known(Some("id"), ""), &context);
    assert!(drawn(&screen, &context).contains("in Indonesian"));
    press(&mut screen, "b", &context);
    answer(&mut screen, known(Some("id"), ""), &context);
    assert!(screen.body().unwrap().starts_with("Happy birthday"));
    let sent = sent(&press(&mut screen, "<Enter><Enter>", &context));
    assert_eq!(sent.language, "en");
}

#[test]
fn what_does_not_fit_today_is_said_and_another_template_goes() {
    let context = context((80, 22));
    let mut known = agreed();
    known.card.customer.as_mut().unwrap().facts.birthday = Birthday::new(5, 3, None);
    let screen = opened(template("birthday"), known.clone(), &context);
    assert!(!can(&screen) && screen.applies(Command::CopyMessage) != Applies::Yes);
    let told = drawn(&screen, &context);
    assert!(told.contains("The birthday is on 5 Mar 2027"), "{told}");
    let last = known.card.last_visit.as_mut().unwrap();
    last.facts.day = day("2026-11-08");
    let other = opened(template("check_after"), known, &context);
    assert!(!drawn(&other, &context).contains("5 Mar 2027") && can(&other));
    let keys = |screen: &MessageScreen| -> Vec<String> {
        let rows = 0..screen.order.len();
        let all = rows.filter_map(|row| screen.template_at(row));
        all.map(|one| one.key.clone()).collect()
    };
    // Those that do not fit stand behind all others.
    let last = keys(&other).split_off(other.order.len() - 4);
    assert_eq!(
        last,
        ["birthday", "birthday_gift", "thank_you", "first_visit"]
    );
    let mut far = agreed();
    far.far = crate::calendar::Calendar::shipped().far(context.today);
    let screen = opened(template("lebaran"), far, &context);
    assert_eq!(
        screen.applies(Command::SendMessage),
        Applies::Blocked(Say::MessageBlockedUnfit)
    );
    let told = drawn(&screen, &context);
    assert!(
        told.contains("this message fits from 3 Mar 2027 on"),
        "{told}"
    );
}

#[test]
fn in_a_large_window_the_code_has_the_text_and_nothing_is_copied() {
    let context = context((120, 38));
    let mut screen = opened(budi(), agreed(), &context);
    let steps = press(&mut screen, "<Enter>", &context);
    assert!(copied(&steps).is_none(), "{steps:?}");
}

#[test]
fn what_is_missing_is_asked_for_field_by_field_and_holds_for_this_message_only() {
    let context = context((80, 22));
    let yes = [Purpose::Birthday, Purpose::Promotions].map(|purpose| answered(purpose, true));
    let mut screen = opened(template("birthday_gift"), to_write(&yes), &context);
    let missing = screen.missing();
    assert!(missing.contains(&Placeholder::Gift), "{missing:?}");
    assert!(drawn(&screen, &context).contains("Enter: fill in what is missing"));
    assert!(matches!(
        screen.applies(Command::CopyMessage),
        Applies::Blocked(_)
    ));
    assert!(can(&screen));
    assert!(press(&mut screen, "<Enter>", &context).is_empty());
    let fields = drawn(&screen, &context);
    assert!(fields.contains("The gift"), "{fields}");
    assert_eq!(
        screen.applies(Command::EditTemplate),
        Applies::No,
        "letters type"
    );
    // Left empty it stays missing.
    let rest = "<Enter>".repeat(missing.len());
    press(&mut screen, &rest, &context);
    assert_eq!(screen.missing(), missing);
    press(&mut screen, "<Enter>", &context);
    for _ in &missing {
        for key in crate::protocol::Key::sequence("free wash<Enter>").expect("keys") {
            screen.update(Event::Key(key), &context);
        }
    }
    assert_eq!(screen.missing(), []);
    assert!(screen.body().expect("a text").contains("free wash"));
    assert!(screen.by_hand().is_none() && screen.own().is_none());
    let steps = press(&mut screen, "<Enter><Enter>", &context);
    assert!(sent(&steps).body.contains("free wash"));
}

#[test]
fn an_offer_that_is_typed_for_a_greeting_asks_for_the_yes_to_promotions() {
    let context = context((80, 22));
    let mut screen = opened(template("birthday"), agreed(), &context);
    screen
        .typed
        .push((Placeholder::Shop, "DISKON 50%".to_owned()));
    assert!(!can(&screen));
}

#[test]
fn an_offer_in_a_text_about_a_visit_is_a_promotion_until_its_words_are_taken_out() {
    let context = context((80, 22));
    let mut screen = opened(template("estimate"), to_write(&[]), &context);
    let wrote = |text: &str| Some(("estimate".to_owned(), text.to_owned()));
    screen.text = wrote("Your brakes cost Rp 400.000.");
    assert!(can(&screen));
    screen.text = wrote("Your brakes, with a discount of 20 %.");
    assert_eq!(screen.gate(), Some(Gate::NotAsked(Purpose::Promotions)));
    assert!(!can(&screen));
    let told = drawn(&screen, &context);
    let said = crate::text::say::message_offering_here(Lang::En, "discount", "e");
    for words in [&said[..30], "STOP"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    // Nobody who said no to promotions gets it, whatever the template is for.
    let no = to_write(&[answered(Purpose::Promotions, false)]);
    answer(&mut screen, no, &context);
    assert_eq!(screen.gate(), Some(Gate::Refused(Purpose::Promotions)));
    let yes = to_write(&[answered(Purpose::Promotions, true)]);
    answer(&mut screen, yes, &context);
    assert!(can(&screen));
    let message = sent(&press(&mut screen, "<Enter><Enter>", &context));
    assert_eq!(message.purpose, MessagePurpose::Promotion);
    assert!(message.body.ends_with("reply STOP."), "{}", message.body);
}

#[test]
fn a_template_that_offers_something_is_kept_as_a_promotion_when_that_was_said() {
    let context = context((80, 22));
    let mut screen = opened(template("estimate"), to_write(&[]), &context);
    screen.edit_template();
    screen.editing = Some(Editing::Template(crate::kit::Line::new(
        "Free wash, {name}",
    )));
    let enter = crate::protocol::Key::plain(crate::protocol::Code::Enter);
    assert!(screen.update(Event::Key(enter), &context).is_empty());
    assert!(
        screen.refused.contains("“Free” offers something"),
        "{}",
        screen.refused
    );
    let steps = screen.update(Event::Key(enter), &context);
    let Some(Change::SetTemplate {
        facts: Some(facts), ..
    }) = change(&steps)
    else {
        panic!("{steps:?}");
    };
    assert_eq!(facts.purpose, MessagePurpose::Promotion);
}

#[test]
fn with_ascii_symbols_the_text_is_copied_where_the_code_has_no_room_for_it() {
    let mut context = context((120, 38));
    let mut screen = opened(budi(), agreed(), &context);
    context.ascii = true;
    let steps = press(&mut screen, "<Enter>", &context);
    assert!(copied(&steps).is_some(), "{steps:?}");
}

#[test]
fn whom_a_code_is_for_is_seen_with_it_in_every_window() {
    let mut codes = 0;
    for columns in [40, 75] {
        for rows in [16, 17, 18, 20, 22, 32, 34, 36] {
            let context = context((columns, rows));
            let mut screen = opened(budi(), agreed(), &context);
            press(&mut screen, "<Enter>", &context);
            let seen = drawn(&screen, &context);
            codes += usize::from(seen.contains('▀'));
            let is_told = !seen.contains('▀') || seen.contains("To Pak Budi Santoso");
            assert!(is_told, "{columns} × {rows}\n{seen}");
        }
    }
    assert!(codes > 8, "{codes}");
}

#[test]
fn another_way_is_shown_anew_and_one_that_leads_nowhere_says_so() {
    let context = context((80, 22));
    let mut screen = opened(budi(), agreed(), &context);
    press(&mut screen, "<Enter>", &context);
    press(&mut screen, "k", &context);
    assert_eq!(screen.stage, Stage::Choosing);
    assert!(!can(&screen));
    let told = drawn(&screen, &context);
    assert!(told.contains("No e-mail address is known"), "{told}");
    press(&mut screen, "k", &context);
    assert!(!drawn(&screen, &context).contains("No e-mail address"));
    // By hand: the text is copied when it is shown.
    let steps = press(&mut screen, "<Enter>", &context);
    assert!(copied(&steps).is_some(), "{steps:?}");
}

#[test]
fn marking_twice_writes_once() {
    let context = context((80, 22));
    let mut screen = opened(budi(), agreed(), &context);
    press(&mut screen, "<Enter><Enter>", &context);
    assert!(matches!(
        screen.applies(Command::SendMessage),
        Applies::Blocked(_)
    ));
}

#[test]
fn whoever_was_not_asked_is_asked_with_one_key_and_then_it_goes() {
    let context = context((80, 22));
    let mut screen = opened(budi(), to_write(&[]), &context);
    assert!(!can(&screen));
    assert!(matches!(
        screen.applies(Command::CopyMessage),
        Applies::Blocked(_)
    ));
    let Some(Change::SetConsent { purpose, yes, .. }) = change(&press(&mut screen, "y", &context))
    else {
        panic!("an answer");
    };
    assert_eq!((purpose.as_str(), yes), ("birthday", true));
    screen.update(Event::Saved(&receipt()), &context);
    answer(&mut screen, agreed(), &context);
    assert!(can(&screen));
    let no = change(&press(
        &mut opened(budi(), to_write(&[]), &context),
        "x",
        &context,
    ));
    assert!(matches!(no, Some(Change::SetConsent { yes: false, .. })));
}

#[test]
fn do_not_contact_lets_nothing_out_by_any_way() {
    let context = context((80, 22));
    let known = to_write(&[
        answered(Purpose::Contact, false),
        answered(Purpose::Birthday, true),
        answered(Purpose::Promotions, true),
    ]);
    let mut screen = opened(budi(), known, &context);
    for _ in 0..screen.templates.all().len() {
        for _ in MessageChannel::ALL {
            assert!(!can(&screen));
            assert_ne!(screen.applies(Command::CopyMessage), Applies::Yes);
            press(&mut screen, "k", &context);
        }
        press(&mut screen, "<Down>", &context);
    }
    assert!(drawn(&screen, &context).contains("does not want"));
    let shown = |command| screen.footer(command, screen.applies(command)) != Some(0);
    for command in [
        Command::SendMessage,
        Command::CopyMessage,
        Command::EditMessage,
    ] {
        assert!(!shown(command), "{command:?}");
    }
    assert!(shown(Command::Back));
    // What is missing is not asked for either.
    let mut screen = opened(
        template("thank_you"),
        to_write(&[answered(Purpose::Contact, false)]),
        &context,
    );
    press(&mut screen, "<Down>", &context);
    assert!(!drawn(&screen, &context).contains("lets you fill it in"));
}

#[test]
fn a_hole_is_seen_with_its_name_and_filled_by_hand() {
    let context = context((120, 38));
    let known = to_write(&[answered(Purpose::Promotions, true)]);
    let mut screen = opened(template("birthday_gift"), known, &context);
    let shown = drawn(&screen, &context);
    assert!(shown.contains("[! the gift]"), "{shown}");
    assert!(shown.contains("Missing: the gift, the day"), "{shown}");
    assert!(screen.body().unwrap().contains("{gift}"));
    press(&mut screen, "<F9>", &context);
    press(&mut screen, "<Ctrl+A><Ctrl+K>", &context);
    screen.update(Event::Paste("Free oil for {name}, ok?"), &context);
    screen.update(Event::Command(Command::Save), &context);
    assert!(can(&screen));
    press(&mut screen, "<Enter>", &context);
    let body = sent(&press(&mut screen, "<Enter>", &context)).body;
    assert!(
        body.starts_with("Free oil for Budi Santoso, ok?\n\n"),
        "{body}"
    );
    assert!(body.ends_with("reply STOP."), "{body}");
}

#[test]
fn what_the_caller_knows_fills_its_holes() {
    let context = context((80, 22));
    let begin = Addressed {
        given: vec![
            (
                Placeholder::Friend,
                Given::Person {
                    honorific: String::new(),
                    name: "Sari".to_owned(),
                },
            ),
            (Placeholder::Points, Given::Count(50)),
        ],
        ..template("referral_thanks")
    };
    let screen = opened(begin, to_write(&[]), &context);
    assert!(can(&screen));
    assert!(
        screen
            .body()
            .unwrap()
            .contains("recommending Bengkel Maju to Sari")
    );
}

#[test]
fn letters_type_while_the_text_is_changed_and_escape_leaves_it() {
    let context = context((80, 22));
    let mut screen = opened(budi(), agreed(), &context);
    let before = screen.body();
    press(&mut screen, "<F9>", &context);
    for letter in ["k", "b", "c", "t", "y", "x", "i", "e"] {
        let command = screen.applies(Command::MessageChannel);
        assert_eq!(command, Applies::No, "{letter}");
    }
    screen.update(Event::Key("k".parse().unwrap()), &context);
    let steps = screen.update(Event::Command(Command::Back), &context);
    assert!(steps.is_empty() && screen.editing.is_none(), "{steps:?}");
    assert_ne!(screen.body(), before);
    let steps = screen.update(Event::Command(Command::ResetTemplate), &context);
    assert!(
        matches!(&steps[..], [Step::EndDraft(_, Fate::Thrown), Step::Say(_)]),
        "{steps:?}"
    );
    assert_eq!(screen.body(), before);
}

/// A message somebody changed, put down with Esc.
fn written(context: &Context) -> MessageScreen {
    let mut screen = opened(budi(), agreed(), context);
    press(&mut screen, "<F9><Ctrl+A><Ctrl+K>", context);
    screen.update(Event::Paste("Happy birthday, Pak Budi. "), context);
    screen.update(Event::Command(Command::Back), context);
    screen
}

fn left(steps: &[Step]) -> Draft {
    match steps {
        [Step::LeaveDraft(draft), Step::Go(_)] => (**draft).clone(),
        other => panic!("{other:?}"),
    }
}

/// What the book tells whoever writes to the same customer after that.
fn with_draft(draft: &Draft) -> ToWrite {
    let kept = KeptDraft {
        op: draft.op,
        form: draft.form,
        about: draft.about.clone(),
        by: "Rina".to_owned(),
        day: day("2026-11-22"),
        time: "14:20".to_owned(),
    };
    ToWrite {
        drafts: vec![(kept, draft.text.clone())],
        ..agreed()
    }
}

#[test]
fn a_text_that_is_left_is_kept_and_offered_to_whoever_writes_the_same_next() {
    let context = context((120, 38));
    let mut screen = written(&context);
    assert_eq!(screen.body().unwrap(), "Happy birthday, Pak Budi.");
    assert!(screen.unsaved(&context).is_some());
    let draft = left(&screen.update(Event::Command(Command::Back), &context));
    assert_eq!(draft.form, DraftForm::Message);
    // The template by its key: who reads it has a language of their own.
    assert_eq!(draft.about, "Pak Budi Santoso, birthday");

    let mut screen = opened(budi(), with_draft(&draft), &context);
    let shown = drawn(&screen, &context);
    assert!(shown.contains("Written by Rina"), "{shown}");
    assert!(screen.body().unwrap().starts_with("Happy birthday, Budi"));
    let steps = press(&mut screen, "<F9>", &context);
    assert!(
        matches!(&steps[..], [Step::Go(Go::TakeDraft(op))] if *op == draft.op),
        "{steps:?}"
    );
    screen.update(Event::Taken(&draft), &context);
    assert!(screen.editing.is_some());
    screen.update(Event::Command(Command::Save), &context);
    answer(&mut screen, agreed(), &context);
    press(&mut screen, "<Enter>", &context);
    let steps = press(&mut screen, "<Enter>", &context);
    assert!(
        matches!(&steps[..], [Step::Write(op, _)] if *op == draft.op),
        "the draft goes with the message: {steps:?}"
    );
    assert_eq!(sent(&steps).body, "Happy birthday, Pak Budi.");
}

#[test]
fn a_draft_of_a_message_opens_again_as_it_was_typed() {
    let context = context((80, 22));
    let mut screen = written(&context);
    screen.begin.campaign = Some(CampaignId(3));
    let draft = screen.unsaved(&context).expect("a draft");
    let mut again = MessageScreen::resume(&draft, &context).expect("a message");
    again.update(Event::Shown, &context);
    answer(&mut again, agreed(), &context);
    assert!(again.editing.is_some());
    assert_eq!(again.unsaved(&context), Some(draft));
    again.update(Event::Command(Command::Save), &context);
    press(&mut again, "<Enter>", &context);
    let sent = sent(&press(&mut again, "<Enter>", &context));
    assert_eq!(sent.campaign, Some(CampaignId(3)));
}

#[test]
fn whoever_changes_another_template_or_the_language_loses_nothing() {
    let context = context((80, 22));
    let leaves = |steps: Vec<Step>| match &steps[..] {
        [Step::LeaveDraft(draft)] => draft.text.typed("template").to_owned(),
        other => panic!("{other:?}"),
    };
    let mut screen = written(&context);
    assert_eq!(
        leaves(press(&mut screen, "<Down><F9>", &context)),
        "birthday"
    );
    assert!(screen.editing.is_some() && screen.by_hand().is_none());
    let mut screen = written(&context);
    assert_eq!(leaves(press(&mut screen, "b", &context)), "birthday");
    let mut screen = written(&context);
    let steps = screen.update(Event::Command(Command::Quit), &context);
    assert!(matches!(
        &steps[..],
        [Step::LeaveDraft(_), Step::Go(Go::Quit)]
    ));
    let nothing =
        opened(budi(), agreed(), &context).update(Event::Command(Command::Quit), &context);
    assert!(matches!(&nothing[..], [Step::Go(Go::Quit)]), "{nothing:?}");
}

#[test]
fn a_draft_that_comes_when_something_else_is_done_is_let_go() {
    let context = context((80, 22));
    let draft = written(&context).unsaved(&context).unwrap();
    let mut screen = opened(budi(), with_draft(&draft), &context);
    press(&mut screen, "<Down>", &context);
    let steps = screen.update(Event::Taken(&draft), &context);
    assert!(
        matches!(&steps[..], [Step::EndDraft(op, Fate::Left)] if *op == draft.op),
        "{steps:?}"
    );
}

#[test]
fn a_template_that_is_typed_into_is_not_left_without_a_question() {
    let context = context((80, 22));
    let mut screen = opened(budi(), agreed(), &context);
    press(&mut screen, "<Ctrl+T>", &context);
    screen.update(Event::Key("k".parse().unwrap()), &context);
    for command in [Command::Back, Command::Quit] {
        let asked = screen.update(Event::Command(command), &context);
        assert!(matches!(&asked[..], [Step::Go(Go::Ask(_))]), "{asked:?}");
        screen.update(Event::Chosen(&Choice::Nth(0)), &context);
        assert!(screen.editing.is_some());
    }
    screen.update(Event::Command(Command::Quit), &context);
    let quits = screen.update(Event::Chosen(&Choice::Nth(1)), &context);
    assert!(matches!(&quits[..], [Step::Go(Go::Quit)]), "{quits:?}");
}

#[test]
fn a_template_that_sells_in_a_greeting_is_refused_where_it_is_typed() {
    let context = context((80, 22));
    let mut screen = opened(budi(), agreed(), &context);
    press(&mut screen, "<Ctrl+T><Ctrl+A><Ctrl+K>", &context);
    screen.update(
        Event::Paste("Happy birthday, {name}! Here is {gift}."),
        &context,
    );
    assert!(
        screen
            .update(Event::Command(Command::Save), &context)
            .is_empty()
    );
    let shown = drawn(&screen, &context);
    assert!(shown.contains("A greeting carries no offers"), "{shown}");
    press(&mut screen, "<Ctrl+A><Ctrl+K>", &context);
    screen.update(Event::Paste("Hooray, {name}!"), &context);
    let steps = screen.update(Event::Command(Command::Save), &context);
    let Some(Change::SetTemplate {
        key,
        base: None,
        facts: Some(facts),
    }) = change(&steps)
    else {
        panic!("{steps:?}");
    };
    assert_eq!(
        (key.as_str(), facts.en.as_str(), facts.id.as_str()),
        ("birthday", "Hooray, {name}!", "")
    );
    screen.update(Event::Saved(&receipt()), &context);
    let known = ToWrite {
        templates: vec![*facts],
        ..agreed()
    };
    answer(&mut screen, known, &context);
    assert_eq!(screen.body().unwrap(), "Hooray, Budi Santoso!");
    assert_eq!(screen.applies(Command::ResetTemplate), Applies::Yes);
}

#[test]
fn thanks_that_are_begun_at_the_card_name_all_friends_too() {
    let context = context((80, 22));
    let owed = |id, name: &str| ThanksOwed {
        referrer: named(7, "Budi"),
        friend: named(id, name),
        day: day("2026-11-20"),
        paid: Money(200_000),
        points: 50,
    };
    let known = ToWrite {
        owed: vec![owed(8, "Sari"), owed(9, "Tono")],
        ..agreed()
    };
    let thanks = Addressed {
        template: Some("referral_thanks".to_owned()),
        ..budi()
    };
    let screen = opened(thanks, known, &context);
    let text = screen.body().unwrap();
    assert!(
        text.contains("Sari and Tono") && text.contains("100 points"),
        "{text}"
    );
}

fn named(id: i64, name: &str) -> Named {
    Named {
        id: CustomerId(id),
        code: format!("C-{id:05}"),
        honorific: String::new(),
        name: name.to_owned(),
    }
}

#[test]
fn a_greeting_of_the_book_that_sells_is_not_sent_whoever_wrote_it() {
    let context = context((80, 22));
    let sells = TemplateFacts {
        key: "birthday".to_owned(),
        purpose: MessagePurpose::Birthday,
        id: String::new(),
        en: "Happy birthday, {name}, you have {points} points".to_owned(),
    };
    let known = ToWrite {
        templates: vec![sells],
        ..agreed()
    };
    let screen = opened(budi(), known, &context);
    assert!(!can(&screen));
}

fn facts(known: &mut ToWrite) -> &mut CustomerFacts {
    &mut known.card.customer.as_mut().unwrap().facts
}

#[test]
fn without_a_phone_the_mail_is_proposed_and_without_both_the_clipboard() {
    let context = context((80, 22));
    let mut known = agreed();
    facts(&mut known).phones.clear();
    facts(&mut known).email = "budi@example.com".to_owned();
    let screen = opened(budi(), known.clone(), &context);
    assert_eq!(screen.way(), MessageChannel::Email);
    let (whole, bare) = screen.links().unwrap();
    assert!(whole.starts_with("mailto:budi@example.com?subject=Bengkel%20Maju&body=Happy"));
    assert_eq!(bare, "mailto:budi@example.com");
    facts(&mut known).email.clear();
    let mut screen = opened(budi(), known, &context);
    assert_eq!(screen.way(), MessageChannel::Clipboard);
    assert!(copied(&press(&mut screen, "<Enter>", &context)).is_some());
    press(&mut screen, "<Esc>k", &context);
    assert!(!can(&screen), "no phone");
}

#[test]
fn what_the_book_refuses_is_said_and_nothing_is_lost() {
    let context = context((80, 22));
    let mut screen = opened(budi(), agreed(), &context);
    press(&mut screen, "<Enter><Enter>", &context);
    let refused = Failure::Refused(vec![("consent".to_owned(), "do_not_contact".to_owned())]);
    let steps = screen.update(Event::NotSaved(&refused), &context);
    assert!(matches!(&steps[..], [Step::Read(..)]), "{steps:?}");
    assert_eq!(screen.stage, Stage::Choosing, "no code of what does not go");
    assert!(drawn(&screen, &context).contains("does not want"));
}

fn many() -> ToWrite {
    let entry = |id, at: &str, template: &str| MessageEntry {
        id,
        message: SentMessage {
            customer: CustomerId(42),
            day: day(at),
            template: template.to_owned(),
            purpose: MessagePurpose::Transactional,
            channel: MessageChannel::WhatsApp,
            language: "id".to_owned(),
            body: "…".to_owned(),
            campaign: None,
            about: None,
        },
        by: "Rina".to_owned(),
    };
    ToWrite {
        sent: vec![
            entry(2, "2026-11-22", "birthday"),
            entry(1, "2026-08-12", "thank_you"),
        ],
        ..agreed()
    }
}

fn long() -> ToWrite {
    let mut known = to_write(&[answered(Purpose::Birthday, false)]);
    let customer = known.card.customer.as_mut().unwrap();
    customer.facts.name = "山田 Muhammad Zulkarnaen Alamsyah Putra Kusuma Wardhana 👩‍🔧".to_owned();
    known.shop = "Bengkel Resmi Maju Jaya Abadi Sentosa Cabang Kebayoran".to_owned();
    known
}

fn sizes() -> [(&'static str, (u16, u16), Lang); 4] {
    [
        ("narrow", (40, 18), Lang::En),
        ("usual", (80, 22), Lang::En),
        ("wide", (120, 38), Lang::En),
        ("indonesian", (80, 22), Lang::Id),
    ]
}

fn looked(name: &str, known: &ToWrite, keys: &str) {
    for (size_name, size, lang) in sizes() {
        let context = Context {
            lang,
            ..context(size)
        };
        let mut screen = opened(budi(), known.clone(), &context);
        press(&mut screen, keys, &context);
        insta::assert_snapshot!(format!("{name}_{size_name}"), drawn(&screen, &context));
    }
}

#[test]
fn names_of_templates_stand_whole_whatever_is_said_of_them() {
    for (size, lang) in [
        ((80, 22), Lang::En),
        ((80, 22), Lang::Id),
        ((40, 18), Lang::Id),
    ] {
        let mut context = context(size);
        context.lang = lang;
        let key = "referral_thanks".to_owned();
        let changed = TemplateFacts {
            key: key.clone(),
            purpose: MessagePurpose::Transactional,
            id: "Terima kasih, {nama}.".to_owned(),
            en: "Thank you, {name}.".to_owned(),
        };
        let known = ToWrite {
            templates: vec![changed],
            ..agreed()
        };
        let mut screen = opened(budi(), known, &context);
        while screen.template().is_some_and(|one| one.key != key) {
            press(&mut screen, "<Down>", &context);
        }
        let shown = drawn(&screen, &context);
        let name = crate::screens::sheet::message::called(&key, lang);
        let mark = Say::MessageChanged.in_(lang);
        let row = shown.lines().find(|line| line.contains(&name));
        assert!(row.is_some_and(|row| row.contains(mark)), "{shown}");
    }
}

#[test]
fn how_choosing_looks() {
    looked("many", &many(), "");
    looked("long", &long(), "");
    looked("holes", &to_write(&[]), "<Down>");
}

#[test]
fn how_it_looks_on_its_way() {
    looked("shown", &agreed(), "<Enter>");
}

#[test]
fn how_it_looks_while_it_is_typed() {
    let context = context((80, 22));
    let mut screen = opened(budi(), agreed(), &context);
    press(&mut screen, "<F9>", &context);
    insta::assert_snapshot!("typed", drawn(&screen, &context));
    press(&mut screen, "<Esc><Ctrl+T>", &context);
    insta::assert_snapshot!("template_typed", drawn(&screen, &context));
}

#[test]
fn how_it_looks_without_anybody() {
    let context = context((80, 22));
    let mut screen = MessageScreen::new(budi(), &context);
    screen.update(Event::Shown, &context);
    screen.update(Event::Slow(Slot::ToWrite), &context);
    insta::assert_snapshot!("loading", drawn(&screen, &context));
    screen.update(Event::Failed(Slot::ToWrite, &Failure::Busy(None)), &context);
    insta::assert_snapshot!("failed", drawn(&screen, &context));
    screen.update(
        Event::Answer(Slot::ToWrite, &Answer::ToWrite(None)),
        &context,
    );
    insta::assert_snapshot!("gone", drawn(&screen, &context));
}

#[test]
fn a_text_of_the_shop_from_the_list_of_a_feast_is_about_it_and_what_ships_for_other_things_is_not()
{
    let context = context((80, 22));
    let feast = Occasion {
        kind: OccasionKind::Feast,
        refers: "natal 2026-12-25".to_owned(),
    };
    let own = |purpose| ToWrite {
        templates: vec![TemplateFacts {
            key: "natalku".to_owned(),
            purpose,
            id: String::new(),
            en: "A peaceful Christmas, {name}".to_owned(),
        }],
        ..agreed()
    };
    let about = |key: &str, purpose| {
        let begin = Addressed {
            about: Some(feast.clone()),
            ..template("natal")
        };
        let mut screen = opened(begin, own(purpose), &context);
        let place = |screen: &MessageScreen| {
            let mut order = screen.order.iter();
            order.position(|at| screen.templates.all()[*at].key == key)
        };
        let row = place(&screen).expect("the template");
        screen.list.select(row);
        screen.sent().expect("a message").about
    };
    let greeting = MessagePurpose::Greeting;
    assert_eq!(about("natalku", greeting), Some(feast.clone()));
    assert_eq!(about("thank_you", greeting), None);
    assert_eq!(about("natalku", MessagePurpose::Transactional), None);
}
