"""Who may do what."""

import pytest

from workspace.directory import Workspace, open_workspace
from workspace.errors import VierluikError
from workspace.people import ALL_ROLES, Member, Role

T, R, M, A = Role.TRANSLATOR, Role.REVIEWER, Role.TERMINOLOGIST, Role.ADMIN


@pytest.mark.parametrize(
    ("roles", "may"),
    [
        ({T}, {T}),
        ({R}, {R}),
        ({M}, {M}),
        ({T, R}, {T, R}),
        ({A}, {T, R, M, A}),
        ({T, A}, {T, R, M, A}),
        (set(), set()),
        (set(ALL_ROLES), {T, R, M, A}),
    ],
)
def test_a_member_may_do_what_a_role_allows_and_an_admin_everything(roles: set[Role], may: set[Role]) -> None:
    member = Member("anna", frozenset(roles))
    assert {role for role in Role if member.may_act_as(role)} == may


@pytest.mark.parametrize("role", Role)
def test_who_may_not_is_told_who_can_allow_it(role: Role) -> None:
    Member("anna", frozenset({A})).must_act_as(role)
    with pytest.raises(VierluikError) as refused:
        Member("bert", frozenset()).must_act_as(role)
    assert refused.value.message == f"bert is not {'an' if role is Role.ADMIN else 'a'} {role} of this workspace"
    assert refused.value.hint == f"An admin can allow it: vierluik members add bert --role {role}"


def test_the_creator_has_every_role(workspace: Workspace) -> None:
    assert workspace.members() == [Member("anna", ALL_ROLES)]
    assert workspace.member == Member("anna", ALL_ROLES)


def test_members_are_listed_by_name_and_come_back_as_they_were_saved(workspace: Workspace) -> None:
    for name, roles in (("dirk", {T, R}), ("bert", {M}), ("élise", set()), ("王", {T})):
        assert workspace.save_member(name, frozenset(roles)) == Member(name, frozenset(roles))
    assert [(one.name, set(one.roles)) for one in workspace.members()] == [
        ("anna", set(ALL_ROLES)), ("bert", {M}), ("dirk", {T, R}), ("élise", set()), ("王", {T}),
    ]  # fmt: skip


def test_saving_a_member_again_changes_the_roles(workspace: Workspace) -> None:
    workspace.save_member("bert", frozenset({T}))
    workspace.save_member("bert", frozenset({R}))
    assert workspace.members()[1] == Member("bert", frozenset({R}))


@pytest.mark.parametrize("roles", [{T}, {R}, {M}, {T, R, M}, set()])
def test_only_an_admin_may_save_members(workspace: Workspace, roles: set[Role]) -> None:
    workspace.save_member("bert", frozenset(roles))
    with (
        open_workspace(workspace.root, "bert", workspace.clock) as opened,
        pytest.raises(VierluikError, match="bert is not an admin"),
    ):
        opened.save_member("bert", frozenset({A}))
    assert workspace.members()[1] == Member("bert", frozenset(roles))


def test_the_last_admin_stays_admin(workspace: Workspace) -> None:
    workspace.save_member("bert", frozenset({T}))
    with pytest.raises(VierluikError, match="anna is the last admin of this workspace") as refused:
        workspace.save_member("anna", frozenset({T}))
    assert refused.value.hint == "Make somebody else admin first."
    assert workspace.members()[0] == Member("anna", ALL_ROLES)


def test_an_admin_may_step_back_when_there_is_another(workspace: Workspace) -> None:
    workspace.save_member("bert", frozenset({A}))
    workspace.save_member("anna", frozenset({T}))
    assert [one.roles for one in workspace.members()] == [{T}, {A}]
    with open_workspace(workspace.root, "bert", workspace.clock) as opened, pytest.raises(VierluikError, match="last admin"):
        opened.save_member("bert", frozenset({R}))
