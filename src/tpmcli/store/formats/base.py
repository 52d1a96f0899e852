"""What every format is built from: the strict closed mapping and the kinds of text in it.

A format uses only constraints that JSON Schema can express, because the JSON Schema and the shape
that `validate` walks are made from it. Patterns avoid ``\\s``, ``\\d``, ``\\w`` and look-around:
the regular expressions of pydantic, of Python and of JSON Schema differ there.
"""

from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from tpmcli.model.problem import Term

_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
# A segment of a path that is neither `.` nor `..`; without look-around, by what follows the dots.
_SEGMENT = r"(\.{0,2}[^./\\{}:\x00-\x1f][^/\\{}:\x00-\x1f]*|\.{3}[^/\\{}:\x00-\x1f]*)"

SLUG = f"^{_SLUG}$"
ITEM_ID = rf"^{_SLUG}\.{_SLUG}$"
TEXT = r"^[^\x00-\x20]"
LINE = r"^[^\x00-\x20][^\x00-\x1f]*$"
GLOB = f"^{_SEGMENT}(/{_SEGMENT})*$"
NAME_OR_FILE = rf"^({_SLUG}|{_SEGMENT}(/{_SEGMENT})*\.yaml)$"
NAME_OR_TEMPLATE = rf"^({_SLUG}|{_SEGMENT}(/{_SEGMENT})*\.md)$"
EMAIL = r"^[^@\x00-\x20]+@[^@\x00-\x20]+$"
ALIAS = r"^([^@\x00-\x20]+@[^@\x00-\x20]+|github:[A-Za-z0-9-]+(\[bot\])?|gitlab:[A-Za-z0-9_.-]+)$"
ROLE_OR_EMAIL = rf"^({_SLUG}|[^@\x00-\x20]+@[^@\x00-\x20]+)$"
SHORT_NAME = "^[A-Za-z0-9][A-Za-z0-9/&-]{0,7}$"
DAYS = "^[1-9][0-9]{0,4}d$"
DAYS_OR_NEVER = "^([1-9][0-9]{0,4}d|never)$"
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
DAY_OR_NOW = "^([0-9]{4}-[0-9]{2}-[0-9]{2}|now)$"
SECONDS = "^[1-9][0-9]{0,4}[sm]$"
URL = r"^https?://[^\x00-\x20]+$"
VERSIONS = r"^(>=|<|==|~=) *[0-9]+(\.[0-9]+)*( *, *(>=|<|==|~=) *[0-9]+(\.[0-9]+)*)*$"

# What a person should have written, for each pattern that a format uses.
FORMS = {
    SLUG: Term.SLUG,
    ITEM_ID: Term.ITEM_ID,
    TEXT: Term.UNINDENTED_TEXT,
    LINE: Term.LINE,
    GLOB: Term.PATH,
    NAME_OR_FILE: Term.CHECKLIST,
    NAME_OR_TEMPLATE: Term.TEMPLATE,
    EMAIL: Term.EMAIL,
    ALIAS: Term.ALIAS,
    ROLE_OR_EMAIL: Term.ROLE_OR_EMAIL,
    SHORT_NAME: Term.SHORT_NAME,
    DAYS: Term.DAYS,
    DAYS_OR_NEVER: Term.DAYS_OR_NEVER,
    DAY: Term.DAY,
    DAY_OR_NOW: Term.DAY_OR_NOW,
    SECONDS: Term.SECONDS,
    URL: Term.URL,
    VERSIONS: Term.VERSIONS,
}


class Kept(NamedTuple):
    """How the model keeps a key, where that is not as it stands under the key's own name.

    Metadata of a field. `name`: the attribute. `as_`: a class of the model whose value the text
    names, or a way of `fields.py`. `when`: the attribute is whether the key has this text.
    """

    name: str = ""
    as_: type | str = ""
    when: str = ""


