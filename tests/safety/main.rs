//! The rows of the safety matrix on the real program: killed, starved, crowded, lied to by the
//! disk. `docs/safety.md` says which row is tried where. Linux only: the faults come from there.
#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may"
)]

mod chance;
mod clock;
mod disk;
mod failing_calls;
mod killed;
mod mangled;
mod memory;
mod namespace;
mod oracle;
mod places;
mod power;
mod search;
#[path = "../support/strace.rs"]
mod strace;
#[expect(dead_code, reason = "other tests use the rest")]
#[path = "../cli/support.rs"]
mod support;
mod together;
mod traced;
mod versions;
