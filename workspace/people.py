"""Members and their roles. Who may do what is asked here; who is sitting at the keyboard is found out in `home`."""

from dataclasses import dataclass
from enum import StrEnum

from workspace.errors import VierluikError


class Role(StrEnum):
    """What a member may do. An admin may do everything."""

    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    TERMINOLOGIST = "terminologist"
    ADMIN = "admin"


@dataclass(frozen=True)
class Member:
    """A person of the workspace, known by a name that stands in histories."""

    name: str
    roles: frozenset[Role]

    def may_act_as(self, role: Role) -> bool:
        return role in self.roles or Role.ADMIN in self.roles

    def must_act_as(self, role: Role) -> None:
        """Raises VierluikError when the member has not the role."""
        if not self.may_act_as(role):
            raise VierluikError(
                f"{self.name} is not {'an' if role is Role.ADMIN else 'a'} {role} of this workspace",
                f"An admin can allow it: vierluik members add {self.name} --role {role}",
            )


ALL_ROLES = frozenset(Role)
