//! Floor 0: what things are. Rules and parsing; no clock, no file, no locale.
