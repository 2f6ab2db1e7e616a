//! A hash that never changes.
//!
//! Block ids and the order of shown items are remembered next to a learner's progress, so they must come out the same on
//! every run, every machine and every future version. The standard hasher promises none of that; FNV-1a is four lines
//! with published constants and needs no resistance to attackers here.

/// FNV-1a over 64 bits.
pub(crate) fn fnv1a_64(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Eight hexadecimal digits that stand for a text.
pub(crate) fn eight_digits(text: &str) -> String {
    let hash = fnv1a_64(text.as_bytes());
    // Folding the upper half over the lower one is what the FNV authors advise for a shorter hash.
    format!("{:08x}", (hash >> 32) as u32 ^ hash as u32)
}
