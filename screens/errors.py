"""How an impossible operation is told on a screen: message and hint as a notice. Anything else is a bug and ends the app."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from textual.screen import Screen

from workspace.errors import VierluikError

P = ParamSpec("P")
S = TypeVar("S", bound=Screen[Any])


def tells_errors(action: Callable[Concatenate[S, P], None]) -> Callable[Concatenate[S, P], None]:
    """Decorates a screen's method: a VierluikError becomes a notice, and the screen goes on."""

    @wraps(action)
    def told(screen: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            action(screen, *args, **kwargs)
        except VierluikError as error:
            tell(screen, error)

    return told


def tell(screen: Screen[Any], error: VierluikError) -> None:
    screen.notify(str(error), severity="error", markup=False, timeout=10)
