//! T08: whatever is pressed, pasted or clicked, in windows of every size, with answers that are
//! late, wrong or missing, nothing panics and nothing loops.

#![expect(clippy::expect_used, reason = "a test may say what it expects")]

use std::sync::atomic::{AtomicUsize, Ordering};

use kenal::app::{App, Parts};
use kenal::calendar::{Away, Calendar, FeastRow, Person, Reason, Today, Why};
use kenal::domain::{
    Card, ChangeId, Customer, CustomerFacts, CustomerId, Day, Found, Hit, Introduced, MatchClass,
    MatchField, Money, NearBirthday, NextService, OpId, Receipt, Terms, ThanksList, Usual,
    VehicleId, Visit, VisitFacts, VisitId,
};
use kenal::look::Look;
use kenal::points::Rule;
use kenal::protocol::{
    Answer, Code, Context, Desk, Effect, Failure, Go, Key, Keymap, Mouse, MouseKind, Msg,
    PlateCheck, Prefill, Query, Timer, ToWrite,
};
use kenal::screens::{self, Screen, desk};
use kenal::text::Lang;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// A small generator: the same seed presses the same keys.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("below the limit")
    }

    fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    fn key(&mut self) -> Key {
        const CODES: [Code; 17] = [
            Code::Enter,
            Code::Esc,
            Code::Tab,
            Code::Backspace,
            Code::Delete,
            Code::Up,
            Code::Down,
            Code::Left,
            Code::Right,
            Code::Home,
            Code::End,
            Code::PageUp,
            Code::PageDown,
            Code::F(2),
            Code::F(3),
            Code::F(7),
            Code::F(9),
        ];
        const LETTERS: &str = "1234budi XYZ-+,.rbsyn? é山\u{300}👩‍🔧ي";
        let letters: Vec<char> = LETTERS.chars().collect();
        match self.below(10) {
            0..4 => Key::char(self.of(&letters)),
            4..8 => Key::plain(self.of(&CODES)),
            8 => Key::ctrl(self.of(&['s', 'z', 'p', 'w', 'n', 'u', 'a', 'l'])),
            _ => Key {
                shift: self.below(2) == 0,
                alt: self.below(4) == 0,
                ..Key::plain(self.of(&CODES))
            },
        }
    }

    fn msg(&mut self) -> Msg {
        match self.below(40) {
            0 => Msg::Paste("B 1234 XYZ\nBudi\u{301}\n".repeat(self.below(50))),
            1 | 2 => {
                let kinds = [
                    MouseKind::Press,
                    MouseKind::Double,
                    MouseKind::WheelUp,
                    MouseKind::WheelDown,
                ];
                let place = |at: usize| u16::try_from(at).expect("small");
                Msg::Mouse(Mouse {
                    kind: self.of(&kinds),
                    column: place(self.below(130)),
                    row: place(self.below(45)),
                })
            }
            3 => Msg::FileChanged,
            4 => Msg::Woke(Timer::Minute),
            5 => Msg::Woke(Timer::Notice(self.below(30) as u64)),
            _ => Msg::Key(self.key()),
        }
    }
}

fn hit(at: usize) -> Hit {
    let id = i64::try_from(at).expect("small");
    Hit {
        customer: (at != 3).then_some(CustomerId(id)),
        vehicle: (at != 2).then_some(VehicleId(id)),
        code: format!("C-{at:05}"),
        name: "Bu Müller-Łukasiewicz 山田太郎 dan keluarga besar sekali".repeat(at % 3),
        plate: "B 1234 XYZ".to_owned(),
        earlier_plate: String::new(),
        vehicle_text: "Toyota Avanza 2019".to_owned(),
        phone: String::new(),
        last_day: None,
        alert: at == 1,
        tier: Some(("Gold".repeat(at % 5), at % 4)),
        class: MatchClass::Exact,
        field: MatchField::Name,
        marks: vec![0, 2, 40],
    }
}

