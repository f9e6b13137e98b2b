"""Bubblewrap as the builder of the sandbox's walls.

For machines where a program may not enter user namespaces by itself but `bwrap` may, because it
is installed with the right to. The walls are those of `keeper/main.py`: no network, no
files of the user's, the readable paths read-only, a scratch folder of limited size, none of our
processes in sight. Inside, the keeper is the first process: it sets the limits, watches
the memory and hands the output over.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from lean.sandbox.paths import visible

NOT_INSTALLED = "not installed: apt-get install bubblewrap"
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
_INPUTS, _OUTPUTS = "/inputs", "/outputs"


def program() -> str | None:
    """The path of `bwrap`, or None."""
    return shutil.which("bwrap")


def command(
    bwrap: str, keeper: Sequence[str], files: Sequence[str], home: str, spec: dict
) -> list[str]:
    """Return the host command that runs `spec` (see `keeper/main.py`) behind bwrap's walls.

    `keeper` is the command that the specification is handed to and `files` what it is read
    from, `home` where the scratch folder stands inside. The files that `spec["outputs"]` names
    on the host must exist.
    """
    words = [bwrap, "--unshare-all", "--die-with-parent", "--as-pid-1", "--cap-drop", "ALL"]
    words += ["--clearenv"]
    scratch = ["--size", str(spec["limits"]["scratch"]), "--tmpfs"]
    # First, because a readable path may lie in it.
    words += [*scratch, "/tmp"]
    for path in visible([*spec["readable"], *files]):
        if Path(path).is_symlink():
            words += ["--symlink", str(Path(path).readlink()), path]
        else:
            words += ["--ro-bind", path, path]
    for device in _DEVICES:
        words += ["--dev-bind", device, device]
    words += ["--proc", "/proc", *scratch, home]
    inputs: dict[str, str] = {}
    for number, (path, name) in enumerate(spec["inputs"].items()):
        inputs[f"{_INPUTS}/{number}"] = name
        words += ["--ro-bind", path, f"{_INPUTS}/{number}"]
    outputs: dict[str, str] = {}
    for number, (name, path) in enumerate(spec["outputs"].items()):
        outputs[name] = f"{_OUTPUTS}/{number}"
        words += ["--bind", path, f"{_OUTPUTS}/{number}"]
    inner = {**spec, "directory": home, "inputs": inputs, "outputs": outputs}
    words += ["--remount-ro", "/", "--chdir", home, "--"]
    return [*words, *keeper, json.dumps(inner)]