Slug = Annotated[str, Field(pattern=SLUG, max_length=80)]
RoleName = Annotated[str, Field(pattern=SLUG, max_length=24)]
ItemId = Annotated[str, Field(pattern=ITEM_ID, max_length=161)]
Text = Annotated[str, Field(pattern=TEXT, max_length=10_000)]
Line = Annotated[str, Field(pattern=LINE, max_length=500)]
PersonName = Annotated[str, Field(pattern=LINE, max_length=80)]
Glob = Annotated[str, Field(pattern=GLOB, max_length=500)]
NameOrFile = Annotated[str, Field(pattern=NAME_OR_FILE, max_length=500)]
NameOrTemplate = Annotated[str, Field(pattern=NAME_OR_TEMPLATE, max_length=500)]
Email = Annotated[str, Field(pattern=EMAIL, max_length=320)]
Alias = Annotated[str, Field(pattern=ALIAS, max_length=320)]
RoleOrEmail = Annotated[str, Field(pattern=ROLE_OR_EMAIL, max_length=320)]
Days = Annotated[str, Field(pattern=DAYS), Kept(as_="days")]
DaysOrNever = Annotated[str, Field(pattern=DAYS_OR_NEVER), Kept(as_="days")]
Day = Annotated[str, Field(pattern=DAY), Kept(as_="day")]
DayOrNow = Annotated[str, Field(pattern=DAY_OR_NOW), Kept(as_="day or now")]
Seconds = Annotated[str, Field(pattern=SECONDS)]
Url = Annotated[str, Field(pattern=URL, max_length=2000)]
Versions = Annotated[str, Field(pattern=VERSIONS, max_length=200)]

# The default of a key that may be absent and has no value of its own. It is never a value in a
# file: null is refused like every other wrong type.
ABSENT: Any = None


def _all_different(values: list[Any]) -> list[Any]:
    twice = next((value for index, value in enumerate(values) if value in values[:index]), None)
    if twice is not None:
        # An entry that is a map is known by the role that it is about.
        name = getattr(twice, "role", twice)
        raise PydanticCustomError("listed_twice", "lists {value} twice", {"value": name})
    return values


# Metadata for a list in which nothing may stand twice.
UNIQUE = AfterValidator(_all_different)
UNIQUE_SCHEMA: dict[str, Any] = {"uniqueItems": True}

Slugs = Annotated[list[Slug], UNIQUE, Field(json_schema_extra=UNIQUE_SCHEMA)]
Globs = Annotated[list[Glob], UNIQUE, Field(json_schema_extra=UNIQUE_SCHEMA)]


Texts = Annotated[list[Text], Field(min_length=1)]
Lines = Annotated[list[Line], Field(min_length=1)]


def key_of(field: str) -> str:
    """Return the key in the file for a field: hyphens, no underscore behind a keyword."""
    return field.rstrip("_").replace("_", "-")


class BaseFormat(BaseModel):
    """A mapping that refuses unknown keys and converts nothing: ``"no"`` never becomes False."""

    kept_as: ClassVar[tuple[type | str, ...]] = ()
    """The classes of the model that keep what the mapping holds, or the name of a mapping that
    does; () if it is kept as it is."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        alias_generator=key_of,
        allow_inf_nan=False,
        hide_input_in_errors=True,
    )


class OneKeyFormat(BaseFormat):
    """A mapping that has exactly one of its keys."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    @model_validator(mode="before")
    @classmethod
    def _one_key(cls, value: Any) -> Any:
        if isinstance(value, dict) and len(value) != 1:
            raise PydanticCustomError("one_kind", "must have exactly one key, its kind")
        return value


class OneMoreFormat(BaseFormat):
    """A mapping that has at least one key beside those that are required."""

    @model_validator(mode="before")
    @classmethod
    def _one_more(cls, value: Any) -> Any:
        fields = cls.model_fields.items()
        required = {key_of(name) for name, field in fields if field.is_required()}
        if isinstance(value, dict) and value.keys() == required:
            others = [key for name, _ in fields if (key := key_of(name)) not in required]
            raise PydanticCustomError("asks_nothing", "needs one of {keys}", {"keys": others})
        return value
