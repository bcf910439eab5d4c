"""What the object identifiers in Kazakh certificates mean, as tables.

Roles and policies of the national authority (NCA) were seen in certificates; those of BTSD and of the state bodies
were read in public programs only. An authority that is added brings its rows.
"""

from __future__ import annotations

# User OIDs in the extended key usage; the most telling one comes first.
ROLES = (
    ("1.2.398.5.19.1.2.2.1", "treasury"),
    ("1.2.398.3.3.4.1.2.1", "head"),
    ("1.2.398.3.3.4.1.2.2", "signatory"),
    ("1.2.398.3.3.4.1.2.3", "financial-signatory"),
    ("1.2.398.3.3.4.1.2.4", "personnel"),
    ("1.2.398.3.3.4.1.2.5", "employee"),
    ("1.2.398.3.3.4.1.2.6", "information-system"),
    ("1.2.398.3.3.4.1.1.1", "information-system"),
    ("1.2.398.3.17.3.3", "head"),
    ("1.2.398.3.17.3.4", "signatory"),
    ("1.2.398.3.17.3.5", "financial-signatory"),
    ("1.2.398.3.17.3.6", "personnel"),
    ("1.2.398.3.17.3.7", "employee"),
    ("1.2.398.3.2.3.4", "civil-servant"),
    ("1.2.398.3.3.4.1.2", "legal-entity"),
    ("1.2.398.3.17.3.2", "legal-entity"),
    ("1.2.398.3.3.4.1.1", "individual"),
    ("1.2.398.3.17.3.1", "individual"),
)

# Certificate policies of the NCA.
POLICIES = {
    "1.2.398.3.1.2": "root-authority",
    "1.2.398.3.3.1.1": "authority",
    "1.2.398.3.3.2": "signing",  # since 2022 for everybody
    "1.2.398.3.3.2.1": "signing-legal-entity",
    "1.2.398.3.3.2.2": "authentication-legal-entity",
    "1.2.398.3.3.2.3": "signing-individual",
    "1.2.398.3.3.2.4": "authentication-individual",
    "1.2.398.3.3.2.6": "time-stamp",
}

# Where the key was put when its certificate was issued (extension 1.2.398.3.3.5): only files were ever seen.
KEY_STORES = {"1.2.398.3.3.5.1.1": "file"}
