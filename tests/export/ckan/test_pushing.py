"""Whatever breaks while a release is pushed, the public sees the old one or the new one, and whole."""

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from export.ckan.errors import (
    FileNotAsReleased,
    PortalAnswered,
    PortalChangedMeanwhile,
    PortalError,
    PortalFilesDiffer,
    PortalFilesHidden,
    PortalNameTaken,
    PortalNotSafe,
    PortalRefused,
    PortalRejected,
    PortalTooSmall,
    PortalUnreachable,
)
from export.ckan.planning import Action
from export.ckan.portal import Portal
from export.ckan.pushing import PushReport, push
from export.values import Distribution, Release, Version
from tests.export.ckan.stand_in import KEY, ORGANIZATION, Failure, StandIn
from tests.export.samples import content, release

FIRST, SECOND = release("1.0.0"), release("1.1.0")


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    stand_in = StandIn()
    yield stand_in
    stand_in.close()


def send(stand_in: StandIn, what: Release, *, key: str = KEY, dry_run: bool = False) -> PushReport:
    portal = Portal(stand_in.address, key, ORGANIZATION, timeout=0.15)

    def open_file(distribution: Distribution) -> io.BytesIO:
        return io.BytesIO(content(Version.parse(str(what.version)), distribution.format))

    return push(what, open_file, portal, dry_run=dry_run)


def requests_of(*before: Release, then: Release) -> int:
    """How many requests a push takes where nothing fails."""
    stand_in = StandIn()
    for each in before:
        send(stand_in, each)
    stand_in.heal()
    send(stand_in, then)
    stand_in.close()
    return len(stand_in.requests)


NEW, UPDATE = requests_of(then=FIRST), requests_of(FIRST, then=SECOND)


def test_a_release_arrives_whole_and_in_order(stand_in: StandIn) -> None:
    report = send(stand_in, FIRST)
    [package] = stand_in.public()
    assert [each["content"] for each in package["resources"]] == [each.sha256 for each in FIRST.distributions]
    assert [each["hash"] for each in package["resources"]] == [each.sha256 for each in FIRST.distributions]
    assert package["title"] == FIRST.dataset.title
    assert report.verified == tuple(each.file_name for each in FIRST.distributions)


def test_pushing_twice_changes_nothing(stand_in: StandIn) -> None:
    send(stand_in, FIRST)
    before = json.dumps(stand_in.packages)
    assert not send(stand_in, FIRST).changes
    assert json.dumps(stand_in.packages) == before


def test_a_file_that_stays_the_same_keeps_its_resource(stand_in: StandIn) -> None:
    send(stand_in, FIRST)
    ids = {each["name"]: each["id"] for each in next(iter(stand_in.packages.values()))["resources"]}
    send(stand_in, SECOND)
    after = {each["name"]: each["id"] for each in next(iter(stand_in.packages.values()))["resources"]}
    assert {name for name in ids if ids[name] == after[name]} == {"Diccionario de datos"}


def test_what_others_added_on_the_portal_stays(stand_in: StandIn) -> None:
    send(stand_in, FIRST)
    package = next(iter(stand_in.packages.values()))
    package["extras"].append({"key": "nota", "value": "a mano"})
    package["resources"].append({"id": "a-mano-01", "name": "Mapa", "url": "https://mapa.example/"})
    send(stand_in, SECOND)
    [seen] = stand_in.public()
    assert {"key": "nota", "value": "a mano"} in seen["extras"]
    assert seen["resources"][-1]["name"] == "Mapa"


@pytest.mark.parametrize("before", [(), (FIRST,)])
def test_a_dry_run_says_what_would_change_and_changes_nothing(
    stand_in: StandIn, before: tuple[Release, ...]
) -> None:
    for each in before:
        send(stand_in, each)
    state = json.dumps(stand_in.packages)
    report = send(stand_in, SECOND, dry_run=True)
    assert {"jornadas.csv", "jornadas.jsonl"} <= {
        each.what for each in report.changes if each.action is Action.UPLOAD
    }
    assert json.dumps(stand_in.packages) == state
    assert report.changes == send(stand_in, SECOND).changes


def views(*releases: Release) -> list[object]:
    """What the public sees after each of these."""
    stand_in = StandIn()
    seen: list[object] = [stand_in.public()]
    for each in releases:
        send(stand_in, each)
        seen.append(stand_in.public())
    stand_in.close()
    return seen


