"""The one place where an exception becomes an exit code and a message.

An uncaught Python exception would exit 1, which here means "evaluated, and not met".
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from tpmcli.cli.console import print_data, print_fix, print_message, style_for
from tpmcli.cli.context import asked
from tpmcli.model.errors import Exit, MessageError, RefusedError, UnevaluatedError
from tpmcli.model.fix import Fix
from tpmcli.model.problem import Hint, Problem, Remedy
from tpmcli.text.sanitize import sanitize, sanitize_line


def run_guarded(work: Callable[[], int], arguments: Sequence[str]) -> int:
    """Return the exit code of `work`, and print its error, if any, as text or as JSON."""
    try:
        return work()
    except UnevaluatedError as error:
        if wants_json(arguments):
            from tpmcli.render.problem import problems_json

            print_data(problems_json(_placed(error.problems)))
        else:
            _print_problems(error.problems)
        return error.code
    except MessageError as error:
        _print_error(_text(error), error.hint)
        return error.code
    except KeyboardInterrupt:
        print_message("interrupted")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        return Exit.OK
    except Exception as error:  # noqa: BLE001 - the boundary: nothing may exit 1 by accident
        return _bug(error)


def _placed(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems with hints for the place where the reader stands."""
    from tpmcli.app.place import place_here
    from tpmcli.model.place import placed_hint

    place = place_here(asked())
    return [problem._replace(hint=placed_hint(problem.hint, place)) for problem in problems]


def wants_json(arguments: Sequence[str]) -> bool:
    """Return whether the command line asks for JSON, judged by its words alone."""
    pairs = zip(arguments, [*arguments[1:], ""], strict=True)
    return any(
        word == "--format=json" or (word == "--format" and value == "json") for word, value in pairs
    )


def _text(error: MessageError) -> str:
    if not isinstance(error, RefusedError):
        return error.message
    from tpmcli.render.finding import error_text

    return error_text(error)


def _print_error(message: str, hint: Fix | Hint | None) -> None:
    style = style_for(sys.stderr, os.environ)
    first, *others = sanitize(message).split("\n")
    lines = style.labelled("error:", first, "", "red", "bold")
    # What stands below is indented, such as the items that are open.
    for line in others:
        text = line.lstrip(" ")
        indent = line.removesuffix(text)
        lines += style.paragraph(text, indent, f"{indent}  ")
    print_message("\n".join(lines))
    print_fix(hint)


def _print_problems(problems: Sequence[Problem]) -> None:
    from tpmcli.render.problem import problem_message

    style = style_for(sys.stderr, os.environ)
    for problem in problems:
        place, message = _place(problem), sanitize_line(problem_message(problem))
        print_message(f"{style.paint(place, 'bold')}{message}")
        print_fix(problem.hint)
    count = len(problems)
    print_message(
        f"{'1 problem' if count == 1 else f'{count:,} problems'}; nothing was checked or recorded"
    )


def _place(problem: Problem) -> str:
    if not problem.file:
        return ""
    line = f":{problem.line}:{problem.column}" if problem.line else ""
    return f"{sanitize_line(problem.file)}{line}: "


def _bug(error: Exception) -> int:
    if os.environ.get("TPM_DEBUG"):
        from traceback import format_exc

        print_message(sanitize(format_exc().rstrip()))
    name = type(error).__name__
    _print_error(
        f"internal error ({name}: {sanitize_line(str(error))[:200]}); nothing was decided",
        Hint(Remedy.OTHER, ("run it again with TPM_DEBUG=1 and report the traceback",)),
    )
    return Exit.BUG
