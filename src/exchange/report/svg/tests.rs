//! Every chart is XML that asks for nothing, stays on its sheet and holds the numbers given.

use super::{bars, curve, heat, line, map};
use crate::chart::heat::number as whole;
use crate::chart::samples::odd::{any_heat, any_line, any_map, number};
use crate::chart::samples::{self, money, weeks};
use crate::chart::{Bars, Curve, Unit};
use crate::insight::Concentration;
use crate::text::{Lang, percent};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// An element with its attributes and the text inside.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

impl Element {
    fn number(&self, attribute: &str) -> usize {
        let text = self.attributes.get(attribute).map_or("0", String::as_str);
        text.parse().expect("a whole number, not below nought")
    }
}

/// All elements, in order; fails where the text is not well-formed.
fn read(svg: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(svg);
    let (mut elements, mut depth): (Vec<Element>, usize) = (Vec::new(), 0);
    loop {
        match reader.read_event().expect("XML") {
            Event::Eof => break,
            Event::End(_) => depth -= 1,
            ref event @ (Event::Start(ref start) | Event::Empty(ref start)) => {
                assert!(depth > 0 || elements.is_empty(), "one element holds all");
                depth += usize::from(matches!(event, Event::Start(_)));
                let attribute = |pair: quick_xml::events::attributes::Attribute<'_>| {
                    let name = pair.key.as_ref().to_owned();
                    let value = pair.value.into_owned();
                    (name, value)
                };
                let all = start
                    .attributes()
                    .map(|pair| attribute(pair.expect("an attribute")));
                elements.push(Element {
                    name: start.name().as_ref().to_owned(),
                    attributes: all.collect(),
                    text: String::new(),
                });
            }
            Event::Text(text) => {
                elements.last_mut().expect("inside").text += &text;
            }
            Event::GeneralRef(entity) => {
                let name = &*entity;
                let sign = quick_xml::escape::unescape(&format!("&{name};"))
                    .expect("known")
                    .into_owned();
                elements.last_mut().expect("inside").text += &sign;
            }
            other => panic!("no place for {other:?}"),
        }
    }
    assert_eq!(depth, 0, "all is closed");
    elements
}

/// Holds what is true of every chart, and answers with its elements.
fn sound(svg: &str, summary: &str) -> Vec<Element> {
    let elements = read(svg);
    let sheet = &elements[0];
    assert_eq!(sheet.name, "svg");
    assert_eq!(
        (elements[1].name.as_str(), elements[2].name.as_str()),
        ("title", "desc")
    );
    assert_eq!(elements[2].text, summary);
    for outside in ["script", "href", "url(", "style", "<image", "@"] {
        assert!(!svg.contains(outside), "{outside}");
    }
    let size: Vec<usize> = sheet.attributes["viewBox"]
        .split(' ')
        .map(|number| number.parse().expect("a number"))
        .collect();
    for element in &elements[3..] {
        let (x, y) = (element.number("x"), element.number("y"));
        let (right, bottom) = (x + element.number("width"), y + element.number("height"));
        assert!(
            right <= size[2] && bottom <= size[3],
            "{element:?} leaves {size:?}"
        );
        if element.name == "text" {
            // A letter is about half as wide as it is high.
            let wide = element.text.chars().count() * 64;
            let (left, right) = match element.attributes["text-anchor"].as_str() {
                "start" => (0, x + wide),
                "end" => (wide, x),
                _ => (wide / 2, x + wide / 2),
            };
            assert!(
                y >= 100 && left <= x && right <= size[2],
                "{element:?} is cut off"
            );
        }
    }
    elements
}

fn texts(elements: &[Element]) -> Vec<&str> {
    let texts = elements.iter().filter(|element| element.name == "text");
    texts.map(|element| element.text.as_str()).collect()
}

fn points(element: &Element) -> Vec<(usize, usize)> {
    let pairs = element.attributes["points"].split(' ');
    let pair = |pair: &str| {
        let (x, y) = pair.split_once(',').expect("two numbers");
        (x.parse().expect("a number"), y.parse().expect("a number"))
    };
    pairs.map(pair).collect()
}

#[test]
fn a_line_has_a_point_for_every_week_at_the_height_of_its_value() {
    let chart = money(52);
    let elements = sound(
        &line(&chart, "Uang masuk", Lang::Id),
        &chart.summary(Lang::Id),
    );
    let lines = elements
        .iter()
        .filter(|element| element.name == "polyline")
        .map(points);
    let line = lines.max_by_key(Vec::len).expect("a line");
    let values = &chart.lines()[0].values;
    assert_eq!(line.len(), values.len());
    // From the place of the highest tick and of nought back to the value.
    let axis = chart.axis(4);
    let grid = elements.iter().filter(|element| element.name == "path");
    let heights: Vec<usize> = grid
        .map(|path| {
            path.attributes["d"]
                .split(['M', 'L', ' '])
                .nth(2)
                .expect("y")
                .parse()
                .expect("y")
        })
        .collect();
    let (nought, top) = (heights[0], heights[heights.len() - 1]);
    for ((_, y), value) in line.iter().zip(values) {
        let up = i64::try_from(nought - y).unwrap();
        let all = i64::try_from(nought - top).unwrap();
        let read = axis.high * up / all;
        assert!((read - value).abs() <= axis.high / all, "{read} {value}");
    }
    let texts = texts(&elements);
    assert!(texts.contains(&"Rp 44,6 jt"), "{texts:?}");
    assert!(texts.contains(&"75 jt") && texts.contains(&"Uang masuk"));
}

