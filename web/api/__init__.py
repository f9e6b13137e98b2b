"""The REST API over runs and checks. `create_app` builds it; `python -m web.api` serves it."""

from web.api.app import create_app

__all__ = ["create_app"]
