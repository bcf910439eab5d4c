"""Where the pieces of an export lie in its folder: what those who write it and those who check it agree on."""

from __future__ import annotations

STATE = "export-state.json"
MANIFEST = "manifest-sha256.txt"  # RFC 8493 2.1.3
TAG_MANIFEST = "tagmanifest-sha256.txt"
SIGNATURE = f"{TAG_MANIFEST}.sig"  # Ed25519 over the tag manifest
PUBLIC_KEY = "practice-key.pem"
DOCUMENTS = "data/documents"
TRUST = "data/trust"
VERIFIER = "shipager-verify.pyz"