/// A list of a day, of any length.
fn day_list((day, ahead): (Day, u16), chance: &mut Chance) -> Today {
    let calendar = Calendar::shipped();
    let near = calendar.near(day, 300);
    let feasts = near.iter().take(chance.below(4));
    let whys = [
        Why::Birthday(NearBirthday { day, age: Some(52) }),
        Why::Points {
            points: 1_240,
            worth: 124_000,
            day,
        },
        Why::WinBack {
            away: Away::Silent,
            last: day,
            usual: None,
            visits: 3,
            money: -5,
        },
    ];
    let person = |at: usize| Person {
        who: Introduced {
            id: CustomerId(i64::try_from(at).expect("small")),
            code: format!("C-{at:05}"),
            honorific: String::new(),
            name: "Bu Müller-Łukasiewicz 山田太郎".repeat(at % 3),
            is_company: at == 2,
            plate: String::new(),
            no_contact: false,
            phone: "0812".repeat(at % 2),
            alert: "call before touching the AC".repeat(at % 2),
        },
        reasons: whys[..=at % 3]
            .iter()
            .map(|why| Reason {
                why: why.clone(),
                agreed: (at.is_multiple_of(2)).then_some(true),
            })
            .collect(),
    };
    Today {
        day,
        ahead,
        feasts: feasts
            .map(|one| FeastRow {
                customers: 12,
                not_asked: 5,
                done: 3,
                ..FeastRow::of(one)
            })
            .collect(),
        people: (0..chance.below(30)).map(person).collect(),
        more: chance.below(2) == 0,
        over: calendar.runs_out(Day::MAX),
        place: "holidays.toml".to_owned(),
        mistakes: Vec::new(),
    }
}

fn visit(at: usize, context: &Context) -> Visit {
    Visit {
        id: VisitId(i64::try_from(at).expect("small")),
        rowver: 1,
        plate: "B 1234 XYZ".to_owned(),
        vehicle: "B 1234 XYZ".to_owned(),
        code: "C-00042".to_owned(),
        name: "Pak Budi Santoso".to_owned(),
        doubtful_odometer: false,
        redeemed_worth: None,
        facts: VisitFacts {
            complaint: "rem berdecit 山 ".repeat(at),
            total: Some(Money(i64::MAX)),
            ..VisitFacts::on(context.today)
        },
    }
}

fn card(context: &Context) -> Card {
    let facts = CustomerFacts {
        name: "Budi Santoso".to_owned(),
        note: "satu\ndua\n".repeat(40),
        alert: "call before touching the AC".to_owned(),
        ..CustomerFacts::default()
    };
    Card {
        customer: Some(Customer {
            id: CustomerId(1),
            code: "C-00001".to_owned(),
            aliases: vec!["old".to_owned()],
            rowver: 1,
            facts,
        }),
        vehicle: None,
        other_vehicles: Vec::new(),
        former_vehicles: Vec::new(),
        last_visit: Some(visit(2, context)),
        last_sale: None,
        earlier_visits: vec![visit(1, context)],
        usual: Usual::default(),
        visits: 2,
        spent: Money(i64::MAX),
        attendance: None,
        household: Vec::new(),
        company: Vec::new(),
        terms: None,
        consents: Vec::new(),
        remarks: Vec::new(),
        points: None,
        referred_by: None,
        brought: 0,
        lost_to: None,
        feasts: Vec::new(),
    }
}

fn answer(query: &Query, context: &Context, chance: &mut Chance) -> Result<Answer, Failure> {
    if chance.below(6) == 0 {
        return Err(chance.of(&[
            Failure::Busy(None),
            Failure::Gone,
            Failure::Cancelled,
            Failure::Damaged,
        ]));
    }
    Ok(match query {
        Query::Find { .. } => {
            let hits: Vec<Hit> = (0..chance.below(30)).map(hit).collect();
            Answer::Found(Found {
                total: hits.len(),
                hits,
                customers: 12_480,
                ..Found::default()
            })
        }
        Query::Card(_) => Answer::Card((chance.below(4) > 0).then(|| Box::new(card(context)))),
        Query::History { .. } => {
            let visits: Vec<Visit> = (0..chance.below(30)).map(|at| visit(at, context)).collect();
            Answer::History(visits, 1_000)
        }
        Query::Visit(_) => Answer::Visit(Some(Box::new(visit(1, context)))),
        Query::Prefill(subject, _) => Answer::Prefill(Some(Box::new(Prefill {
            subject: *subject,
            title: "B 1234 XYZ".to_owned(),
            visit: VisitFacts::on(context.today),
            same_as: Some(context.today),
            last: None,
            readings: vec![(context.today, 45_210)],
            usual: Usual::default(),
            alert: "call before touching the AC".to_owned(),
            next_service: NextService::default(),
            terms: Some(Terms {
                discount: Some(1_000),
                contract_until: Some(context.today),
                ..Terms::default()
            }),
            points: Some((1_240, Box::new(Rule::default()))),
            asks_referrer: true,
        }))),
        Query::Messages(_) => Answer::Messages(Vec::new(), Vec::new()),
        Query::ToWrite(_) => Answer::ToWrite((chance.below(4) > 0).then(|| {
            Box::new(ToWrite {
                card: card(context),
                owed: Vec::new(),
                templates: Vec::new(),
                shop: "Bengkel Maju".to_owned(),
                sign: kenal::domain::ShopSign::default(),
                drafts: Vec::new(),
                far: Vec::new(),
                sent: Vec::new(),
            })
        })),
        Query::Fleet(..) => Answer::Fleet(None),
        Query::Campaigns(_) => Answer::Campaigns(Vec::new()),
        Query::Campaign(..) => Answer::Campaign(None),
        Query::Templates => Answer::Templates(Vec::new()),
        Query::Gatherings(_) => Answer::Gatherings(Vec::new()),
        Query::Thanks(_) => Answer::Thanks(ThanksList::default()),
        Query::Guests(..) => Answer::Guests(None),
        Query::Suggest { .. } => Answer::Suggestions(Vec::new()),
        Query::CheckPlate(_) => Answer::Plate(PlateCheck::default()),
        Query::CheckPhone(_) => Answer::Phone(vec![(
            CustomerId(1),
            "Budi".to_owned(),
            "C-00001".to_owned(),
        )]),
        Query::Today { today, ahead } => {
            Answer::Today(Box::new(day_list((*today, *ahead), chance)))
        }
        // An answer of the wrong kind must not hurt either.
        _ => Answer::Staff(vec!["Rina".to_owned(), "Joko".to_owned()]),
    })
}

