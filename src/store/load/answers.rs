//! What customers have answered to being written to, as a file says it.

use super::super::StoreResult;
use super::super::rows::day;
use super::super::table::CONSENT;
use super::super::writer::Writer;
use super::Load;
use crate::domain::{Answered, CustomerId, Day};

const KNOWN: &str = "
    SELECT state = 'yes', day FROM consent WHERE customer_id = ?1 AND purpose = ?2 ORDER BY id";

/// The channel of an answer of which the file says neither when nor how it was given.
const FROM_A_FILE: &str = "import";
/// The most characters of a channel.
const CHANNEL_CHARS: usize = 60;

impl Load<'_> {
    /// Writes down those answers of a customer that the book does not know and that no later one of the book
    /// stands against; says whether there were any. One without a day is of today, and so is one of a day that is
    /// still to come. Also a customer who came with this load is answered for with an image, so that taking the load
    /// back takes the answer and keeps nobody for it.
    ///
    /// # Errors
    /// When the book cannot be read, or a row is not accepted.
    pub fn answers(&mut self, customer: CustomerId, brought: &[Answered]) -> StoreResult<bool> {
        let mut any = false;
        for answer in brought {
            if answer.is_news(&self.answered(customer, answer)?) {
                self.answer(customer, answer)?;
                any = true;
            }
        }
        Ok(any)
    }

    /// What the book has as answers to the same purpose, the oldest first.
    fn answered(&self, customer: CustomerId, answer: &Answered) -> StoreResult<Vec<(bool, Day)>> {
        let mut statement = self.tx.prepare_cached(KNOWN)?;
        let rows = statement.query_map((customer.0, answer.purpose.key()), |row| {
            Ok((row.get(0)?, day(row, 1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Writes one answer down.
    pub(super) fn answer(&mut self, customer: CustomerId, answer: &Answered) -> StoreResult<()> {
        let day = answer.day.map_or(self.today, |day| day.min(self.today));
        let channel: String = match (answer.channel.as_str(), answer.day) {
            ("", None) => FROM_A_FILE.to_owned(),
            (channel, _) => channel.chars().take(CHANNEL_CHARS).collect(),
        };
        let state = if answer.yes { "yes" } else { "no" };
        let mut writer = Writer::new(&self.tx, self.at.clone());
        writer.insert(
            &CONSENT,
            vec![
                ("customer_id", customer.0.into()),
                ("purpose", answer.purpose.key().to_owned().into()),
                ("state", state.to_owned().into()),
                ("day", day.to_string().into()),
                ("channel", channel.into()),
            ],
        )?;
        self.rewritten.images.append(&mut writer.images);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_kit::{author, named, new_store, op};
    use super::super::LoadKind;
    use super::*;
    use crate::domain::{BatchId, Change, Purpose, Subject};
    use crate::store::Store;

    fn no(day: &str) -> Answered {
        Answered {
            purpose: Purpose::Contact,
            yes: false,
            day: day.parse().ok(),
            channel: "whatsapp".to_owned(),
        }
    }

    /// Brings an answer of this customer, or of somebody new.
    fn bring(
        store: &mut Store,
        whose: Option<CustomerId>,
        answer: &Answered,
    ) -> (CustomerId, bool, BatchId) {
        let mut load = store
            .load(&author("Ani"), op(), LoadKind::Import, &[])
            .unwrap();
        let whose = whose.unwrap_or_else(|| load.customer(None, &named("Budi")).unwrap());
        let any = load.answers(whose, std::slice::from_ref(answer)).unwrap();
        (whose, any, load.commit(&[]).unwrap().batch)
    }

    fn take_back(store: &mut Store, batch: BatchId) {
        let undo = Change::UndoImport { batch };
        store.write(&author("Ani"), op(), &undo).unwrap();
    }

    fn refuses(store: &Store, whose: CustomerId) -> bool {
        let card = store.card(Subject::Customer(whose, None)).unwrap();
        card.is_some_and(|card| Purpose::Contact.refused(&card.consents))
    }

    #[test]
    fn an_answer_comes_once_and_is_taken_back_with_whom_it_came() {
        let (_dir, mut store) = new_store();
        let (budi, any, batch) = bring(&mut store, None, &no("2026-05-17"));
        assert!(any && refuses(&store, budi));
        let (_, again, _) = bring(&mut store, Some(budi), &no("2026-05-17"));
        assert!(!again);
        take_back(&mut store, batch);
        assert_eq!(store.info().unwrap().customers, 0);
    }

    #[test]
    fn of_somebody_who_was_there_only_the_answer_is_taken_back() {
        let (_dir, mut store) = new_store();
        let (budi, ..) = bring(
            &mut store,
            None,
            &Answered {
                yes: true,
                ..no("2026-05-16")
            },
        );
        let (_, any, batch) = bring(&mut store, Some(budi), &no("2026-05-17"));
        assert!(any && refuses(&store, budi));
        take_back(&mut store, batch);
        assert!(!refuses(&store, budi));
        assert_eq!(store.info().unwrap().customers, 1);
    }
}
