//! When the shop is open, by weekday, as people write it on a door: `Mon–Fri 08:00–17:00, Sat
//! 08:00–14:00, Sun closed`, `Sen–Kam 8–17; Jum 08.00–11.30 & 13.00–17.00`.

use std::fmt;
use std::str::FromStr;

use chrono::Datelike as _;

use super::Day;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// A time of a day, in minutes from its midnight: 0 to 1,440.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(u16);

impl Clock {
    /// The time of an hour and its minutes; `None` behind the end of the day.
    pub fn of(hour: u16, minute: u16) -> Option<Self> {
        let minutes = hour.checked_mul(60)?.checked_add(minute)?;
        (minute < 60 && minutes <= DAY).then_some(Self(minutes))
    }

    /// The hour, and the minutes of it.
    pub const fn parts(self) -> (u16, u16) {
        (self.0 / 60, self.0 % 60)
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute) = self.parts();
        write!(f, "{hour:02}:{minute:02}")
    }
}

/// From when until when the shop is open without a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Open {
    /// When it opens.
    pub from: Clock,
    /// When it closes; always later.
    pub until: Clock,
}

/// Days of a week that are alike, the first and the last by their place from Monday, 0 to 6, and when
/// the shop is open on them; never where it is closed.
pub type Alike<'a> = ((usize, usize), &'a [Open]);

/// When the shop is open on each day of a week, Monday first; on one of them it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Hours([Vec<Open>; 7]);

/// Why a text says no hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HoursMistake {
    /// Something in it is no day and no time.
    Unclear,
    /// A day stands without a time, or a time without the one until which it lasts.
    NoTime,
    /// It would close before it opens.
    Backwards,
    /// A day is named twice.
    Twice,
    /// It would never be open.
    NeverOpen,
}

impl Hours {
    /// When the shop is open on a day; nothing where it is closed.
    pub fn on(&self, day: Day) -> &[Open] {
        &self.0[day.weekday().num_days_from_monday() as usize]
    }

    /// When it closes on a day; `None` where it is closed.
    pub fn closes(&self, day: Day) -> Option<Clock> {
        self.on(day).last().map(|open| open.until)
    }

    /// The week from Monday on, days that follow each other and are alike together.
    pub fn week(&self) -> Vec<Alike<'_>> {
        let mut week: Vec<Alike<'_>> = Vec::new();
        for (day, open) in self.0.iter().enumerate() {
            match week.last_mut() {
                Some(((_, last), same)) if *same == open.as_slice() => *last = day,
                _ => week.push(((day, day), open)),
            }
        }
        week
    }
}

/// As the book keeps it.
impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        for (at, ((first, last), open)) in self.week().into_iter().enumerate() {
            let between = if at == 0 { "" } else { "; " };
            write!(f, "{between}{}", DAYS[first])?;
            if first < last {
                write!(f, "-{}", DAYS[last])?;
            }
            for one in open {
                write!(f, " {}-{}", one.from, one.until)?;
            }
            if open.is_empty() {
                f.write_str(" closed")?;
            }
        }
        Ok(())
    }
}

impl FromStr for Hours {
    type Err = HoursMistake;

    /// A day that is not named is one on which the shop is closed; times without a day mean all.
    fn from_str(text: &str) -> Result<Self, HoursMistake> {
        let mut reader = Reader::default();
        for sign in signs(text) {
            reader.take(sign?)?;
        }
        reader.end()?;
        let week = reader.week.map(Option::unwrap_or_default);
        if week.iter().all(Vec::is_empty) {
            return Err(HoursMistake::NeverOpen);
        }
        Ok(Self(week))
    }
}

/// What stands in such a text, beside what only parts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A day, by its place from Monday.
    Day(usize),
    /// Every day of the week.
    EveryDay,
    /// A time.
    Time(Clock),
    /// Until.
    To,
    /// Closed.
    Closed,
}

/// The days that are being read, and what was read before.
#[derive(Debug, Default)]
struct Reader {
    week: [Option<Vec<Open>>; 7],
    days: Vec<usize>,
    open: Vec<Open>,
    closed: bool,
    from: Option<Clock>,
    to: bool,
}

