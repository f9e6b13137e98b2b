"""Serve a language model here, or try the ones that are configured."""

from __future__ import annotations

import os
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
    """Ask each configured model for one word, and say what it answers, costs and is used for.

    Exits with 0 when all of them answer, with 1 when one does not, with 2 without any.
    """
    import asyncio

    from prover.llm.config import load_config
    from prover.settings.settings import load_settings, use

    models = load_config(settings=use(load_settings(project=config)))
    models.resolve("writer")
    rows = asyncio.run(_ask_all(models))
    if json:
        from prover.cli.outputs import AskedModel, ModelsOutput

        print_json(ModelsOutput(models=tuple(AskedModel(**row) for row in rows)))
    else:
        _print_rows(rows)
    return exits.PROVED if all(row["ok"] for row in rows) else exits.NOT_PROVED


CHECK_SECONDS = 60.0
CHECK_TOKENS = 256


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
    from prover.llm.errors import LLMError, Truncated
    from prover.llm.messages import user

    model = client.config.models[name]
    endpoint = client.config.endpoints[model.endpoint]
    row: dict[str, Any] = {
        "model": name,
        "url": endpoint.url,
        "roles": [r for r, names in client.config.roles.items() if name in names],
        "note": " ".join(client.config.notes((name,))),
        "ok": True,
    }
    try:
        answer = await client.complete(
            name,
            (user("Answer with the one word: ready"),),
            max_tokens=CHECK_TOKENS,
            purpose="check",
            prompt_hash="",
        )
        said, latency = answer.text, answer.latency
    except Truncated:
        said, latency = "thinks beyond the short answer that was asked for", None
    except LLMError as fault:
        return {**row, "ok": False, "detail": str(fault)}
    return {**row, "detail": " ".join(said.split())[:80], "seconds": latency}


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
