"""Opening the program: a command, and the workbench to its first frame on a pty."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

from bench.material import row

RUNS = 5


def run() -> None:
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory) / "w"
        environment = os.environ | {"VIERLUIK_MEMBER": "bench", "TERM": "xterm-256color"}
        command = [sys.executable, "-c", "import cli; cli.main()"]
        subprocess.run([*command, "demo", str(place), "--no-open"], env=environment, check=True, capture_output=True)
        verbs = [_seconds([*command, "releases", "--workspace", str(place)], environment) for _ in range(RUNS)]
        frames = [_first_frame([*command, "--workspace", str(place)], environment) for _ in range(RUNS)]
    print(f"opening: {RUNS} runs; milliseconds, processes included")
    print(f"{'':34} {'median':>9} {'p95':>9} {'worst':>9}")
    print(row("vierluik releases", verbs))
    print(row("vierluik, first frame", frames), "\n")


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return (time.perf_counter() - start) * 1000


def _first_frame(command: list[str], environment: dict[str, str]) -> float:
    """From the start of the process to the last key hint of the list on the terminal."""
    start = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.execvpe(command[0], command, environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen, taken = b"", 0.0
    while select.select([terminal], [], [], 10)[0]:
        seen += os.read(terminal, 65536)
        if b"Ctrl+P" in seen:
            taken = (time.perf_counter() - start) * 1000
            break
    os.write(terminal, b"\x11")
    while select.select([terminal], [], [], 10)[0]:
        try:
            os.read(terminal, 65536)
        except OSError:
            break
    os.waitpid(process, 0)
    os.close(terminal)
    return taken
