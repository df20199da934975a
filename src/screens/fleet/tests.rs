use super::FleetScreen;
use crate::domain::{
    CustomerId, Fleet, FleetPerson, FleetVehicle, Money, NextService, Plate, Subject, Vehicle,
    VehicleId,
};
use crate::protocol::{Answer, Context, Event, ExportRows, Failure, Go, Slot, Step};
use crate::screens::Screen;
use crate::screens::samples::{avanza, context, day, drawn, press};
use crate::text::Lang;

const FIRM: CustomerId = CustomerId(9);

fn vehicle(id: i64, plate: &str, last: &str, money: i64, next: Option<&str>) -> FleetVehicle {
    let mut vehicle = Vehicle {
        id: VehicleId(id),
        last_day: Some(day(last)),
        next_service: NextService {
            day: next.map(day),
            odometer: None,
        },
        ..avanza()
    };
    vehicle.facts.plate = Plate::parse(plate);
    FleetVehicle {
        owner: FIRM,
        owner_name: "PT Maju Jaya".to_owned(),
        vehicle,
        visits: 3,
        money: Money(money),
    }
}

fn fleet() -> Fleet {
    let person = |id, name: &str, role: &str, phone: &str| FleetPerson {
        customer: CustomerId(id),
        name: name.to_owned(),
        role: role.to_owned(),
        phone: phone.to_owned(),
    };
    Fleet {
        name: "PT Maju Jaya".to_owned(),
        people: vec![
            person(21, "Pak Agus", "driver", "0812-1111-2222"),
            person(22, "Bu Rini", "orders", ""),
        ],
        vehicles: vec![
            vehicle(1, "B 9001 AA", "2026-11-20", 1_250_000, None),
            vehicle(2, "B 9002 AB", "2026-10-02", 4_800_000, Some("2026-11-24")),
            vehicle(3, "B 9003 AC", "2026-03-15", 0, Some("2026-10-01")),
        ],
        besides: Money(150_000),
    }
}

fn opened(fleet: Option<Fleet>, at: &Context) -> FleetScreen {
    let mut screen = FleetScreen::new(FIRM);
    screen.update(Event::Shown, at);
    let answer = Answer::Fleet(fleet.map(Box::new));
    screen.update(Event::Answer(Slot::Fleet, &answer), at);
    screen
}

fn goes(steps: &[Step]) -> Option<Subject> {
    steps.iter().find_map(|step| match step {
        Step::Go(Go::Card(of)) => Some(*of),
        Step::Go(Go::Message(to)) => Some(to.to),
        _ => None,
    })
}

#[test]
fn enter_opens_the_card_of_a_person_and_of_a_vehicle_and_a_key_writes_to_them() {
    let at = context((80, 22));
    let mut screen = opened(Some(fleet()), &at);
    let person = Subject::Customer(CustomerId(21), None);
    assert_eq!(goes(&press(&mut screen, "<Enter>", &at)), Some(person));
    assert_eq!(goes(&press(&mut screen, "<F5>", &at)), Some(person));
    let steps = press(&mut screen, "<Down><Down><Enter>", &at);
    let first = Subject::Customer(FIRM, Some(VehicleId(1)));
    assert_eq!(goes(&steps), Some(first));
    assert_eq!(goes(&press(&mut screen, "<F5>", &at)), Some(first));
}

#[test]
fn the_phone_of_a_person_is_copied_and_a_vehicle_has_none() {
    let at = context((80, 22));
    let mut screen = opened(Some(fleet()), &at);
    let steps = press(&mut screen, "<Ctrl+C>", &at);
    assert!(matches!(&steps[..], [Step::Copy(phone)] if phone == "0812-1111-2222"));
    press(&mut screen, "<Down><Down>", &at);
    assert!(press(&mut screen, "<Ctrl+C>", &at).is_empty());
}

#[test]
fn another_order_keeps_the_chosen_row() {
    let at = context((80, 22));
    let mut screen = opened(Some(fleet()), &at);
    press(&mut screen, "<Down><Down><Ctrl+O><Ctrl+O>", &at);
    // By money the first of the vehicles is the second.
    let steps = press(&mut screen, "<Up><Enter>", &at);
    assert_eq!(
        goes(&steps),
        Some(Subject::Customer(FIRM, Some(VehicleId(2))))
    );
}

#[test]
fn the_vehicles_go_into_a_file_with_their_numbers() {
    let at = context((80, 22));
    let list = opened(Some(fleet()), &at).list(&at).unwrap();
    let ExportRows::Here(table) = list.rows else {
        panic!("{list:?}");
    };
    assert_eq!((list.what, table.rows.len()), ("fleet", 3));
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.len() == table.columns.len())
    );
}

#[test]
fn the_states_in_their_windows() {
    for (size, name) in [
        ((80, 22), "usual"),
        ((40, 18), "narrow"),
        ((120, 38), "wide"),
    ] {
        let at = context(size);
        insta::assert_snapshot!(name, drawn(&opened(Some(fleet()), &at), &at));
    }
    let mut at = context((80, 22));
    at.lang = Lang::Id;
    insta::assert_snapshot!("indonesian", drawn(&opened(Some(fleet()), &at), &at));
    let at = context((80, 22));
    insta::assert_snapshot!("empty", drawn(&opened(Some(Fleet::default()), &at), &at));
    let mut screen = FleetScreen::new(FIRM);
    screen.update(Event::Shown, &at);
    screen.update(Event::Slow(Slot::Fleet), &at);
    insta::assert_snapshot!("loading", drawn(&screen, &at));
    screen.update(Event::Failed(Slot::Fleet, &Failure::Busy(None)), &at);
    insta::assert_snapshot!("failed", drawn(&screen, &at));
}

#[test]
fn the_numbers_of_a_vehicle_and_of_all_say_why() {
    let at = context((80, 22));
    let mut screen = opened(Some(fleet()), &at);
    press(&mut screen, "?", &at);
    let told = drawn(&screen, &at);
    assert!(
        told.contains("3 vehicles") && told.contains("12 months:"),
        "{told}"
    );
    press(&mut screen, "?<Down><Down><Down>?", &at);
    let told = drawn(&screen, &at);
    assert!(
        told.contains("B 9002 AB") && told.contains("Rp 4.800.000"),
        "{told}"
    );
}