impl Reader {
    fn take(&mut self, sign: Sign) -> Result<(), HoursMistake> {
        let to = std::mem::replace(&mut self.to, sign == Sign::To);
        match sign {
            Sign::To => {}
            Sign::Day(_) | Sign::EveryDay if self.from.is_some() => {
                return Err(HoursMistake::NoTime);
            }
            Sign::Day(day) => {
                if self.closed || !self.open.is_empty() {
                    self.end()?;
                }
                match self.days.last() {
                    Some(first) if to => {
                        let many = (day + 7 - first) % 7;
                        let first = *first;
                        self.days.extend((1..=many).map(|step| (first + step) % 7));
                    }
                    _ => self.days.push(day),
                }
            }
            Sign::EveryDay => {
                self.end()?;
                self.days.extend(0..7);
            }
            Sign::Closed
                if self.days.is_empty() || self.from.is_some() || !self.open.is_empty() =>
            {
                return Err(HoursMistake::Unclear);
            }
            Sign::Closed => self.closed = true,
            Sign::Time(_) if self.closed => return Err(HoursMistake::Unclear),
            Sign::Time(until) => match self.from.take() {
                None => self.from = Some(until),
                Some(_) if !to => return Err(HoursMistake::NoTime),
                Some(from) => {
                    let after = self.open.last().is_none_or(|before| before.until <= from);
                    if until <= from || !after {
                        return Err(HoursMistake::Backwards);
                    }
                    self.open.push(Open { from, until });
                }
            },
        }
        Ok(())
    }

    /// Nothing more is said of these days.
    fn end(&mut self) -> Result<(), HoursMistake> {
        let open = std::mem::take(&mut self.open);
        let closed = std::mem::take(&mut self.closed);
        let mut days = std::mem::take(&mut self.days);
        if self.from.is_some() || (!days.is_empty() && !closed && open.is_empty()) {
            return Err(HoursMistake::NoTime);
        }
        if days.is_empty() && !open.is_empty() {
            days.extend(0..7);
        }
        for day in days {
            if self.week[day].replace(open.clone()).is_some() {
                return Err(HoursMistake::Twice);
            }
        }
        Ok(())
    }
}

/// Words that say nothing of their own.
const FILLING: [&str; 14] = [
    "jam", "pukul", "wib", "wita", "wit", "buka", "open", "hari", "day", "days", "dan", "and",
    "from", "dari",
];

/// The signs of a text, one after the other.
fn signs(text: &str) -> impl Iterator<Item = Result<Sign, HoursMistake>> {
    let text = text.to_lowercase().replace("s/d", "-").replace("s.d.", "-");
    let text = text.replace(['\'', '’', '‘'], "");
    let mut words: Vec<String> = Vec::new();
    let mut kind = None;
    for sign in text.chars() {
        let now = match sign {
            sign if sign.is_alphabetic() => 'a',
            sign if sign.is_ascii_digit() => '0',
            '.' | ':' if kind == Some('0') => '0',
            '-' | '–' | '—' | '~' => '-',
            ' ' | '\t' | '\n' | '\r' | ',' | ';' | '.' | ':' | '&' | '+' | '/' | '(' | ')' => ' ',
            _ => '?',
        };
        if kind == Some(now) && now != '-' {
            if let Some(word) = words.last_mut() {
                word.push(sign);
            }
        } else {
            words.push(sign.to_string());
        }
        kind = Some(now);
    }
    let words = words.into_iter().filter(|word| !word.trim().is_empty());
    words.filter_map(|word| sign_of(&word).transpose())
}

/// What a word means; `None` where it says nothing of its own.
fn sign_of(word: &str) -> Result<Option<Sign>, HoursMistake> {
    if word.starts_with(|sign: char| sign.is_ascii_digit()) {
        return time(word).map(|time| Some(Sign::Time(time)));
    }
    let parts = |sign: char| ",;:&+/().".contains(sign);
    if word.chars().all(|sign| parts(sign) || sign.is_whitespace()) || FILLING.contains(&word) {
        return Ok(None);
    }
    Ok(Some(match word {
        "-" | "–" | "—" | "~" | "sampai" | "hingga" | "to" | "until" | "till" => Sign::To,
        "tutup" | "libur" | "closed" | "close" => Sign::Closed,
        "setiap" | "tiap" | "every" | "daily" | "everyday" => Sign::EveryDay,
        "sen" | "senin" | "mon" | "monday" => Sign::Day(0),
        "sel" | "selasa" | "tue" | "tues" | "tuesday" => Sign::Day(1),
        "rab" | "rabu" | "wed" | "wednesday" => Sign::Day(2),
        "kam" | "kamis" | "thu" | "thur" | "thurs" | "thursday" => Sign::Day(3),
        "jum" | "jumat" | "fri" | "friday" => Sign::Day(4),
        "sab" | "sabtu" | "sat" | "saturday" => Sign::Day(5),
        "min" | "minggu" | "ahad" | "sun" | "sunday" => Sign::Day(6),
        _ => return Err(HoursMistake::Unclear),
    }))
}

