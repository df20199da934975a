//! A full frame of the front desk with its card, in windows of 80×24 and 200×50, beside clearing
//! the same buffer. `cargo bench --bench render`.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark")]

#[allow(dead_code, reason = "the benchmark plays no tasks")]
#[path = "../tests/support/stage.rs"]
mod stage;
mod support;

use kenal::runtime::{BookReader, BookWriter, Reading};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use stage::Stage;
use support::{Times, open, sizes};

const FRAMES: usize = 2_000;

fn main() {
    for customers in sizes() {
        println!("{customers} customers");
        let mut reader = BookReader::new(open(customers));
        while reader.tend().is_some_and(|percent| percent < 100) {
            std::thread::yield_now();
        }
        let writer = BookWriter::new(open(customers));
        let today = "2026-11-22".parse().expect("a day");
        let mut stage = Stage::new(Box::new(reader), Box::new(writer), today);
        stage.play("12");
        for size in [(80, 24), (200, 50)] {
            stage.context.size = size;
            let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("in memory");
            let peer = Times::of(0..FRAMES, |_| {
                terminal.draw(|_| ()).expect("drawn");
            });
            let ours = Times::of(0..FRAMES, |_| drop(stage.frame()));
            println!("  {:>3}×{:<3} empty frame  {}", size.0, size.1, peer.line());
            println!(
                "  {:>3}×{:<3} front desk   {}  {}",
                size.0,
                size.1,
                ours.line(),
                ours.ratio(&peer)
            );
        }
    }
}
