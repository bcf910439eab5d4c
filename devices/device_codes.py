"""A device's own codes of tests, by the profile of its family: orders and host queries speak the device's language."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

from app import registry
from app.domain.scheduled import OrderedTest


def device_code(profile: str, test: OrderedTest) -> str:
    """The code that the device knows for a test of ours; ours (LOINC) where its profile has no other."""
    return _codes(profile).get(test.code, test.code)


@lru_cache(maxsize=64)
def _codes(profile: str) -> MappingProxyType[str, str]:
    """Our code -> the device's: that of its orders, else the last that its results have for it."""
    if not profile:
        return MappingProxyType({})
    from devices import profiles

    known = registry.entries(profiles, "PROFILE").get(profile)
    found = {ours: own for own, ours in known.observation_codes.items()} if known else {}
    return MappingProxyType({**found, **known.order_codes} if known else {})
