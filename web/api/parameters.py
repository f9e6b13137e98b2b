"""What stands in a query is known, and stands there once: a slip of the pen is no default."""

from __future__ import annotations

from difflib import get_close_matches

from fastapi import Request

from web.api.errors import ApiError


async def known_parameters(request: Request) -> None:
    """For every route. Raises `ApiError` for a parameter that it does not have, or has twice."""
    known = {field.alias for field in request.scope["route"].dependant.query_params}
    names = [name for name, _ in request.query_params.multi_items()]
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            said = f"did you mean {near[0]!r}?" if near else "/docs lists those there are"
            raise ApiError(
                422, "invalid-request", f"there is no query parameter {name[:40]!r} here; {said}"
            )
        if names.count(name) > 1:
            raise ApiError(
                422,
                "invalid-request",
                f"the query parameter {name!r}: is given twice; give it once",
            )
