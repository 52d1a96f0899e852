"""`NamedTuple` as `typing` has it, and cheaper to define.

`typing.NamedTuple` compiles the annotation of every field. A command that judges a gate defines
some sixty tuples with three hundred fields, and that alone took longer than judging. Here only the
names and the defaults are looked at; type checkers see the original.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - for others to import
else:
    from collections import namedtuple

    class _Definition(type):
        """Makes a tuple with named fields of a class that lists them as annotations."""

        def __new__(cls, name: str, _: tuple[type, ...], body: dict[str, Any]) -> type:
            annotations = body.pop("__annotations__", {})
            defaults = [body.pop(field) for field in annotations if field in body]
            found = namedtuple(  # noqa: PYI024
                name, annotations, defaults=defaults, module=body["__module__"]
            )
            found.__annotations__ = found.__new__.__annotations__ = annotations
            for key, value in body.items():
                setattr(found, key, value)
            return found

    NamedTuple = type.__new__(_Definition, "NamedTuple", (), {})
