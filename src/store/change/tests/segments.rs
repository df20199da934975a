use rstest::rstest;

use super::*;
use crate::domain::filter::{Bound, Condition, Fact, Figure, Filter, Join, Shipped, Test};
use crate::domain::{Author, Receipt, Segment, SegmentFacts, SegmentKept};
use crate::store::StoreResult;

fn facts(name: &str, most: i64) -> SegmentFacts {
    let few = Test::Number(Bound::AtMost(Figure::whole(most)));
    SegmentFacts {
        name: name.to_owned(),
        filter: Filter::new(Join::All, vec![Condition::of(Fact::Visits, few)]),
    }
}

fn adding(name: &str) -> Change {
    let facts = Box::new(facts(name, 1));
    Change::AddSegment { facts }
}

fn editing(segment: &Segment, facts: SegmentFacts) -> Change {
    Change::EditSegment {
        id: segment.id,
        base: Box::new(segment.kept.clone()),
        facts: Box::new(facts),
    }
}

fn removing(segment: &Segment) -> Change {
    Change::RemoveSegment {
        id: segment.id,
        base: Box::new(segment.kept.clone()),
    }
}

fn only(store: &Store) -> Segment {
    let mut all = store.segments().unwrap();
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn undo(store: &mut Store, who: &Author) -> StoreResult<Receipt> {
    store.write(who, op(), &Change::Undo { change: None })
}

#[test]
fn a_segment_is_added_edited_taken_away_and_each_can_be_taken_back() {
    let (_dir, mut store) = new_store();
    write(&mut store, &adding("  Once only ")).unwrap();
    let added = only(&store);
    assert_eq!(added.kept.name, "Once only");
    assert_eq!(added.filter, Ok(facts("", 1).filter));

    write(&mut store, &editing(&added, facts("Twice at most", 2))).unwrap();
    let edited = only(&store);
    assert_eq!(
        (edited.id, edited.kept.name.as_str()),
        (added.id, "Twice at most")
    );
    assert_eq!(edited.filter, Ok(facts("", 2).filter));
    let line = &store.audit(None, 1).unwrap()[0];
    let fields: Vec<_> = line.fields.iter().map(|field| &*field.name).collect();
    assert_eq!(
        (line.kind.as_str(), fields),
        ("edit_segment", vec!["filter", "segment"])
    );

    write(&mut store, &removing(&edited)).unwrap();
    assert_eq!(store.segments().unwrap(), []);
    let ani = author("Ani");
    undo(&mut store, &ani).unwrap();
    assert_eq!(only(&store), edited);
    undo(&mut store, &ani).unwrap();
    assert_eq!(only(&store), added);
    undo(&mut store, &ani).unwrap();
    assert_eq!(store.segments().unwrap(), []);
    assert_nothing_loose(&store);
}

#[test]
fn a_segment_is_found_by_its_name_whatever_its_case() {
    let (_dir, mut store) = new_store();
    write(&mut store, &adding("Zoë's own")).unwrap();
    let found = store.segment_named(" ZOE'S OWN ").unwrap().unwrap();
    assert_eq!(found.kept.name, "Zoë's own");
    assert_eq!(store.segment_named("Zoë").unwrap(), None);
}

#[rstest]
#[case("", "required")]
#[case(" \u{200b} ", "required")]
#[case("ONCE", "name_taken")]
fn a_name_is_refused(#[case] name: &str, #[case] why: &str) {
    let (_dir, mut store) = new_store();
    write(&mut store, &adding("Once")).unwrap();
    let refused = refusals(write(&mut store, &adding(name)));
    assert_eq!(refused, [("segment".to_owned(), why.to_owned())]);
    let too_long = refusals(write(&mut store, &adding(&"a".repeat(201))));
    assert_eq!(too_long[0].1, "too_long");
}

#[test]
fn a_filter_that_the_book_could_not_read_again_is_refused() {
    let (_dir, mut store) = new_store();
    let nothing = Condition::of(Fact::City, Test::Is(Vec::new()));
    let facts = Box::new(SegmentFacts {
        name: "Nobody".to_owned(),
        filter: Filter::new(Join::All, vec![nothing]),
    });
    let refused = refusals(write(&mut store, &Change::AddSegment { facts }));
    assert_eq!(refused, [("filter".to_owned(), "bad_filter".to_owned())]);
}

#[test]
fn two_people_who_change_different_things_both_have_their_way() {
    let (_dir, mut store) = new_store();
    write(&mut store, &adding("Once")).unwrap();
    let seen = only(&store);
    write(&mut store, &editing(&seen, facts("Once only", 1))).unwrap();
    let other = author("Budi");
    store
        .write(&other, op(), &editing(&seen, facts("Once", 3)))
        .unwrap();
    let now = only(&store);
    assert_eq!(
        (now.kept.name.as_str(), now.filter),
        ("Once only", Ok(facts("", 3).filter))
    );
}

#[test]
fn two_people_who_change_the_same_are_told_so() {
    let (_dir, mut store) = new_store();
    write(&mut store, &adding("Once")).unwrap();
    let seen = only(&store);
    write(&mut store, &editing(&seen, facts("Once", 2))).unwrap();
    let now = only(&store);
    let told = |result| match result {
        Err(StoreError::Conflict(fields)) => fields,
        other => panic!("{other:?}"),
    };
    let conflict = told(write(&mut store, &editing(&seen, facts("Once", 3))));
    assert_eq!(conflict.len(), 1);
    assert_eq!(
        (&*conflict[0].field, &conflict[0].theirs),
        ("filter", &now.kept.filter)
    );
    let conflict = told(write(&mut store, &removing(&seen)));
    assert_eq!(conflict[0].field, "filter");
    assert_eq!(only(&store), now);
    write(&mut store, &removing(&now)).unwrap();
    let gone = write(&mut store, &editing(&now, facts("Once", 3)));
    assert!(matches!(gone, Err(StoreError::Gone)), "{gone:?}");
}

#[test]
fn a_segment_whose_name_was_given_away_does_not_come_back_until_it_is_free() {
    let (_dir, mut store) = new_store();
    write(&mut store, &adding("Once")).unwrap();
    let seen = only(&store);
    write(&mut store, &removing(&seen)).unwrap();
    store.write(&author("Budi"), op(), &adding("ONCE")).unwrap();
    let back = undo(&mut store, &author("Ani"));
    assert!(
        matches!(&back, Err(StoreError::RestsOn { by, .. }) if by == "Budi"),
        "{back:?}"
    );
    let seen = only(&store);
    write(&mut store, &removing(&seen)).unwrap();
}

#[test]
fn a_filter_of_a_newer_version_is_kept_and_told_as_it_is() {
    let (_dir, mut store) = new_store();
    write(&mut store, &adding("Once")).unwrap();
    let newer = r#"{"join":"all","conditions":[{"field":"luck","test":"known"}]}"#;
    store
        .conn
        .execute("UPDATE segment SET filter = ?1", [newer])
        .unwrap();
    let segment = only(&store);
    assert_eq!(segment.kept.filter, newer);
    assert!(segment.filter.unwrap_err().to_string().contains("luck"));
    let kept = SegmentKept {
        name: "Once".to_owned(),
        filter: newer.to_owned(),
    };
    assert_eq!(segment.kept, kept);
}

#[test]
fn every_segment_that_is_offered_can_be_taken() {
    let (_dir, mut store) = new_store();
    for (at, shipped) in Shipped::ALL.into_iter().enumerate() {
        let facts = Box::new(SegmentFacts {
            name: format!("{at}"),
            filter: shipped.filter(),
        });
        write(&mut store, &Change::AddSegment { facts }).unwrap();
    }
    assert_eq!(store.segments().unwrap().len(), Shipped::ALL.len());
}
