"""Plain pictures and PDF pages to pixels, inside the decoder child."""

from __future__ import annotations

import io
from typing import Any

from app.domain.errors import Unreadable

_MAX_PIXELS = 100_000_000
_MAX_EDGE = 8192
_KINDS = ("PNG", "JPEG", "BMP", "GIF", "TIFF")


def picture(body: bytes, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """A picture file as RGB or grey, its first page or frame. Raises `Unreadable`."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = _MAX_PIXELS
    try:
        with Image.open(io.BytesIO(body), formats=_KINDS) as opened:
            if opened.width * opened.height > _MAX_PIXELS:
                raise Unreadable("too-large")
            plain = opened.convert("L" if opened.mode in ("1", "L") else "RGB")
    except (OSError, SyntaxError, ValueError) as problem:
        raise Unreadable("picture-damaged") from problem
    edge = max(16, min(int(request.get("edge") or 4096), _MAX_EDGE))
    plain.thumbnail((edge, edge))
    samples = 3 if plain.mode == "RGB" else 1
    return {"width": plain.width, "height": plain.height, "samples": samples}, plain.tobytes()


def pdf_page(body: bytes, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """One page as RGB on white. Raises `Unreadable`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as problem:
        raise Unreadable("pdf-damaged") from problem
    try:
        number = int(request.get("page") or 0)
        if not 0 <= number < len(document):
            raise Unreadable("frame-missing")
        page = document[number]
        width = max(16, min(int(request.get("width") or 1200), _MAX_EDGE))
        across, down = page.get_size()
        scale = min(width / max(across, 1.0), _MAX_EDGE / max(down, 1.0))
        plain = page.render(scale=scale, fill_color=(255, 255, 255, 255)).to_pil().convert("RGB")
        header = {"width": plain.width, "height": plain.height, "samples": 3, "pages": len(document)}
        return header, plain.tobytes()
    finally:
        document.close()
