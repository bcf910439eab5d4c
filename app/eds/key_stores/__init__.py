"""Where signing keys live: one module per kind, each declaring `KEY_STORE` (found by `app/registry.py`)."""