#[test]
fn two_units_stand_on_two_plots_with_their_last_values() {
    let chart = money(13).series("Kunjungan", Unit::Count, weeks(13, 2));
    let elements = sound(&line(&chart, "Minggu", Lang::En), &chart.summary(Lang::En));
    let texts = texts(&elements);
    assert!(
        texts.contains(&"Rp 52,8 jt") && texts.contains(&"90"),
        "{texts:?}"
    );
    assert_eq!(
        elements
            .iter()
            .filter(|element| element.name == "circle")
            .count(),
        2
    );
}

#[test]
fn the_few_are_marked_on_the_curve() {
    let chart = samples::curve();
    let elements = sound(&curve(&chart, "Pareto", Lang::En), &chart.summary(Lang::En));
    let texts = texts(&elements);
    for text in [
        "830 of 2,357",
        "bring 80 %",
        "35 %",
        "100 % of the customers",
    ] {
        assert!(texts.contains(&text), "{texts:?}");
    }
    let mark = elements
        .iter()
        .find(|element| element.name == "circle")
        .expect("a mark");
    let line = elements
        .iter()
        .filter(|element| element.name == "polyline")
        .map(points);
    let line = line.max_by_key(Vec::len).expect("a curve");
    let (x, y) = (mark.number("cx"), mark.number("cy"));
    let near = line
        .iter()
        .min_by_key(|spot| spot.0.abs_diff(x))
        .expect("a point");
    assert!(near.1.abs_diff(y) < 40, "the mark stands on the curve");
}

#[test]
fn bars_are_as_long_as_their_numbers_and_every_number_is_written() {
    let chart = samples::sources();
    let elements = sound(&bars(&chart, "Asal", Lang::Id), &chart.summary(Lang::Id));
    let texts = texts(&elements);
    let lengths: Vec<usize> = elements
        .iter()
        .filter(|element| element.name == "rect" && element.attributes.contains_key("x"))
        .map(|bar| bar.number("width"))
        .collect();
    for (row, length) in chart.rows.iter().zip(&lengths) {
        assert!(texts.contains(&chart.value(row, Lang::Id).as_str()));
        assert!(texts.contains(&percent(Lang::Id, chart.share(row)).as_str()));
        let expected = lengths[0] * usize::try_from(row.value).unwrap() / 812;
        assert!(
            length.abs_diff(expected) <= 1,
            "{row:?} {length} {expected}"
        );
    }
}

#[test]
fn the_map_writes_every_segment() {
    let chart = samples::map().thresholds(samples::thresholds());
    let elements = sound(&map(&chart, "Segmen", Lang::En), &chart.summary(Lang::En));
    let texts = texts(&elements);
    for text in [
        "212 · 9 %",
        "716 · 30 %",
        "Champions",
        "Can't lose them",
        "< 1 % of the money",
        "0–24 d",
        "9–61 visits",
    ] {
        assert!(texts.contains(&text), "{text} in {texts:?}");
    }
}

#[test]
fn the_table_writes_the_number_of_every_cell_that_it_shows() {
    let chart = samples::heat();
    let elements = sound(&heat(&chart, "Kembali", Lang::Id), &chart.summary(Lang::Id));
    let texts = texts(&elements);
    let row = &chart.rows[20];
    let begin = texts
        .iter()
        .position(|text| *text == chart.label(row, Lang::Id))
        .expect("a row");
    let cells: Vec<String> = row
        .again
        .iter()
        .map(|again| {
            format!(
                "{}{}",
                whole(again.share),
                if again.running { "+" } else { "" }
            )
        })
        .collect();
    assert_eq!(texts[begin + 2..begin + 2 + cells.len()], cells);
}

#[test]
fn names_cannot_break_out_of_their_text() {
    let name = "<script>alert(\"&amp;\")</script> \u{1b}[31m\u{0}";
    let chart = Bars::new("x", Unit::Count, [(name.to_owned(), 1)]);
    let svg = bars(&chart, name, Lang::En);
    let elements = read(&svg);
    assert!(
        elements[1]
            .text
            .starts_with("<script>alert(\"&amp;\")</script>")
    );
    assert!(!svg.contains("<script") && !svg.contains('\u{1b}') && !svg.contains('\0'));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn lines_of_anything(chart in any_line()) {
        sound(&line(&chart, "x", Lang::En), &chart.summary(Lang::En));
    }

    #[test]
    fn curves_of_anything(values: Vec<i64>) {
        let chart = Curve::of(&Concentration::of(values));
        sound(&curve(&chart, "x", Lang::Id), &chart.summary(Lang::Id));
    }

    #[test]
    fn bars_of_anything(rows in proptest::collection::vec((".{0,50}", number()), 0..30), title: String) {
        let chart = Bars::new("x", Unit::Money("USD".to_owned()), rows);
        let elements = read(&bars(&chart, &title, Lang::En));
        prop_assert_eq!(elements.iter().filter(|element| element.name == "text").count(), (chart.rows.len() * 3).max(1));
    }

    #[test]
    fn maps_of_anything(chart in any_map()) {
        sound(&map(&chart, "x", Lang::Id), &chart.summary(Lang::Id));
    }

    #[test]
    fn tables_of_anything(chart in any_heat()) {
        sound(&heat(&chart, "x", Lang::Id), &chart.summary(Lang::Id));
    }
}