NOTHING, SEEN_FIRST, SEEN_SECOND = views(FIRST, SECOND)


@pytest.mark.parametrize("failure", Failure)
@pytest.mark.parametrize("index", range(NEW))
def test_a_failure_while_a_package_is_new_shows_all_or_nothing(
    stand_in: StandIn, index: int, failure: Failure
) -> None:
    stand_in.failures = {index: failure}
    _try(stand_in, FIRST)
    assert stand_in.public() in (NOTHING, SEEN_FIRST)
    stand_in.heal()
    send(stand_in, FIRST)
    assert stand_in.public() == SEEN_FIRST


@pytest.mark.parametrize("failure", Failure)
@pytest.mark.parametrize("index", range(UPDATE))
def test_a_failure_while_a_package_changes_shows_the_old_or_the_new(
    stand_in: StandIn, index: int, failure: Failure
) -> None:
    send(stand_in, FIRST)
    stand_in.heal()
    stand_in.failures = {index: failure}
    _try(stand_in, SECOND)
    assert stand_in.public() in (SEEN_FIRST, SEEN_SECOND)
    stand_in.heal()
    send(stand_in, SECOND)
    assert stand_in.public() == SEEN_SECOND


@pytest.mark.parametrize("index", range(UPDATE))
def test_a_network_that_goes_and_stays_away_leaves_the_old_or_the_new(stand_in: StandIn, index: int) -> None:
    send(stand_in, FIRST)
    stand_in.heal()
    stand_in.out_of_order_from = index
    with pytest.raises(PortalError):
        send(stand_in, SECOND)
    assert stand_in.public() in (SEEN_FIRST, SEEN_SECOND)
    stand_in.heal()
    send(stand_in, SECOND)
    assert stand_in.public() == SEEN_SECOND


def test_a_change_of_words_alone_that_never_arrived_is_not_taken_for_done(stand_in: StandIn) -> None:
    send(stand_in, FIRST)
    stand_in.heal()
    reworded = replace(FIRST, dataset=replace(FIRST.dataset, title="Otro título"))
    revision = 1 + len(FIRST.distributions)
    stand_in.failures = {revision: Failure.DROPPED}
    with pytest.raises(PortalUnreachable, match="package_revise"):
        send(stand_in, reworded)
    assert stand_in.public() == SEEN_FIRST
    stand_in.failures = {}
    send(stand_in, reworded)
    assert stand_in.public()[0]["title"] == "Otro título"


def _try(stand_in: StandIn, what: Release) -> None:
    """A lost answer may be found again, so not every failure is one in the end."""
    said = ""
    try:
        send(stand_in, what)
    except PortalError as error:
        said = f"{error} {error.data}"
    assert KEY not in said
    assert said or stand_in.public() in (SEEN_FIRST, SEEN_SECOND)


def test_a_portal_that_nobody_listens_at_is_unreachable(stand_in: StandIn) -> None:
    stand_in.close()
    with pytest.raises(PortalUnreachable, match="127.0.0.1"):
        send(stand_in, FIRST)


def test_a_portal_that_stores_another_content_gets_the_old_one_back(stand_in: StandIn) -> None:
    send(stand_in, FIRST)
    stand_in.spoils = {"jornadas.jsonl"}
    former = {each["hash"]: each["content"] for each in stand_in.public()[0]["resources"]}
    stand_in.spoils = set()
    spoiling = _SpoilOnce(stand_in)
    with pytest.raises(PortalFilesDiffer, match="se repuso la versión anterior"):
        send(stand_in, SECOND)
    assert spoiling.spoilt
    assert {each["hash"]: each["content"] for each in stand_in.public()[0]["resources"]} == former
    assert stand_in.public() == SEEN_FIRST
    send(stand_in, SECOND)
    assert stand_in.public() == SEEN_SECOND


class _SpoilOnce:
    """Makes the portal store the next revision's JSON Lines wrong, and then behave."""

    def __init__(self, stand_in: StandIn) -> None:
        self.stand_in, self.spoilt, self.original = stand_in, False, stand_in._store
        stand_in._store = self  # type: ignore[method-assign, assignment]

    def __call__(self, package: dict, resource: dict, name: str, content: bytes) -> None:
        spoil = name == "jornadas.jsonl" and not self.spoilt
        self.spoilt |= spoil
        self.original(package, resource, name, content[:-2] + b"??" if spoil else content)