/// `8`, `08.00`, `17:30`; a point behind it ends a sentence.
fn time(word: &str) -> Result<Clock, HoursMistake> {
    let word = word.trim_end_matches(['.', ':']);
    let (hour, minute) = word.split_once(['.', ':']).unwrap_or((word, "00"));
    let number = |text: &str| text.parse().ok().filter(|_| (1..=2).contains(&text.len()));
    let time = number(hour).zip(number(minute).filter(|_| minute.len() == 2));
    let time = time.and_then(|(hour, minute)| Clock::of(hour, minute));
    time.ok_or(HoursMistake::Unclear)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn kept(text: &str) -> String {
        text.parse::<Hours>()
            .map_or_else(|mistake| format!("{mistake:?}"), |hours| hours.to_string())
    }

    #[rstest]
    #[case(
        "Mon–Fri 08:00–17:00; Sat 08:00–14:00; Sun closed",
        "Mon-Fri 08:00-17:00; Sat 08:00-14:00; Sun closed"
    )]
    #[case(
        "Sen-Jum 08.00-17.00, Sab 8-14",
        "Mon-Fri 08:00-17:00; Sat 08:00-14:00; Sun closed"
    )]
    #[case(
        "Senin s/d Kamis pukul 08.00–17.00 WIB, Jum'at 08.00–11.30 & 13.00–17.00, Sabtu dan Minggu tutup.",
        "Mon-Thu 08:00-17:00; Fri 08:00-11:30 13:00-17:00; Sat-Sun closed"
    )]
    #[case("setiap hari 08.00 sampai 21.00", "Mon-Sun 08:00-21:00")]
    #[case("8-17", "Mon-Sun 08:00-17:00")]
    #[case("Every day 0:00–24:00", "Mon-Sun 00:00-24:00")]
    #[case(
        "Sab–Sel 9–12, Rab, Jum 13–18",
        "Mon-Tue 09:00-12:00; Wed 13:00-18:00; Thu closed; Fri 13:00-18:00; Sat-Sun 09:00-12:00"
    )]
    #[case("Kamis 9-17", "Mon-Wed closed; Thu 09:00-17:00; Fri-Sun closed")]
    #[case("Mon–Sat 8 to 5", "Backwards")]
    #[case("Mon 8:00-17:00, Mon 9:00-12:00", "Twice")]
    #[case("Mon–Fri", "NoTime")]
    #[case("Mon 8", "NoTime")]
    #[case("Mon 8 17", "NoTime")]
    #[case("Mon 08:00–17:00, Tue", "NoTime")]
    #[case("Mon 25:00-26:00", "Unclear")]
    #[case("Mon 8am-5pm", "Unclear")]
    #[case("besok 8-17", "Unclear")]
    #[case("closed", "Unclear")]
    #[case("Sun closed", "NeverOpen")]
    #[case("", "NeverOpen")]
    fn what_people_write_on_a_door_is_read(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(kept(text), expected);
    }

    #[test]
    fn it_closes_at_the_time_of_the_weekday() {
        let hours: Hours = "Sen–Jum 08.00–17.00, Sab 08.00–12.00 & 13.00–14.00"
            .parse()
            .unwrap();
        let closes = |day: &str| hours.closes(day.parse().unwrap()).map(|at| at.to_string());
        assert_eq!(closes("2026-11-27").as_deref(), Some("17:00"));
        assert_eq!(closes("2026-11-28").as_deref(), Some("14:00"));
        assert_eq!(closes("2026-11-29"), None);
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in any::<String>()) {
            let _ = text.parse::<Hours>();
        }

        #[test]
        fn what_is_kept_is_read_back(text in "(Mon|Sen|Sel-Kam|Jum|Sab|Sun|Min)( (8|08.00)-(12|17.30)| tutup)[,;]? ?(Fri|Sab-Min) 9-10") {
            if let Ok(hours) = text.parse::<Hours>() {
                prop_assert_eq!(hours.to_string().parse(), Ok(hours));
            }
        }
    }
}
