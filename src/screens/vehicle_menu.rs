//! The small menu about a vehicle: edit it, give it a new plate, write down a new owner, add
//! another one.

use crate::domain::Subject;
use crate::kit::dialog;
use crate::protocol::{Choice, Context, Go, Question, Step};
use crate::screens::sheet::Wording;
use crate::text::{Say, heading, say};

/// Opens the menu, or goes straight to the only thing that can be done.
pub fn open(subject: Subject, context: &Context) -> Step {
    let entries = entries(subject);
    if let [(_, go)] = entries.as_slice() {
        return Step::Go(go.clone());
    }
    let words = Wording::of(context);
    let labels: Vec<String> = entries.iter().map(|(act, _)| act.words(words)).collect();
    // The letters are those of the words, whatever the language.
    let letters = dialog::letters(&labels);
    Step::Go(Go::Ask(Question {
        title: heading(&words.asset()),
        body: Vec::new(),
        choices: letters.into_iter().zip(labels).collect(),
    }))
}

/// What a choice in the menu of this subject means.
pub fn chosen(subject: Subject, choice: Choice) -> Option<Step> {
    let Choice::Nth(at) = choice else { return None };
    let (_, go) = entries(subject).into_iter().nth(at)?;
    Some(Step::Go(go))
}

/// What can be done about a vehicle.
#[derive(Debug, Clone, Copy)]
enum Act {
    Edit,
    Plate,
    Sold,
    Owner,
    Another,
}

impl Act {
    fn words(self, words: Wording<'_>) -> String {
        let lang = words.lang;
        let Some(asset) = &words.trade.asset else {
            return String::new();
        };
        match self {
            Act::Edit => {
                let labels = [
                    Some(&asset.make),
                    Some(&asset.model),
                    asset.year.as_ref(),
                    Some(&asset.plate),
                ];
                let facts: Vec<String> = labels
                    .into_iter()
                    .flatten()
                    .map(|label| words.inside(label))
                    .collect();
                say::menu_edit(lang, facts.join(", "))
            }
            Act::Plate => say::menu_plate(lang, words.inside(&asset.plate)),
            Act::Sold => words.say(Say::MenuSold).to_owned(),
            Act::Owner => words.say(Say::MenuOwner).to_owned(),
            Act::Another => heading(&say::menu_another(lang, words.asset())),
        }
    }
}

fn entries(subject: Subject) -> Vec<(Act, Go)> {
    let (customer, vehicle) = match subject {
        Subject::Customer(customer, vehicle) => (Some(customer), vehicle),
        Subject::Vehicle(vehicle) => (None, Some(vehicle)),
    };
    let mut entries = Vec::new();
    if let Some(vehicle) = vehicle {
        let owner = if customer.is_some() {
            Act::Sold
        } else {
            Act::Owner
        };
        entries.push((Act::Edit, Go::EditVehicle(vehicle, subject)));
        entries.push((Act::Plate, Go::NewPlate(vehicle, subject)));
        entries.push((owner, Go::NewOwner(vehicle, subject)));
    }
    if let Some(customer) = customer {
        entries.push((Act::Another, Go::NewVehicle(customer)));
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CustomerId, VehicleId};
    use crate::screens::samples::context;
    use crate::text::Lang;

    fn letters(step: &Step) -> String {
        match step {
            Step::Go(Go::Ask(question)) => question.choices.iter().map(|(c, _)| *c).collect(),
            _ => String::new(),
        }
    }

    #[test]
    fn every_vehicle_can_be_edited_replated_and_sold() {
        let subject = Subject::Customer(CustomerId(1), Some(VehicleId(2)));
        assert_eq!(letters(&open(subject, &context((80, 24)))), "ensa");
        let indonesian = Context {
            lang: Lang::Id,
            ..context((80, 24))
        };
        assert_eq!(letters(&open(subject, &indonesian)), "ugdk");
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
        let step = open(subject, &context((80, 24)));
        assert!(matches!(step, Step::Go(Go::NewVehicle(CustomerId(1)))));
    }

    #[test]
    fn a_vehicle_of_nobody_gets_its_owner() {
        let subject = Subject::Vehicle(VehicleId(2));
        assert_eq!(letters(&open(subject, &context((80, 24)))), "eno");
    }
}
