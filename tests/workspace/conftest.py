"""A person whom permissions bind, also where the tests run as root."""

import subprocess
import sys
from collections.abc import Callable

import pytest

# Permissions do not bind root. Leaving CAP_DAC_OVERRIDE (1) and CAP_DAC_READ_SEARCH (2) behind before the command starts, it
# is bound like anybody else.
_WITHOUT_PRIVILEGE = """
import ctypes, os, sys
PR_CAPBSET_DROP = 24
if os.geteuid() == 0:
    for capability in (1, 2):
        if ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
            sys.exit("cannot become an ordinary person")
os.execv(sys.argv[1], sys.argv[1:])
"""

AsAnybody = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def as_anybody() -> AsAnybody:
    """Runs the `vierluik` command, or other code, in a process of its own that permissions bind."""

    def run(*arguments: object, code: str = "import cli; cli.main()") -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", _WITHOUT_PRIVILEGE, sys.executable, "-c", code, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    return run
