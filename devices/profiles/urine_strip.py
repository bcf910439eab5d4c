"""Urine strip readers that print over a serial line (URISCAN, DIRUI H, UriTest and their kin), without a protocol.

A line for each pad: name, grade or value, and where the reader is set so the concentration and its unit. Grades (-, +-,
1+, norm.) stay words. The head has the date, the time, a running number, and a tube's or patient's number where the
operator typed one.
"""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile, LineProfile
from app.domain.device_settings import DeviceSettings, Link, LinkKind

PROFILE = DeviceProfile(
    key="urine-strip",
    title="Urine strip reader",
    what="urine",
    transport=Transport.SERIAL,
    observation_codes={
        "LEU": "5799-2",
        "NIT": "5802-4",
        "URO": "5818-0",
        "UBG": "5818-0",
        "PRO": "20454-5",
        "PH": "5803-2",
        "pH": "5803-2",
        "BLD": "5794-3",
        "ERY": "5794-3",
        "SG": "5811-5",
        "KET": "2514-8",
        "BIL": "5770-3",
        "GLU": "25428-4",
    },
    settings=DeviceSettings(
        line_profile="urine-strip", host_query=False, link=Link(kind=LinkKind.SERIAL, protocol="text", baud=9600)
    ),
    lines=LineProfile(
        begins=r"^\W*(?:DATE\W*)?\d{4}[-./]\d{2}[-./]\d{2}\b",
        ends="",
        result=(
            r"^\s*(?P<flag>[*!]?)\s*"
            r"(?P<code>LEU|NIT|URO|UBG|PRO|PH|pH|BLD|ERY|SG|KET|BIL|GLU|ASC|VC|CRE|CR|ALB|MALB|MA|CA|A:C|P:C)[\s:=.]+"
            r"(?P<value>\S+(?:[ \t]+[<>]?=?\d+(?:[.,]\d+)?(?=[ \t]+\S))?)"
            r"(?:[ \t]+(?P<unit>[A-Za-zµμ%][^\s]{0,15}))?[ \t]*$"
        ),
        specimen=r"^\W*(?:ID|SAMPLE|TUBE|BARCODE)(?:[ _.-]?(?:NO|№))?\W+(?P<value>[0-9A-Za-z-]{3,20})[ \t]*$",
        observed_at=r"(?P<value>\d{4}[-./]\d{2}[-./]\d{2}\s+\d{2}:\d{2}(?::\d{2})?)(?!\S)",
        title="Urine strip",
    ),
    sample="urine_strip.txt",
    recognised_by=(r"\bLEU\b.*\n(?:.*\n)*.*\bNIT\b",),
)  # fmt: skip
