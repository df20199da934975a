//! What the benchmarks share: sample books of a size, and figures that can be compared.

#![allow(dead_code, reason = "not every benchmark uses all of it")]

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use kenal::store::{Access, Store};

/// Customers in the busy shop and in the stress book; `KENAL_BENCH_SIZES=10000` leaves the rest out.
pub fn sizes() -> Vec<u64> {
    let wanted = std::env::var("KENAL_BENCH_SIZES").unwrap_or_else(|_| "10000,1000000".to_owned());
    wanted
        .split(',')
        .filter_map(|size| size.trim().parse().ok())
        .collect()
}

/// A sample book of that many customers, made once and kept under `target`.
pub fn book(customers: u64) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/bench-books");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(format!("sample-{customers}.db"));
    // Another schema since it was made: it is made anew.
    if Store::open(&path, Access::Read).is_err() {
        let _ = std::fs::remove_file(&path);
        let partial = folder.join(format!("sample-{customers}.partial.db"));
        let _ = std::fs::remove_file(&partial);
        let start = Instant::now();
        let today = "2026-11-22".parse().expect("a day");
        let store = Store::create_sample(&partial, 1, customers, today, |_, _| {
            ControlFlow::Continue(())
        })
        .expect("the sample garage");
        drop(store);
        std::fs::rename(&partial, &path).expect("renamed");
        println!("made a sample of {customers} in {:?}", start.elapsed());
    }
    path
}

/// Opens a sample book for reading.
pub fn open(customers: u64) -> Store {
    Store::open(&book(customers), Access::Read).expect("the sample opens")
}

/// How long something takes.
pub fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Processor time of this thread so far.
pub fn processor() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let (seconds, nanos) = (u64::try_from(time.tv_sec), u32::try_from(time.tv_nsec));
    Duration::new(seconds.unwrap_or_default(), nanos.unwrap_or_default())
}

/// Processor time of the programs that were run and have ended, in steps of 10 ms; zero where the
/// system does not say.
pub fn processor_of_children() -> Duration {
    const STEP: Duration = Duration::from_millis(10);
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name before may hold spaces; its bracket ends it.
    let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let steps = rest.split_whitespace().skip(13).take(2);
    STEP * steps
        .filter_map(|steps| steps.parse::<u32>().ok())
        .sum::<u32>()
}

/// Times of many runs of one thing.
pub struct Times(Vec<Duration>);

impl Times {
    /// Runs `work` once for each item and keeps how long each took.
    pub fn of<T>(items: impl IntoIterator<Item = T>, mut work: impl FnMut(T)) -> Times {
        let times = items.into_iter().map(|item| time(|| work(item)));
        Times::from(times.collect())
    }

    /// Times that were taken one by one.
    pub fn from(mut times: Vec<Duration>) -> Times {
        times.sort_unstable();
        Times(times)
    }

    /// The time that so many of a thousand runs stay under.
    pub fn permille(&self, permille: usize) -> Duration {
        let at = (self.0.len().saturating_sub(1)) * permille / 1000;
        self.0.get(at).copied().unwrap_or_default()
    }

    /// Median, 99 % and worst, for printing.
    pub fn line(&self) -> String {
        let micros = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1e6);
        format!(
            "p50 {:>9} µs  p99 {:>9} µs  worst {:>9} µs",
            micros(self.permille(500)),
            micros(self.permille(990)),
            micros(self.permille(1000)),
        )
    }

    /// How many times as long as `peer`, at the median and at 99 %.
    pub fn ratio(&self, peer: &Times) -> String {
        let over = |permille| {
            self.permille(permille).as_secs_f64() / peer.permille(permille).as_secs_f64().max(1e-9)
        };
        format!("{:.2}x at the median, {:.2}x at 99 %", over(500), over(990))
    }
}

/// Times of some runs: wall, and processor.
pub struct Taken([Times; 2]);

impl Taken {
    /// Of so many runs.
    pub fn by(runs: usize, mut work: impl FnMut()) -> Taken {
        let (mut wall, mut busy) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            let before = processor();
            wall.push(time(&mut work));
            busy.push(processor().saturating_sub(before));
        }
        Taken::from([Times::from(wall), Times::from(busy)])
    }

    /// Wall and processor times that another program told.
    pub fn from(times: [Times; 2]) -> Taken {
        Taken(times)
    }

    /// A line each, with how many times as long as `peer`.
    pub fn print(&self, name: &str, peer: Option<&Taken>) {
        for (at, kind) in ["wall", "cpu"].into_iter().enumerate() {
            let ratio = peer.map_or(String::new(), |peer| self.0[at].ratio(&peer.0[at]));
            println!("  {name:<24}{kind:<5}{}  {ratio}", self.0[at].line());
        }
    }

    /// The medians of both, in milliseconds.
    pub fn medians(&self) -> String {
        let [wall, busy] = &self.0;
        let millis = |times: &Times| times.permille(500).as_secs_f64() * 1e3;
        format!(
            "wall {:>9.1} ms  cpu {:>9.1} ms",
            millis(wall),
            millis(busy)
        )
    }
}
