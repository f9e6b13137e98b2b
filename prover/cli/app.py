"""`olympiad`: the entry point, which loads the command that is called and nothing else."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Annotated, Any

import typer

from prover.cli import exits
from prover.cli.registry import Entry, called, entries

# Typer carries its own copy of click from 0.26 on; this is the base class in either case.
_ClickException: Any = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")

ABOUT = "Proofs of olympiad problems that a person can read, with an honest word on who vouches."
EPILOG = (
    "Exit codes: 0 proved at the asked rung, 1 not proved, 2 bad input, 3 out of budget, "
    "130 interrupted."
)
SETTINGS = {"help_option_names": ["-h", "--help"]}


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code. Never raises, never shows a traceback
    (unless OLYMPIAD_DEBUG is set, for those who mend the program).
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    # Importing makes many objects that stay; looking for garbage among them every 700 costs a
    # tenth of the start-up time.
    gc.set_threshold(20_000)
    as_json = "--json" in arguments
    try:
        command = typer.main.get_command(build(arguments))
        code = command.main(arguments, prog_name="olympiad", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else exits.PROVED
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough; closing stdout again must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.PROVED
    except (KeyboardInterrupt, typer.Abort):
        return _fail("interrupted", exits.INTERRUPTED, as_json)
    except typer.Exit as stop:
        return stop.exit_code
    except _ClickException as fault:
        return _usage_error(fault, as_json)
    except Exception as fault:
        if os.environ.get("OLYMPIAD_DEBUG"):
            raise
        from prover.cli.errors import describe

        text, code = describe(fault)
        return _fail(text, code, as_json)


def build(arguments: list[str]) -> typer.Typer:
    """The Typer app for these arguments: the called command for real, the others as help lines."""
    target = called(arguments)
    root = typer.Typer(
        help=ABOUT,
        epilog=EPILOG,
        no_args_is_help=True,
        add_completion=False,
        context_settings=SETTINGS,
        pretty_exceptions_enable=False,
    )
    root.callback(help=ABOUT)(_root)
    groups: dict[str, typer.Typer] = {}
    for entry in _shown(target):
        home = root
        if len(entry.words) > 1:
            home = _group(root, groups, entry.words[0])
        if entry is target:
            _mount(home, entry)
        else:
            home.command(entry.words[-1], help=entry.help, epilog=None)(_not_called)
    return root


def _show_version(asked: bool) -> None:
    if asked:
        from prover.settings.version import __version__

        typer.echo(f"olympiad {__version__}")
        raise typer.Exit()


def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and leave."
        ),
    ] = False,
) -> None:
    """Options of `olympiad` itself."""


def _shown(target: Entry | None) -> list[Entry]:
    """The commands the app holds. A name may be a command and a group, as `check FILE` and
    `check lean FILE`; then the app holds the one that is called, and help shows the command.
    """
    commands = {entry.words[0] for entry in entries() if len(entry.words) == 1}
    return [
        entry
        for entry in entries()
        if (
            len(entry.words) == 1
            and not (target and len(target.words) > 1 and target.words[0] == entry.words[0])
        )
        or (len(entry.words) > 1 and (entry is target or entry.words[0] not in commands))
    ]


def _group(root: typer.Typer, groups: dict[str, typer.Typer], name: str) -> typer.Typer:
    if name not in groups:
        members = [e.words[-1] for e in entries() if e.words[0] == name and len(e.words) > 1]
        groups[name] = typer.Typer(no_args_is_help=True, context_settings=SETTINGS)
        # A callback keeps a group of one command a group.
        groups[name].callback()(_no_options)
        root.add_typer(groups[name], name=name, help=f"Commands: {', '.join(members)}.")
    return groups[name]


def _mount(home: typer.Typer, entry: Entry) -> None:
    module: ModuleType = entry.load()
    name = entry.words[-1]
    if hasattr(module, "app"):
        home.add_typer(module.app, name=name, help=entry.help, context_settings=SETTINGS)
        return
    command: Callable[..., Any] = module.command
    home.command(name, epilog=_subcommands(entry), context_settings=SETTINGS)(command)


def _subcommands(entry: Entry) -> str | None:
    """For `check`: that there is also `check lean`."""
    below = [e for e in entries() if len(e.words) > 1 and e.words[0] == entry.words[0]]
    if len(entry.words) > 1 or not below:
        return None
    return "See also: " + "; ".join(f"olympiad {' '.join(e.words)} ({e.help})" for e in below)


def _no_options() -> None:
    """Groups have no options of their own."""


def _not_called() -> None:
    """Stands for a command in the help list; `called` finds the real one before this can run."""
    raise AssertionError("a command was called that the registry did not find")


def _usage_error(fault: Any, as_json: bool) -> int:
    """A wrong command line: click's message on one line, and where to read on."""
    text = " ".join(fault.format_message().split())
    if type(fault).__name__ == "NoArgsIsHelpError":
        # Not an error: the help was asked for by giving nothing. Newer versions return the text.
        if fault.ctx is not None and text:
            typer.echo(fault.format_message(), err=True)
        return exits.BAD_INPUT
    path = fault.ctx.command_path if getattr(fault, "ctx", None) else "olympiad"
    return _fail(f"{text.rstrip('.')}; see '{path} --help'", exits.BAD_INPUT, as_json)


def _fail(text: str, code: int, as_json: bool) -> int:
    if as_json:
        import json

        typer.echo(json.dumps({"error": text, "exit_code": code}, ensure_ascii=False))
    else:
        typer.echo(f"olympiad: {text}", err=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
