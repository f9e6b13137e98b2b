"""`olympiad`: the entry point, which loads the command that is called and nothing else."""

from __future__ import annotations

import contextvars
import gc
import os
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Annotated, Any

import typer

from prover.cli import complete, exits
from prover.cli.console import complain, echo, fail
from prover.cli.registry import Entry, called, entries
from prover.cli.streams import OutputFailed, guarded_streams

# Typer carries its own copy of click from 0.26 on; this is the base class in either case.
_ClickException: Any = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")

ABOUT = "Proofs of olympiad problems that a person can read, with an honest word on who vouches."
EPILOG = (
    "Exit codes: 0 proved at the asked rung, 1 not proved, 2 bad input, 3 out of budget, "
    "74 standard output cannot be written, 130 interrupted."
)
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code. Never raises, never shows a traceback
    (unless OLYMPIAD_DEBUG is set, for those who mend the program).
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    # Importing makes many objects that stay; looking for garbage among them every 700 costs a
    # tenth of the start-up time.
    gc.set_threshold(20_000)
    with guarded_streams():
        try:
            code = _run(arguments)
            sys.stdout.flush()
            return code
        except OutputFailed as fault:
            complain(
                f"cannot write to standard output: {fault}; what was saved in files is whole, "
                "'olympiad show' prints a bundle again"
            )
            return exits.OUTPUT_FAILED


def _run(arguments: list[str]) -> int:
    as_json = "--json" in arguments
    try:
        if os.environ.get(complete.VARIABLE):
            return complete.complete(_command)
        # In a context of its own: what a command puts in force ends with it.
        code = contextvars.copy_context().run(
            _command(arguments).main, arguments, prog_name="olympiad", standalone_mode=False
        )
        return code if isinstance(code, int) else exits.PROVED
    except OutputFailed:
        raise
    except (KeyboardInterrupt, typer.Abort):
        return fail("interrupted", exits.INTERRUPTED, as_json)
    except typer.Exit as stop:
        return stop.exit_code
    except _ClickException as fault:
        return _usage_error(fault, as_json)
    except Exception as fault:
        if _debugging():
            raise
        from prover.cli.errors import describe

        text, code = describe(fault)
        return fail(text, code, as_json)


def _debugging() -> bool:
    """Whether the setting `debug` asks for tracebacks."""
    from prover.settings.settings import SettingsError, current

    try:
        return current().debug
    except SettingsError:
        return False


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
        # Rich's markup takes what stands in brackets out of the help, such as "[serve]".
        rich_markup_mode=None,
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


def _command(arguments: list[str]) -> Any:
    """What click runs for these arguments."""
    return _finished(typer.main.get_command(build(arguments)))


def _finished(command: Any) -> Any:
    """The command with its help lines whole: click cuts those that it takes from a docstring."""
    for below in getattr(command, "commands", {}).values():
        _finished(below)
        if not below.short_help and below.help:
            below.short_help = " ".join(below.help.split("\n\n")[0].split())
    return command


def _show_version(asked: bool) -> None:
    if asked:
        from prover.settings.version import __version__

        echo(f"olympiad {__version__}")
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
            sys.stderr.write(fault.format_message().rstrip() + "\n")
        return exits.BAD_INPUT
    path = fault.ctx.command_path if getattr(fault, "ctx", None) else "olympiad"
    return fail(f"{text.rstrip('.')}; see '{path} --help'", exits.BAD_INPUT, as_json)


if __name__ == "__main__":
    sys.exit(main())
