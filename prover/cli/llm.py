"""Serve a language model here, or try the ones that are configured."""

from __future__ import annotations

import os
from json import dumps
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, echo, print_json, stderr, stdout

if TYPE_CHECKING:
    from prover.llm.config import LLMConfig
    from prover.llm.serving.plan import ServePlan

COMMAND = "llm"

app = typer.Typer(no_args_is_help=True)

ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Instead of olympiad.toml of this folder."),
]
DEFAULT_PORT = 8000


@app.callback()
def _group() -> None:
    """Serve a language model here, or try the ones that are configured."""


@app.command()
def up(
    embedded: Annotated[
        bool,
        typer.Option(
            "--embedded", help="The small model in a wheel: shows the plumbing, proves nothing."
        ),
    ] = False,
    simulated: Annotated[
        bool, typer.Option("--simulated", help="Simulated models with known skills, for tests.")
    ] = False,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="The weights that vLLM serves.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", metavar="NUMBER", min=0, max=65535, help="The port; 0: a free one."),
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", metavar="NUMBER", help="Of the simulated world.")
    ] = 0,
    show: Annotated[
        bool, typer.Option("--print", help="Print vLLM's configuration and start nothing.")
    ] = False,
    config: ConfigOption = None,
) -> int:
    """Start a model server and print its endpoint; Ctrl-C ends it.

    Without --embedded or --simulated: vLLM through Ray Serve, as the table [serve] of olympiad.toml
    says.
    """
    if embedded and simulated:
        raise typer.BadParameter("--embedded and --simulated exclude each other")
    if embedded or simulated:
        if model is not None or show:
            raise typer.BadParameter("--model and --print are for vLLM only")
        number = DEFAULT_PORT if port is None else port
        return _up_embedded(number) if embedded else _up_simulated(number, seed)
    from prover.llm.serving.plan import load_plan
    from prover.llm.serving.process import check_installed

    if not show:
        check_installed()  # before anybody looks for weights that nothing here can serve
    plan = load_plan(config, {"model": model, "port": port})
    if show:
        echo(plan.render(), end="")
        return exits.PROVED
    return _up_vllm(plan)


