//! The small menu about a vehicle: edit it, give it a new plate, write down a new owner, add
//! another one.

use crate::domain::Subject;
use crate::protocol::{Choice, Go, Question, Step};
use crate::text::{Lang, Say};

/// Opens the menu, or goes straight to the only thing that can be done.
pub fn open(subject: Subject, lang: Lang) -> Step {
    let entries = entries(subject);
    if let [(_, _, go)] = entries.as_slice() {
        return Step::Go(go.clone());
    }
    let choices = entries
        .iter()
        .map(|(letter, say, _)| (*letter, say.in_(lang).to_owned()));
    Step::Go(Go::Ask(Question {
        title: Say::MenuVehicle.in_(lang).to_owned(),
        body: Vec::new(),
        choices: choices.collect(),
    }))
}

/// What a choice in the menu of this subject means.
pub fn chosen(subject: Subject, choice: Choice) -> Option<Step> {
    let Choice::Nth(at) = choice else { return None };
    let (_, _, go) = entries(subject).into_iter().nth(at)?;
    Some(Step::Go(go))
}

fn entries(subject: Subject) -> Vec<(char, Say, Go)> {
    let (customer, vehicle) = match subject {
        Subject::Customer(customer, vehicle) => (Some(customer), vehicle),
        Subject::Vehicle(vehicle) => (None, Some(vehicle)),
    };
    let mut entries = Vec::new();
    if let Some(vehicle) = vehicle {
        let owner = if customer.is_some() {
            ('s', Say::MenuSold)
        } else {
            ('o', Say::MenuOwner)
        };
        entries.push(('e', Say::MenuEdit, Go::EditVehicle(vehicle, subject)));
        entries.push(('p', Say::MenuPlate, Go::NewPlate(vehicle, subject)));
        entries.push((owner.0, owner.1, Go::NewOwner(vehicle, subject)));
    }
    if let Some(customer) = customer {
        entries.push(('a', Say::MenuAnother, Go::NewVehicle(customer)));
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CustomerId, VehicleId};

    fn letters(step: &Step) -> String {
        match step {
            Step::Go(Go::Ask(question)) => question.choices.iter().map(|(c, _)| *c).collect(),
            _ => String::new(),
        }
    }

    #[test]
    fn every_vehicle_can_be_edited_replated_and_sold() {
        let subject = Subject::Customer(CustomerId(1), Some(VehicleId(2)));
        assert_eq!(letters(&open(subject, Lang::En)), "epsa");
        let sold = chosen(subject, Choice::Nth(2));
        assert!(matches!(
            sold,
            Some(Step::Go(Go::NewOwner(VehicleId(2), _)))
        ));
        assert!(chosen(subject, Choice::None).is_none());
        assert!(chosen(subject, Choice::Nth(9)).is_none());
    }

    #[test]
    fn a_customer_without_vehicle_gets_one_without_being_asked() {
        let subject = Subject::Customer(CustomerId(1), None);
        let step = open(subject, Lang::En);
        assert!(matches!(step, Step::Go(Go::NewVehicle(CustomerId(1)))));
    }

    #[test]
    fn a_vehicle_of_nobody_gets_its_owner() {
        let subject = Subject::Vehicle(VehicleId(2));
        assert_eq!(letters(&open(subject, Lang::Id)), "epo");
    }
}
