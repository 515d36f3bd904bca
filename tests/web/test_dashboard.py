"""The dashboard says what the ledger says, also to who can't see its charts."""

import re

import pytest

from l10n.store import trials
from l10n.store.trials import Outcome, Trial, TrialKind
from l10n.transitions import Action, Role
from tests.conftest import Project
from tests.web.conftest import Site
from tests.web.work import BAD, FR, GOOD, NOTES, VIEW, ZH, Work, worked


@pytest.fixture
def work(site: Site, project: Project) -> Work:
    """In zh: edited and approved, approved as it was, and rejected; in fr: words with an error."""
    made = worked(site, project)
    made.decide(Action.EDIT, Action.APPROVE, target=GOOD)
    made.decide(Action.APPROVE, source=VIEW)
    made.decide(Action.REJECT, source=NOTES)
    made.decide(Action.EDIT, source=VIEW, locale=FR, target="Voir le profil")
    return made


def words(work: Work, *locales: str) -> str:
    """What a screen reader reads: text, and the names of pictures."""
    page = work.site.browser(Role.TRANSLATOR, locales).get("/dashboard").text
    page = re.sub('<svg[^>]*aria-label="([^"]*)".*?</svg>', r" \1 ", page, flags=re.DOTALL)
    return " ".join(re.sub("<[^>]*>", " ", page).split())


def test_its_numbers_are_the_ledgers(work: Work) -> None:
    said = words(work)
    events = [e for source in ("Mute words and tags", VIEW, NOTES) for e in work.events(source)]
    days = {e.at[:10] for e in events if e.action in {Action.APPROVE, Action.REJECT}}
    assert days == {"2025-06-15"}
    assert "2025-06-15 2 1" in said
    assert "1 approved, 2 edited, 1 rejected" in said
    assert "25%" in said
    assert re.search("zh_Hans interface 67% approved 0 0 0 0 2 1 67%", said)
    assert re.search("fr interface 0% approved 0 2 1 0 0 0 0%", said)
    assert re.search("placeables 1", said)
    assert re.search("up to 1 day 3 up to 3 days 0", said)


def test_accepted_findings_are_counted_apart(work: Work) -> None:
    record = work.unit(VIEW, FR)
    found = work.site.services.judges.checker(record).check(record.unit, record.target)
    name = next(finding.id for finding in found if finding.check == "placeables")
    work.decide(Action.ACCEPT, source=VIEW, locale=FR, finding=name)
    said = words(work)
    assert re.search("Accepted by a person placeables 1", said)
    assert said.count("placeables") == 1


def test_one_sees_the_figures_of_ones_own_locales(work: Work) -> None:
    said = words(work, ZH)
    assert "fr interface" not in said
    assert "placeables" not in said
    assert "1 approved, 1 edited, 1 rejected" in said
    assert "zh_Hans interface" not in words(work, FR)


def test_trials_are_counted(work: Work) -> None:
    ends = [Outcome.CAUGHT, Outcome.CAUGHT, Outcome.MISSED, Outcome.AGREED, Outcome.DISAGREED]
    with work.site.services.database.writing() as connection:
        for number, outcome in enumerate(ends):
            trial = Trial(ZH, f"unit{number}", TrialKind.SEEDED, "Bo", (BAD,), "f" * 32, "negation")
            trials.begin(connection, trial, work.site.services.now())
            begun = trials.open_for(connection, "Bo", ZH, trial.unit)
            assert begun is not None
            trials.end(connection, begun, outcome, work.site.services.now())
    said = words(work)
    assert "67% 2 caught, 1 missed" in said
    assert "50% 1 agreed, 1 disagreed" in said


def test_every_chart_has_words_beside_it(work: Work) -> None:
    page = work.site.browser(Role.TRANSLATOR).get("/dashboard").text
    charts = re.findall("<svg([^>]*)>", page)
    assert charts
    for chart in charts:
        named = "aria-label" in chart or "aria-labelledby" in chart
        assert ('role="img"' in chart and named) or 'aria-hidden="true"' in chart
    for name in re.findall('aria-(?:labelledby|describedby)="([^"]+)"', page):
        assert f'id="{name}"' in page


def test_an_empty_store_has_a_dashboard(site: Site) -> None:
    page = site.browser(Role.TRANSLATOR).get("/dashboard")
    assert page.status_code == 200
    assert "There are no units yet." in page.text
