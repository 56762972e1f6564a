"""Each role is one row of permissions; what a token says beside them grants nothing."""

import pytest

from functions.registration.staff.roles import ROLES, Permission, Role, roles_among, roles_that_may


def test_every_role_has_one_row_and_every_permission_somebody() -> None:
    assert set(ROLES) == set(Role)
    assert frozenset(Permission) == frozenset().union(*ROLES.values())


@pytest.mark.parametrize("permission", Permission)
def test_who_may_is_who_was_granted_it(permission: Permission) -> None:
    assert roles_that_may(permission) == {role for role in Role if permission in ROLES[role]}


def test_only_reviewers_see_a_familys_case_and_only_auditors_the_trail() -> None:
    assert roles_that_may(Permission.CASES) == {Role.REVIEWER}
    assert roles_that_may(Permission.AUDIT) == {Role.AUDITOR}


def test_nobody_who_runs_the_season_decides_its_cases_by_that_role() -> None:
    running = {Permission.SEASON, Permission.PUBLICATION, Permission.EXPORTS}
    assert all(Permission.CASES not in granted for granted in ROLES.values() if granted & running)


def test_a_word_that_is_no_role_grants_nothing() -> None:
    assert roles_among(["reviewer", "REVIEWER", "admin", "", "reviewer "]) == {Role.REVIEWER}
    assert roles_among([]) == frozenset()
