//! Floor 2: the words the parts exchange. Plain data, no behaviour of any screen.

mod key;

pub use key::{BadKey, Code, Key};