def _up_embedded(port: int) -> int:
    from prover.llm.embedded.weights import weights
    from prover.llm.own_models import EMBEDDED, EMBEDDED_NOTE

    path = weights()
    stderr().print(f"loading {EMBEDDED} …")
    from prover.llm.embedded.app import EmbeddedApp
    from prover.llm.embedded.generation import Generator

    # Half of the cores: threads that wait for a busy core slow a small model down tenfold.
    generator = Generator(path, threads=max(1, (os.cpu_count() or 2) // 2))
    return _serve(EmbeddedApp(generator).asgi, port, EMBEDDED, EMBEDDED_NOTE)


def _up_simulated(port: int, seed: int) -> int:
    from prover.llm.own_models import SIMULATED, SIMULATED_NOTE
    from prover.simulated import Simulator
    from prover.simulated.app import SimulatorApp

    simulator = Simulator(seed=seed)
    return _serve(SimulatorApp(simulator).asgi, port, SIMULATED, SIMULATED_NOTE)


def _serve(asgi: Any, port: int, name: str, note: str) -> int:
    import signal

    from prover.llm.local_server import LocalServer

    server = LocalServer(asgi, port=port)
    try:
        server.start()
    except OSError as fault:
        raise typer.BadParameter(str(fault)) from None
    try:
        _print_endpoint(server.url, name, note)
        signal.pause()
    except KeyboardInterrupt:
        stderr().print("stopped")
    finally:
        server.stop()
    return exits.PROVED


def _up_vllm(plan: ServePlan) -> int:
    from prover.llm.serving.process import ServingProcess

    with ServingProcess(plan) as serving:
        stderr().print(f"starting vLLM with {plan.model}; large models take minutes …")
        serving.wait_until_ready()
        _print_served(plan)
        return exits.PROVED if serving.wait() == 0 else exits.NOT_PROVED


def _print_served(plan: ServePlan) -> None:
    _print_endpoint(plan.url, plan.served_name, "")
    echo("or, with its context and its concurrency, in olympiad.toml:\n")
    echo(plan.client_file())


def _print_endpoint(url: str, name: str, note: str) -> None:
    echo(f"serving {name} at {url}")
    if note:
        echo(f"note: {note}")
    echo(f"export OLYMPIAD_LLM_URL={quote(url)} OLYMPIAD_LLM_MODEL={quote(name)}")


@app.command()
def check(config: ConfigOption = None, json: JsonOption = False) -> int:
    """Ask each configured model for a proof and a report, as `prove` does, and say what it answers.

    Where its server refuses how it is asked, the lines for olympiad.toml are printed that make it work.
    Exits with 0 when all of them answer, with 1 when one does not, with 2 without any.
    """
    import asyncio

    from prover.llm.config import load_config
    from prover.settings.settings import load_settings, use

    models = load_config(settings=use(load_settings(project=config)))
    models.resolve("writer")
    names = ", ".join(models.models)
    stderr().print(f"asking {names} for a proof and a report; thinking may take minutes …")
    rows = asyncio.run(_ask_all(models))
    if json:
        from prover.cli.outputs import AskedModel, ModelsOutput

        print_json(ModelsOutput(models=tuple(AskedModel(**row) for row in rows)))
    else:
        _print_rows(rows)
    return exits.PROVED if all(row["ok"] for row in rows) else exits.NOT_PROVED


CHECK_SECONDS = 900.0


async def _ask_all(models: LLMConfig) -> list[dict[str, Any]]:
    import asyncio

    from prover.limits.budget import Budget
    from prover.llm.client import Client

    budget = Budget(wall=CHECK_SECONDS)
    client = Client(models, budget=budget, emit=lambda body: None)
    try:
        return list(await asyncio.gather(*(_ask(client, name) for name in models.models)))
    finally:
        await client.close()


async def _ask(client: Any, name: str) -> dict[str, Any]:
    from prover.deepthink.probe import probe

    model = client.config.models[name]
    endpoint = client.config.endpoints[model.endpoint]
    found = await probe(client, name)
    return {
        "model": name,
        "url": endpoint.url,
        "roles": [r for r, names in client.config.roles.items() if name in names],
        "note": " ".join(client.config.notes((name,))),
        "ok": found.ok,
        "detail": found.detail,
        "seconds": found.seconds,
        "tokens": found.tokens,
        "configuration": _configuration(client.config, name, found.settings),
    }


def _configuration(models: LLMConfig, name: str, settings: dict[str, dict[str, Any]]) -> str:
    """The lines of olympiad.toml that say `settings`, whole tables for the model of the environment."""
    from prover.llm.config import ENVIRONMENT, ROLES

    if not settings:
        return ""
    model = models.models[name]
    endpoint = models.endpoints[model.endpoint]
    tables = {
        f"endpoints.{model.endpoint}": settings.get("endpoints", {}),
        f"models.{name}": settings.get("models", {}),
    }
    if name == ENVIRONMENT:
        where = {"url": endpoint.url, "key_env": endpoint.key_env}
        who = {"endpoint": CHECKED, "name": model.name, "max_tokens": model.max_tokens}
        if model.context is not None:
            who["context"] = model.context
        tables = {
            f"endpoints.{CHECKED}": {**where, **settings.get("endpoints", {})},
            f"models.{CHECKED}": {**who, **settings.get("models", {})},
            "roles": dict.fromkeys(ROLES, CHECKED),
        }
    return "\n".join(
        f"[{table}]\n" + "".join(f"{key} = {dumps(value)}\n" for key, value in fields.items())
        for table, fields in tables.items()
        if fields
    )


CHECKED = "checked"
"""The name in those lines of the model that the environment's two variables name."""


def _print_rows(rows: list[dict[str, Any]]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("", "model", "roles", "answers", "endpoint"):
        table.add_column(column, overflow="fold")
    for row in rows:
        word, colour = ("ok", "green") if row["ok"] else ("fails", "red")
        roles = ", ".join(row["roles"]) or "none"
        table.add_row(
            f"[{colour}]{word}[/]",
            escape(row["model"]),
            roles,
            escape(row["detail"]),
            escape(row["url"]),
        )
    stdout().print(table)
    for note in sorted({row["note"] for row in rows if row["note"]}):
        stdout().print(f"note: {escape(note)}")
    for row in rows:
        if row["configuration"]:
            echo(
                f"\n{row['model']} works with this in olympiad.toml, and without it after refusals:\n"
            )
            echo(row["configuration"])