def test_a_new_package_with_wrong_content_stays_hidden(stand_in: StandIn) -> None:
    stand_in.spoils = {"jornadas.csv"}
    with pytest.raises(PortalFilesHidden, match="jornadas.csv"):
        send(stand_in, FIRST)
    assert stand_in.public() == NOTHING


def test_a_file_that_the_portal_lost_is_sent_again(stand_in: StandIn) -> None:
    send(stand_in, FIRST)
    stand_in.files.popitem()
    report = send(stand_in, FIRST)
    assert [each.action for each in report.changes] == [Action.UPLOAD, Action.REMOVE]
    assert stand_in.public() == SEEN_FIRST


def test_a_wrong_key_is_said_and_never_shown(stand_in: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(PortalRefused) as refused:
        send(stand_in, FIRST, key="otra-clave")
    assert "otra-clave" not in f"{refused.value} {refused.value.data} {caplog.text}"
    assert "otra-clave" not in repr(Portal(stand_in.address, "otra-clave", ORGANIZATION))


def test_an_unknown_organisation_is_told_in_the_portals_words(stand_in: StandIn) -> None:
    portal = Portal(stand_in.address, KEY, "no-existe")
    with pytest.raises(PortalRejected, match="owner_org: Organization does not exist"):
        push(FIRST, lambda each: io.BytesIO(content(FIRST.version, each.format)), portal)
    assert stand_in.packages == {}


def test_files_larger_than_the_portal_takes_leave_it_as_it_was(stand_in: StandIn) -> None:
    send(stand_in, FIRST)
    stand_in.largest = 6000
    with pytest.raises(PortalTooSmall):
        send(stand_in, SECOND)
    assert stand_in.public() == SEEN_FIRST


def test_another_dataset_of_the_same_name_is_left_alone(stand_in: StandIn) -> None:
    stand_in.package_create({"name": "jornadas", "title": "De otros", "owner_org": ORGANIZATION})
    before = stand_in.public()
    with pytest.raises(PortalNameTaken):
        send(stand_in, FIRST)
    assert stand_in.public() == before


def test_somebody_elses_change_in_between_is_not_written_over(stand_in: StandIn) -> None:
    send(stand_in, FIRST)
    revise = stand_in.package_revise

    def after_another(form: dict, files: dict) -> dict:
        next(iter(stand_in.packages.values()))["metadata_modified"] = "2026-11-02T00:00:00.000000"
        return revise(form, files)

    stand_in.package_revise = after_another  # type: ignore[method-assign]
    with pytest.raises(PortalChangedMeanwhile):
        send(stand_in, SECOND)
    assert stand_in.public() == SEEN_FIRST


def test_a_file_that_changed_in_the_archive_is_not_sent(stand_in: StandIn) -> None:
    portal = Portal(stand_in.address, KEY, ORGANIZATION)
    with pytest.raises(FileNotAsReleased, match="jornadas.csv"):
        push(FIRST, lambda _: io.BytesIO(b"otra cosa"), portal)
    assert stand_in.packages == {}


@pytest.mark.parametrize(
    "address",
    ["http://datos.example", "ftp://datos.example", "https://", "https://a:b@datos.example", "datos.example"],
)
def test_the_key_goes_only_to_a_safe_address(address: str) -> None:
    with pytest.raises(PortalNotSafe) as unsafe:
        Portal(address, KEY, ORGANIZATION)
    assert "a:b" not in str(unsafe.value)


def test_a_download_elsewhere_never_carries_the_key(stand_in: StandIn) -> None:
    elsewhere = StandIn()
    with pytest.raises(PortalAnswered):
        list(Portal(stand_in.address, KEY, ORGANIZATION).download(f"{elsewhere.address}/archivo.csv"))
    elsewhere.close()
    assert elsewhere.headers == [("/archivo.csv", "")]


def test_a_dataset_without_period_or_keywords_is_pushed_too(stand_in: StandIn) -> None:
    plain = replace(FIRST, dataset=replace(FIRST.dataset, temporal=None, keywords=("x", "¡a!b")))
    send(stand_in, plain)
    assert [each["name"] for each in stand_in.public()[0]["tags"]] == ["a b"]
