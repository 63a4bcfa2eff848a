"""The sample registers agree with one another."""

import re

from archive.sample.registers import ACTIVITIES, PRACTICE, SCHOOLS, TOPICS, UNITS


def test_school_keys_have_the_right_pattern() -> None:
    assert all(re.fullmatch(r"15[A-Z]{3}\d{4}[A-Z]", school.cct) for school in SCHOOLS)


def test_slugs_names_and_aliases_are_unique() -> None:
    names = [name for unit in UNITS for name in (unit.name, *unit.aliases)]
    assert len(set(names)) == len(names)
    assert len({unit.slug for unit in UNITS}) == len(UNITS)
    assert len({topic.slug for topic in TOPICS}) == len(TOPICS)


def test_activities_point_at_registered_things() -> None:
    schools, topics = {school.cct for school in SCHOOLS}, {topic.slug for topic in TOPICS}
    units = {unit.slug for unit in UNITS}
    assert PRACTICE.unit in units
    for activity in ACTIVITIES:
        assert activity.school in schools
        assert activity.topic in topics
        assert activity.unit in units


def test_no_count_of_people_is_small() -> None:
    assert min(activity.attendance for activity in ACTIVITIES) >= 10
