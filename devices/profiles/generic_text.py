"""Any analyser that prints its results over a serial line, one value on a line: name, number, unit, range.

A line without a unit is no result: the head of a printout is full of numbers.
"""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile, LineProfile
from app.domain.device_settings import DeviceSettings, Link, LinkKind

PROFILE = DeviceProfile(
    key="generic-text",
    title="Printout over a serial line",
    what="laboratory",
    transport=Transport.SERIAL,
    settings=DeviceSettings(
        line_profile="generic-text", host_query=False, link=Link(kind=LinkKind.SERIAL, protocol="text", baud=9600)
    ),
    lines=LineProfile(
        begins="",
        ends="",
        result=(
            r"^\s*(?P<flag>[*!HL]?)\s*"
            r"(?!(?:NO|N|ID|SEQ|SN|DATE|TIME|PAT\w*|NAME|SAMPLE|OPER\w*|AGE|SEX|LOT|PAGE|VER\w*)\b)"
            r"(?P<code>[A-Za-zА-Яа-я][\w#%+/-]{0,15})[ \t]*[:=\t ][ \t]*"
            r"(?P<value>[<>]?=?[ ]?-?\d+(?:[.,]\d+)?|[-*+.]{2,10})[ \t]*"
            r"(?P<unit>[A-Za-zµμ%°][^\s()\[\]]{0,15}|10[*^]\d\S{0,10})"
            r"(?:[ \t]+[\[(]?(?P<range>[<>]?\d+(?:[.,]\d+)?(?:[ ]?-[ ]?\d+(?:[.,]\d+)?)?)[\])]?)?[ \t]*$"
        ),
        specimen=r"^\W*(?:SAMPLE|TUBE|BARCODE|ID)(?:[ _.-]?(?:NO|ID|№))?\W+(?P<value>[0-9A-Za-z-]{3,20})[ \t]*$",
        name=r"^\W*NAME\W+(?P<value>\S.{0,80})$",
        observed_at=r"(?P<value>\d{4}[-./]\d{2}[-./]\d{2}\s+\d{2}:\d{2}(?::\d{2})?)(?!\S)",
    ),
    sample="generic_text.txt",
)