/// Forms that were opened: a walk that never leaves the desk would prove little.
static OPENED: AtomicUsize = AtomicUsize::new(0);

fn open(go: &Go, context: &Context) -> Option<Box<dyn Screen>> {
    OPENED.fetch_add(1, Ordering::Relaxed);
    screens::open(go, context)
}

fn perform(effects: &[Effect], context: &Context, chance: &mut Chance, late: &mut Vec<Msg>) {
    for effect in effects {
        let msg = match effect {
            Effect::Read(id, query) => Msg::Read(*id, answer(query, context, chance)),
            Effect::Write { id, .. } => {
                let change = ChangeId(1);
                let receipt = Receipt {
                    change,
                    customer: None,
                    code: None,
                    vehicle: None,
                    visit: None,
                    already: false,
                    landed: false,
                    left_out: 0,
                    undone: None,
                    owing: Vec::new(),
                };
                let conflict = Failure::Conflict(Vec::new());
                let failures = [
                    conflict,
                    Failure::DiskFull,
                    Failure::Refused(vec![("name".to_owned(), "empty".to_owned())]),
                ];
                let result = if chance.below(2) == 0 {
                    Ok(receipt)
                } else {
                    Err(chance.of(&failures))
                };
                Msg::Wrote(*id, result)
            }
            Effect::Wake(timer @ Timer::Slow(_), _) => Msg::Woke(*timer),
            _ => continue,
        };
        late.push(msg);
    }
}

fn play(seed: u64, keys: usize) {
    let mut chance = Chance(seed);
    let mut app = App::new(Parts {
        desk: Box::new(desk::Desk::new()),
        open,
        keymap: Keymap::default(),
        look: Look::default(),
        file: "kenal.db".to_owned(),
        user: "wati".to_owned(),
    });
    let mut context = Context {
        today: "2026-11-22".parse().expect("a day"),
        time: "09:41".to_owned(),
        size: (80, 24),
        desk: Desk::default(),
        ascii: false,
        lang: Lang::En,
        currency: "IDR".to_owned(),
        trade: std::sync::Arc::default(),
        columns: std::sync::Arc::default(),
        op: OpId([0; 16]),
    };
    let mut late = Vec::new();
    let effects = app.start(&context);
    perform(&effects, &context, &mut chance, &mut late);
    for at in 0..keys {
        // Answers come late and out of order.
        let msg = if !late.is_empty() && chance.below(3) > 0 {
            late.swap_remove(chance.below(late.len()))
        } else {
            chance.msg()
        };
        let effects = app.update(msg, &context);
        assert!(effects.len() < 50, "no storm of effects");
        perform(&effects, &context, &mut chance, &mut late);
        if at % 7 == 0 {
            let sizes = [
                (80, 24),
                (40, 20),
                (40, 10),
                (120, 40),
                (1, 1),
                (2, 50),
                (200, 2),
                (57, 13),
                (250, 70),
            ];
            context.size = chance.of(&sizes);
            context.lang = chance.of(&Lang::ALL);
            let mut terminal =
                Terminal::new(TestBackend::new(context.size.0, context.size.1)).expect("in memory");
            terminal
                .draw(|frame| app.view(frame, &context))
                .expect("in memory");
        }
    }
}

#[test]
fn no_sequence_of_keys_panics() {
    for seed in 1..=14 {
        play(0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(seed), 3_000);
    }
    let opened = OPENED.load(Ordering::Relaxed);
    assert!(opened > 100, "only {opened}");
}
