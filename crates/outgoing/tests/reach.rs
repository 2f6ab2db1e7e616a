//! What the way out may reach, and what may be named to it.

use std::net::{IpAddr, Ipv4Addr};

use outgoing::{Destination, is_public};
use proptest::prelude::*;

#[test]
fn our_own_network_is_never_reached() {
    let ours = [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "::127.0.0.1",
        "3fff::1",
        "100::1",
    ];
    for address in ours {
        assert!(!is_public(address.parse().expect("an address")), "{address}");
    }
}

#[test]
fn the_public_internet_is() {
    for address in
        ["1.1.1.1", "8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "2606:4700::1111", "2001:4860::8888"]
    {
        assert!(is_public(address.parse().expect("an address")), "{address}");
    }
}

proptest! {
    /// Whatever carries an address of the older kind reaches no further than that one.
    #[test]
    fn an_address_in_disguise_is_judged_by_what_it_carries(bits in any::<u32>()) {
        let plain = Ipv4Addr::from(bits);
        let mapped = IpAddr::V6(plain.to_ipv6_mapped());
        prop_assert_eq!(is_public(mapped), is_public(IpAddr::V4(plain)));
    }

    #[test]
    fn no_text_makes_the_parser_stumble(text in ".*") {
        if let Ok(destination) = Destination::parse(&text) {
            prop_assert!(destination.as_str().starts_with("https://"));
            prop_assert!(!destination.host().is_empty());
        }
    }
}

#[test]
fn only_https_addresses_without_secrets_in_them_are_taken() {
    for typed in
        ["http://a.example/", "ftp://a.example", "a.example", "https://", "https://x:y@a.example/", "javascript:1", ""]
    {
        assert!(Destination::parse(typed).is_err(), "{typed}");
    }
    let endpoint = Destination::parse(" https://lrs.example:8443/xapi/ ").expect("an address");
    assert_eq!(endpoint.below("statements").as_str(), "https://lrs.example:8443/xapi/statements");
    assert_eq!(Destination::parse("https://[::1]/").expect("an address").host(), "::1");
}
