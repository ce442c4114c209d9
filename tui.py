"""The Textual app: one mode, global keys, and an orderly end whatever ends it. Screens live in `screens/`."""

import asyncio
import os
import signal
from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar

# Textual's newer key mode loses the text of Chinese input methods in some terminals; it is read when Textual is imported.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from screens.desk import DeskScreen
from screens.releases import ReleasesScreen
from workspace.directory import Workspace

_GRACE_SECONDS = 3


class VierluikApp(App[None]):
    """The workbench on one workspace."""

    TITLE = "vierluik"
    DEFAULT_MODE = "releases"
    CSS = """
    KeyLine { height: 1; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", tooltip="Quit; everything is saved", priority=True),
    ]

    def __init__(self, workspace: Workspace, release: int | None = None) -> None:
        """`release` is opened at once; else the list is shown."""
        super().__init__()
        self._release = release
        self._asked_to_quit = False
        self.add_mode("releases", lambda: ReleasesScreen(workspace))

    def on_mount(self) -> None:
        if hasattr(signal, "SIGHUP"):  # a closed connection or a shutdown is no reason to lose a word or a sane terminal
            for number in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(number, self._terminal_gone)
        if self._release is not None and isinstance(self.screen, ReleasesScreen):
            self.screen.open_release(self._release)

    async def action_quit(self) -> None:
        """End when everything is saved; what cannot be saved is given up only when asked twice."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                await screen.caught_up()
        if self._save_all() or self._asked_to_quit:
            self.exit()
            return
        self._asked_to_quit = True
        self.notify("Something is not saved yet. Ctrl+Q again quits without it.", severity="warning", markup=False)

    def _save_all(self) -> bool:
        return all([screen.save_now() for screen in self.screen_stack if isinstance(screen, DeskScreen)])

    def _terminal_gone(self) -> None:
        """Save and leave, and do not wait for long: there may be nobody left to draw for."""
        self._save_all()
        self.exit()
        asyncio.get_running_loop().call_later(_GRACE_SECONDS, os._exit, 1)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette holds every key of the screen, by name."""
        yield from super().get_system_commands(screen)
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.description and active.enabled and active.node is screen:
                yield SystemCommand(binding.description, binding.tooltip, partial(screen.run_action, binding.action))


def run(workspace: Workspace, release: int | None = None) -> None:
    """Open the workbench; returns when it is closed."""
    VierluikApp(workspace, release).run()
