//! Which addresses are anybody's to reach, and not our own network's.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address is of the public Internet (IANA special-purpose registries, RFC 6890). What is not could be a machine of
/// ours that trusts this one.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    // This network, private, loopback, link-local, multicast and reserved.
    let own = matches!((first, second), (0 | 10 | 127 | 224.., _) | (172, 16..=31) | (192, 168) | (169, 254));
    // Shared (RFC 6598), protocol assignments, documentation, 6to4 relays, benchmarking.
    let special = matches!(
        (first, second, third),
        (100, 64..=127, _) | (192, 0, 0 | 2) | (192, 88, 99) | (198, 18 | 19, _) | (198, 51, 100) | (203, 0, 113)
    );
    !own && !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    // Addresses that carry one of the older kind reach what that one reaches: mapped, 6to4, NAT64.
    let carried = match segments {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            Some((u32::from(high) << 16) | u32::from(low))
        }
        _ => None,
    };
    if let Some(carried) = carried {
        return is_public_v4(Ipv4Addr::from(carried));
    }
    // Global unicast is 2000::/3; Teredo, ORCHID and documentation lie within.
    let global = segments[0] & 0xe000 == 0x2000;
    let special = matches!((segments[0], segments[1]), (0x2001, 0..=0x1ff | 0xdb8) | (0x3fff, 0..=0xfff));
    global && !special
}
