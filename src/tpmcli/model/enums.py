"""`Enum` as `enum` has it, and cheaper to define.

`enum.Enum` takes some twenty microseconds for each member, and every command defines hundreds of
members with the texts of what can be wrong, though mostly nothing is. Here a member is an object
with a name and a value, made once; type checkers see the original.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from enum import Enum as Enum  # noqa: PLC0414 - for others to import
else:

    class _Definition(type):
        """Makes members of the public names of a class that are no functions."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            values = {
                key: value
                for key, value in body.items()
                if not key.startswith("_") and not hasattr(value, "__get__")
            }
            rest = {key: value for key, value in body.items() if key not in values}
            made = super().__new__(cls, name, bases, rest)
            made._members = {}
            for key, value in values.items():
                member = made._members[key] = made.__new__(made)
                member.name, member.value = key, value
                setattr(made, key, member)
            return made

        def __iter__(cls) -> Any:
            return iter(cls._members.values())

        def __len__(cls) -> int:
            return len(cls._members)

        def __getitem__(cls, name: str) -> Any:
            return cls._members[name]

    class Enum(metaclass=_Definition):
        """The base of enumerations. Members are compared by identity."""

        def __repr__(self) -> str:
            return f"{type(self).__name__}.{self.name}"

        def __reduce__(self) -> tuple[Any, ...]:
            # A copy is the member itself.
            return getattr, (type(self), self.name)
