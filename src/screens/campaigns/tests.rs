use super::Campaigns;
use crate::domain::export::Value;
use crate::domain::{Campaign, CampaignFacts, CampaignId, Change, Money};
use crate::insight::{CampaignResult, CampaignTold, Group};
use crate::protocol::{
    Answer, Applies, BeginCampaign, Choice, Command, Context, Event, ExportRows, Failure, Go,
    HiddenColumns, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::samples::{change, context, day, drawn, press};
use crate::text::Lang;

fn told(id: i64, name: &str, sent: u64, came: u64) -> CampaignTold {
    let group = |people: u64, came: u64| Group {
        people,
        came,
        money: i64::try_from(came).unwrap() * 650_000,
        due_anyway: came / 2,
        due_anyway_money: i64::try_from(came / 2).unwrap() * 600_000,
        open: 0,
    };
    CampaignTold {
        campaign: Campaign {
            id: CampaignId(id),
            facts: CampaignFacts {
                name: name.to_owned(),
                segment: "Sleeping".to_owned(),
                filter: "{}".to_owned(),
                template: "win_back".to_owned(),
                purpose: "promotion".to_owned(),
                offer: None,
                since: day("2026-09-01"),
                until: day("2026-09-30"),
                within: 30,
                note: String::new(),
            },
        },
        result: CampaignResult {
            sent: group(sent, came),
            control: group(40, 3),
            earned: 650,
            redeemed: 100,
            given: 200,
        },
        cost: 85_000,
    }
}

fn many() -> Vec<CampaignTold> {
    vec![
        told(2, "Sleeping 1 Sep", 30, 9),
        told(1, "Once only, before Lebaran", 0, 0),
    ]
}

fn opened(all: Vec<CampaignTold>, at: &Context) -> Campaigns {
    let mut screen = Campaigns::new();
    screen.update(Event::Shown, at);
    screen.update(Event::Answer(Slot::Campaigns, &Answer::Campaigns(all)), at);
    screen
}

#[test]
fn keys_open_begin_edit_and_take_away() {
    let at = context((80, 22));
    let mut screen = opened(many(), &at);
    let go = |steps: &[Step]| match steps {
        [Step::Go(go)] => Some(go.clone()),
        _ => None,
    };
    let steps = press(&mut screen, "<Down><Enter>", &at);
    assert_eq!(go(&steps), Some(Go::Campaign(CampaignId(1))));
    // Whoever is written to is chosen there.
    assert_eq!(
        go(&press(&mut screen, "<F5>", &at)),
        Some(Go::Campaign(CampaignId(1)))
    );
    assert_eq!(
        go(&press(&mut screen, "<Alt+I>", &at)),
        Some(Go::Gatherings)
    );
    let new = Go::CampaignForm(Box::new(BeginCampaign::New(None)));
    assert_eq!(go(&press(&mut screen, "<Ctrl+N>", &at)), Some(new));
    press(&mut screen, "<Ctrl+D>", &at);
    let steps = screen.update(Event::Chosen(&Choice::Nth(1)), &at);
    let id = CampaignId(1);
    assert_eq!(change(&steps), Some(Change::RemoveCampaign { id }));
}

#[test]
fn the_states_in_their_windows() {
    for (size, name) in [
        ((80, 22), "usual"),
        ((40, 18), "narrow"),
        ((120, 38), "wide"),
    ] {
        let at = context(size);
        insta::assert_snapshot!(name, drawn(&opened(many(), &at), &at));
    }
    let mut at = context((80, 22));
    at.lang = Lang::Id;
    insta::assert_snapshot!("indonesian", drawn(&opened(many(), &at), &at));
    let at = context((80, 22));
    insta::assert_snapshot!("empty", drawn(&opened(Vec::new(), &at), &at));
    let mut screen = Campaigns::new();
    screen.update(Event::Shown, &at);
    screen.update(Event::Slow(Slot::Campaigns), &at);
    insta::assert_snapshot!("loading", drawn(&screen, &at));
    screen.update(Event::Failed(Slot::Campaigns, &Failure::Busy(None)), &at);
    insta::assert_snapshot!("failed", drawn(&screen, &at));
}

#[test]
fn what_is_taken_back_here_is_read_anew_at_once() {
    let at = context((80, 22));
    let mut screen = opened(many(), &at);
    let steps = screen.update(Event::Undone, &at);
    assert!(
        matches!(&steps[..], [Step::Read(Slot::Campaigns, _)]),
        "{steps:?}"
    );
}

#[test]
fn the_list_goes_into_a_file_and_says_why() {
    let at = context((80, 22));
    let mut screen = opened(many(), &at);
    let ExportRows::Here(table) = screen.list(&at).expect("a list").rows else {
        panic!("of the screen");
    };
    let row = &table.rows[0];
    assert_eq!((table.rows.len(), row.len()), (2, table.columns.len()));
    assert_eq!(row[0], Value::text("Sleeping 1 Sep"));
    assert_eq!((&row[6], &row[7]), (&Value::Whole(30), &Value::Whole(9)));
    assert_eq!(row[8], Value::Money(Money(9 * 650_000)));
    press(&mut screen, "?", &at);
    let told = drawn(&screen, &at);
    assert!(
        told.contains("The rule") && told.contains("Back means"),
        "{told}"
    );
    assert_eq!(screen.applies(Command::OpenRow), Applies::No);
    press(&mut screen, "<Esc>", &at);
    assert!(!drawn(&screen, &at).contains("The rule"));
    let none = opened(Vec::new(), &at);
    assert!(none.list(&at).is_none());
    assert!(matches!(
        none.applies(Command::ExportList),
        Applies::Blocked(_)
    ));
}

#[test]
fn letters_find_a_campaign_a_key_sorts_and_columns_give_way() {
    let mut at = context((80, 22));
    let mut screen = opened(many(), &at);
    let names =
        |screen: &Campaigns| -> Vec<i64> { screen.rows().map(|told| told.campaign.id.0).collect() };
    press(&mut screen, "LEBARAN", &at);
    assert_eq!(names(&screen), [1]);
    assert!(drawn(&screen, &at).contains("Only: LEBARAN"));
    press(&mut screen, "x", &at);
    assert!(drawn(&screen, &at).contains("Nothing is called so."));
    assert!(press(&mut screen, "<Esc>", &at).is_empty());
    assert_eq!(names(&screen), [2, 1]);
    press(&mut screen, "<Ctrl+O><Ctrl+O>", &at);
    assert_eq!(names(&screen), [1, 2], "by name");
    at.columns = std::sync::Arc::new(HiddenColumns::read("campaigns=money,share"));
    let told = drawn(&screen, &at);
    assert!(!told.contains(" Money"), "{told}");
    assert_eq!(screen.columns().expect("columns").choosable().len(), 4);
}
