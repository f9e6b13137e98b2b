"""Show every setting with its value and where that comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prover.cli import exits
from prover.cli.console import JsonOption, print_json, stdout
from prover.cli.options import PresetOption, SetOption, settings_in_force

if TYPE_CHECKING:
    from pydantic import JsonValue

COMMAND = "settings"


def command(
    preset: PresetOption = None, assignments: SetOption = None, json: JsonOption = False
) -> int:
    """Show every setting with its value and where that comes from.

    The command line goes before the environment, that before olympiad.toml of this folder, that
    before ~/.config/olympiad/olympiad.toml, and that before the defaults. Keys are not shown.
    """
    settings = settings_in_force(assignments, json, preset=preset)
    names = list(type(settings).model_fields)
    if json:
        from prover.cli.outputs import SettingsOutput, SettingValue

        listed = {
            name: SettingValue(
                value=settings.shown(name),
                origin=settings.origin(name).kind,
                where=settings.origin(name).where or None,
            )
            for name in names
        }
        print_json(SettingsOutput(settings=listed, warnings=settings.warnings))
        return exits.PROVED
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("setting", "value", "origin"):
        table.add_column(column, overflow="fold")
    for name in names:
        table.add_row(name, escape(_text(settings.shown(name))), escape(str(settings.origin(name))))
    stdout().print(table)
    return exits.PROVED


def _text(value: JsonValue) -> str:
    from pydantic_core import to_json

    if value is None or value == {}:
        return "-"
    return value if isinstance(value, str) else to_json(value).decode()
