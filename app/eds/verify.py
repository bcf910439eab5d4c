"""Is this signature genuine? The one door to `app/eds/verification/` for everybody who asks."""

from __future__ import annotations

from app.eds.verification.case import Expected, Policy
from app.eds.verification.engine import Wanted, failures, verdict, verify, verify_each, wanted

__all__ = ["Expected", "Policy", "Wanted", "failures", "verdict", "verify", "verify_each", "wanted"]
