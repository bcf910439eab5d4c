"""`devices list`, `devices profiles`: what is connected, and which families the program knows."""

from __future__ import annotations

import argparse

from app.commands.command import Call, Command, Needs


def _arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|profiles")
    actions.add_parser("list", help="every device that was heard or set up, the last heard first")
    actions.add_parser("profiles", help="every family of devices that the program has a profile of")


def _devices(call: Call) -> int:
    return _profiles(call) if call.arguments.action == "profiles" else _list(call)


def _list(call: Call) -> int:
    from app import devices

    today = call.practice.read(devices.received_today)
    found = call.practice.read(devices.listed)
    for one in found:
        count, unread = today.get(one.device_id, (0, 0))
        call.out.event(
            "device", id=one.device_id, name=one.name, transport=one.transport.value, calling=one.calling,
            peer=one.peer, standing=one.standing.value, profile=one.profile, character_set=one.character_set,
            first_seen=one.first_seen.isoformat(), last_seen=one.last_seen.isoformat(), received=one.received,
            errors=one.errors, received_today=count, errors_today=unread, settings=one.settings.to_json(),
        )  # fmt: skip
    call.out.event("done", devices=len(found))
    return 0


def _profiles(call: Call) -> int:
    from app import devices

    known = devices.known_profiles()
    for one in known.values():
        call.out.event(
            "profile", key=one.key, title=one.title, vendor=one.vendor, what=one.what, transport=one.transport.value,
            character_set=one.character_set, codes=len(one.observation_codes), sample=one.sample,
            recognised_by=list(one.recognised_by), settings=one.settings.to_json(),
        )  # fmt: skip
    call.out.event("done", profiles=len(known))
    return 0


COMMANDS = (
    Command("devices", "devices of the practice, families the program knows", Needs.RECORD, _devices, _arguments),
)
