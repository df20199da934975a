mod feasts;
mod file;
mod ical;

use crate::domain::Day;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}
