"""How a key becomes an action: after the letters typed before it, and with an impossible operation told as a notice.

Anything else that goes wrong in an action is a bug and ends the app.
"""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from textual.screen import Screen

from workspace.errors import VierluikError

P = ParamSpec("P")
S = TypeVar("S", bound="TypingScreen")


class TypingScreen(Screen[None]):
    """A screen in which somebody types."""

    async def caught_up(self) -> None:
        """Wait until every key that arrived so far stands in its editor."""


def after_typing(action: Callable[Concatenate[S, P], None]) -> Callable[Concatenate[S, P], Awaitable[None]]:
    """Decorates an action of a `TypingScreen`, so that it does not overtake letters of the same burst of keys."""

    @wraps(action)
    async def in_turn(screen: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        await screen.caught_up()
        try:
            action(screen, *args, **kwargs)
        except VierluikError as error:
            tell(screen, error)

    return in_turn


def tell(screen: Screen[Any], error: VierluikError) -> None:
    """Show message and hint as a notice."""
    screen.notify(str(error), severity="error", markup=False, timeout=10)
