//! How far a long read has come.

/// Hears how far a study has come, in per cent.
pub type Come<'a> = &'a mut dyn FnMut(u8);

/// So many rows of so many, in per cent; all of none.
pub(super) fn share(done: usize, of: usize) -> u8 {
    let percent = (done.saturating_mul(100)).checked_div(of).unwrap_or(100);
    u8::try_from(percent.min(100)).unwrap_or(100)
}

/// What a part of a study tells, as per cent of the whole, of which it is the stretch `from` to `to`.
pub(super) fn part(come: Come<'_>, from: u8, to: u8) -> impl FnMut(u8) {
    let stretch = u32::from(to.saturating_sub(from));
    move |percent| {
        let within = u32::from(percent.min(100)) * stretch / 100;
        come(from + u8::try_from(within).unwrap_or(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_told_as_its_stretch_of_the_whole() {
        let mut told = Vec::new();
        {
            let come: Come<'_> = &mut |percent| told.push(percent);
            let mut half = part(come, 20, 60);
            for done in [0, 4, 8] {
                half(share(done, 8));
            }
        }
        assert_eq!(told, [20, 40, 60]);
        assert_eq!(share(3, 0), 100);
    }
}
