"""Which internet addresses an article may be fetched from: public ones, and nothing that leads inside."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# Python's is_global calls some of these public (in 3.11 also what carries an IPv4 address within an IPv6 one).
CLOSED_4 = [
    IPv4Network("192.0.0.0/24"),  # protocol assignments
    IPv4Network("192.88.99.0/24"),  # 6to4 relays
    IPv4Network("168.63.129.16/32"),  # what a virtual machine on Azure asks about itself
]
OPEN_6 = IPv6Network("2000::/3")  # all that has been given out; the rest is local, multicast, reserved or translated
CLOSED_6 = [
    IPv6Network("2001::/23"),  # protocol assignments, Teredo among them
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("2002::/16"),  # 6to4: carries an IPv4 address
    IPv6Network("3fff::/20"),  # documentation
]


def is_public(address: str) -> bool:
    number = ip_address(address)
    if isinstance(number, IPv6Address) and number.ipv4_mapped:
        number = number.ipv4_mapped
    return _is_public_4(number) if isinstance(number, IPv4Address) else _is_public_6(number)


def _is_public_4(number: IPv4Address) -> bool:
    if not number.is_global or number.is_multicast or number.is_reserved:
        return False
    return not any(number in network for network in CLOSED_4)


def _is_public_6(number: IPv6Address) -> bool:
    if number.scope_id or not number.is_global or number not in OPEN_6:
        return False
    return not any(number in network for network in CLOSED_6)
