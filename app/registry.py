"""A folder is a table: each module in it declares one named constant.

Adding a device model, document form, transport, key store or export part is adding one file.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import Any


def entries(package: ModuleType, constant: str) -> dict[str, Any]:
    """Every `constant` found in the package's modules, by its `key` attribute, in the order of the keys.

    Raises `ValueError` where two modules claim one key: that is a bug of ours.
    """
    found: dict[str, Any] = {}
    for module_info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{module_info.name}")
        entry = getattr(module, constant, None)
        if entry is None:
            continue
        if entry.key in found:
            raise ValueError(f"two modules of {package.__name__} claim {entry.key}")
        found[entry.key] = entry
    return dict(sorted(found.items()))
