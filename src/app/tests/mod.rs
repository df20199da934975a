//! Messages in, effects out, with a screen that only writes down what it is told.

mod answers;
mod damage;
mod drafts;
mod exporting;
mod keys;
mod leaving;
mod looks;
mod overlays;
mod screens;
mod staff;
mod stage;
mod writes;

use std::time::Duration;

use self::stage::Stage;
use crate::domain::{
    Change, ChangeId, Found, Member, OpId, Receipt, StaffFacts, StaffId, Subject, Undone, VehicleId,
};
use crate::protocol::{
    Answer, Choice, Effect, Failure, Go, Level, Mouse, MouseKind, Msg, Notice, Query, Question,
    ReadId, Slot, Step, Timer,
};
use crate::text::{Lang, Say};

fn find() -> Step {
    Step::Read(
        Slot::Matches,
        Query::Find {
            text: String::new(),
            limit: 1,
            also: None,
        },
    )
}

fn found() -> Answer {
    Answer::Found(Found::default())
}

fn new_customer() -> Step {
    Step::Go(Go::NewCustomer(String::new()))
}

fn read_ids(effects: &[Effect]) -> Vec<ReadId> {
    effects
        .iter()
        .filter_map(|effect| {
            if let Effect::Read(id, _) = effect {
                Some(*id)
            } else {
                None
            }
        })
        .collect()
}

fn receipt() -> Receipt {
    Receipt {
        change: ChangeId(1),
        customer: None,
        code: None,
        vehicle: None,
        visit: None,
        already: false,
        left_out: 0,
        landed: false,
        undone: None,
        owing: Vec::new(),
    }
}

fn shop_of(people: &[(&str, bool)]) -> crate::protocol::ShopFacts {
    let member = |(at, (name, active)): (usize, &(&str, bool))| Member {
        id: StaffId(i64::try_from(at).expect("few")),
        facts: StaffFacts {
            name: (*name).to_owned(),
            active: *active,
        },
        at_desk: true,
    };
    crate::protocol::ShopFacts {
        staff: people.iter().enumerate().map(member).collect(),
        ..crate::screens::samples::shop()
    }
}
