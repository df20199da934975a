//! File systems on which two computers could write one file without knowing of each other.

/// Whether a file system of this kind (`statfs`'s `f_type`) is shared over a network or hides
/// what lies below it.
pub(super) fn is_network(kind: u64) -> bool {
    NETWORK.contains(&(kind & 0xFFFF_FFFF))
}

const NETWORK: [u64; 11] = [
    0x0000_6969, // NFS
    0xFE53_4D42, // SMB 2
    0xFF53_4D42, // CIFS
    0x0000_517B, // SMB
    0x0102_1997, // 9p
    0x6573_5546, // FUSE
    0x5346_414F, // AFS
    0x6B41_4653, // kAFS
    0x7375_7245, // Coda
    0x786F_4256, // VirtualBox
    0x00C3_6400, // Ceph
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_drives_are_known_by_their_number() {
        for kind in [
            0x6969_u64,
            0xFE53_4D42,
            0xFF53_4D42,
            0x0102_1997,
            0x6573_5546,
            0x786F_4256,
            // As a 32-bit number with its sign it arrives so.
            0xFFFF_FFFF_FE53_4D42,
        ] {
            assert!(is_network(kind), "{kind:x}");
        }
    }

    #[test]
    fn disks_of_this_computer_are_not() {
        // ext4, XFS, Btrfs, tmpfs, ZFS, overlay, APFS's 0x1a
        for kind in [
            0xEF53_u64,
            0x5846_5342,
            0x9123_683E,
            0x0102_1994,
            0x2FC1_2FC1,
            0x794C_7630,
            0x1A,
        ] {
            assert!(!is_network(kind), "{kind:x}");
        }
    }
}
