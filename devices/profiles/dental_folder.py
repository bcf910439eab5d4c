"""Dental X-ray and intra-oral cameras whose program saves into a folder: JPEG, PNG, TIFF or DICOM (PX, IO).

Most programs name the file by the patient or write a small XML beside it; both are read. A pattern with fields says
whose a file is where the program can be told how to name it: `{iin}_{surname}_{given}_*.jpg`.
"""

from __future__ import annotations

from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile
from app.domain.device_settings import DeviceSettings, Link, LinkKind

PROFILE = DeviceProfile(
    key="dental-folder",
    title="Dental images (folder)",
    what="dental",
    transport=Transport.FOLDER,
    settings=DeviceSettings(link=Link(kind=LinkKind.FOLDER, rest_seconds=5)),
    sample="dental.jpg",
)
