"""Whether asking a model sends anything beyond this machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from prover.llm.config import LLMConfig, ModelRole


def leaves_machine(config: LLMConfig, *roles: ModelRole) -> bool:
    """Whether a model of one of `roles` is served by another machine than this one."""
    names = {name for role in roles for name in config.names_for(role)}
    return any(not _is_here(config.resolve(name)[2].url) for name in names)


def _is_here(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name: wherever it leads, nobody promises that it is here
        return False
