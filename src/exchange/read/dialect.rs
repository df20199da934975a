//! How a text file separates its cells, found by our own vote.

use super::cell::Record;
use super::encoding::Encoding;
use super::records::Records;

/// Separators that a file may use, the likelier ones first.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Records of the beginning that vote.
const VOTERS: usize = 200;
/// Records among which a header may stand.
const HEADER_ROWS: usize = 30;

/// How the records of a file are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// The separator.
    pub delimiter: u8,
    /// The first line is Excel's `sep=` hint and no data.
    pub sep_line: bool,
    /// Every line is one quoted field that holds the real record.
    pub wrapped: bool,
    /// Every line ends in a run of `|` that means nothing.
    pub pipe_tail: bool,
}

/// Decides over the beginning of a file. `knows` says whether a cell is the name of a column that
/// import understands: a separator that brings such names to light wins over one that merely
/// occurs more often.
pub fn vote(sample: &str, knows: &dyn Fn(&str) -> bool) -> Dialect {
    if let Some((delimiter, rest)) = sep_hint(sample) {
        let records = records(rest, delimiter);
        return Dialect {
            delimiter,
            sep_line: true,
            wrapped: false,
            pipe_tail: piped(&records),
        };
    }
    let mut best = (b',', Score::default());
    for delimiter in CANDIDATES {
        let score = Score::of(&records(sample, delimiter), knows);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    unwrapped(sample, &best, knows)
}

/// Looks inside lines that are quoted as a whole, when nothing better was found.
fn unwrapped(sample: &str, best: &(u8, Score), knows: &dyn Fn(&str) -> bool) -> Dialect {
    let plain = records(sample, best.0);
    let pipe_tail = best.0 != b'|' && piped(&plain);
    let dialect = Dialect {
        delimiter: best.0,
        sep_line: false,
        wrapped: false,
        pipe_tail,
    };
    if best.1.known >= 2 || best.1.width > 1 {
        return dialect;
    }
    let inner: String = plain
        .iter()
        .filter_map(|record| record.cells.first())
        .flat_map(|cell| [cell.text().into_owned(), "\n".to_owned()])
        .collect();
    CANDIDATES
        .iter()
        .map(|&delimiter| (delimiter, Score::of(&records(&inner, delimiter), knows)))
        .filter(|(_, score)| score.width > 1 && *score > best.1)
        .max_by(|a, b| a.1.partial_cmp(&b.1).unwrap_or(std::cmp::Ordering::Equal))
        .map_or(dialect, |(delimiter, _)| Dialect {
            delimiter,
            wrapped: true,
            ..dialect
        })
}

fn sep_hint(sample: &str) -> Option<(u8, &str)> {
    let (line, rest) = sample.split_once('\n')?;
    let hint = line.trim_end_matches('\r').trim_matches('"');
    let (name, value) = hint.split_at_checked(4)?;
    let delimiter = *value.as_bytes().first()?;
    let fits = name.eq_ignore_ascii_case("sep=") && value.len() == 1;
    (fits && CANDIDATES.contains(&delimiter)).then_some((delimiter, rest))
}

/// The first records; a quote that the cut sample leaves open ends the list.
fn records(sample: &str, delimiter: u8) -> Vec<Record> {
    let mut source = Records::new(sample.as_bytes(), Encoding::Utf8, delimiter);
    let mut all = Vec::new();
    while all.len() < VOTERS {
        let mut record = Record::default();
        match source.next(&mut record) {
            Ok(true) if record.is_blank() => {}
            Ok(true) => all.push(record),
            _ => break,
        }
    }
    all
}

fn piped(records: &[Record]) -> bool {
    let tails = records
        .iter()
        .filter(|record| {
            record
                .cells
                .last()
                .is_some_and(|cell| cell.text().ends_with("||"))
        })
        .count();
    !records.is_empty() && tails * 10 >= records.len() * 9
}

/// How well a separator explains the records; compared field by field.
#[derive(Default, PartialEq, PartialOrd)]
struct Score {
    /// Known column names in the best of the first rows; fewer than two count as none.
    known: usize,
    /// Whether the common width is more than one, weighed by how common it is, in percent.
    agreement: usize,
    /// The common width.
    width: usize,
}

impl Score {
    fn of(records: &[Record], knows: &dyn Fn(&str) -> bool) -> Self {
        let known = records
            .iter()
            .take(HEADER_ROWS)
            .map(|record| {
                record
                    .cells
                    .iter()
                    .filter(|cell| knows(cell.text().trim_end_matches('|')))
                    .count()
            })
            .max()
            .unwrap_or(0);
        let mut widths: Vec<usize> = records.iter().map(|record| record.cells.len()).collect();
        widths.sort_unstable();
        let (width, voters) = widths
            .chunk_by(|a, b| a == b)
            .map(|same| (same.first().copied().unwrap_or(0), same.len()))
            .max_by_key(|&(width, voters)| (voters, width))
            .unwrap_or((0, 0));
        let agreement = if width > 1 {
            voters * 100 / records.len().max(1)
        } else {
            0
        };
        Self {
            known: if known < 2 { 0 } else { known },
            agreement,
            width,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sample: &str) -> Dialect {
        vote(sample, &|cell| {
            ["name", "phone", "note", "nama"].contains(&cell.trim())
        })
    }

    #[test]
    fn separators_inside_notes_do_not_win() {
        assert_eq!(
            of("name,phone,note\nV1,0812,a;b;c;d\nV2,0813,f;g;h;i\n").delimiter,
            b','
        );
    }

    #[test]
    fn each_separator_is_found() {
        for delimiter in [',', ';', '\t', '|'] {
            let text = "name?phone\nBudi?0812\n".replace('?', &delimiter.to_string());
            assert_eq!(char::from(of(&text).delimiter), delimiter);
        }
    }

    #[test]
    fn the_hint_of_excel_is_believed() {
        let dialect = of("sep=;\r\nname;phone\r\n");
        assert_eq!((dialect.delimiter, dialect.sep_line), (b';', true));
    }

    #[test]
    fn a_tail_of_pipes_is_no_separator() {
        let dialect = of("name,phone||||\nBudi,0812||||\n");
        assert_eq!((dialect.delimiter, dialect.pipe_tail), (b',', true));
    }

    #[test]
    fn lines_in_quotes_are_looked_into() {
        let dialect = of("\"name,phone,note\"\n\"Budi,0812,\"\"a, b\"\"\"\n");
        assert_eq!((dialect.delimiter, dialect.wrapped), (b',', true));
    }
}
