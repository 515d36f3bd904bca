"""The nouns. In and out: what every room speaks of. Standard library only.

Open `units.py` first (what is to be translated), then `catalogs.py` (where its words stand, and who
said what of them), `suggestions.py` (what waits for a person) and `findings.py` (what checks say);
`moderation.py` has those about posts.
"""

from l10n.model.catalogs import (
    Approval,
    Catalog,
    Entry,
    Near,
    Provenance,
    Rejection,
    State,
)
from l10n.model.changed import changed
from l10n.model.findings import Accepted, Finding, Severity
from l10n.model.moderation import Level, SensitiveTerm, Sighting, Verdict
from l10n.model.suggestions import Hypothesis, Likelihood, Origin, Route, Suggestion, TermEvidence
from l10n.model.units import (
    Kind,
    Location,
    Pattern,
    Placeable,
    PlaceableKind,
    Syntax,
    Unit,
    content_hash,
    digest,
)

__all__ = [
    "Accepted",
    "Approval",
    "Catalog",
    "Entry",
    "Finding",
    "Hypothesis",
    "Kind",
    "Level",
    "Likelihood",
    "Location",
    "Near",
    "Origin",
    "Pattern",
    "Placeable",
    "PlaceableKind",
    "Provenance",
    "Rejection",
    "Route",
    "SensitiveTerm",
    "Severity",
    "Sighting",
    "State",
    "Suggestion",
    "Syntax",
    "TermEvidence",
    "Unit",
    "Verdict",
    "changed",
    "content_hash",
    "digest",
]
