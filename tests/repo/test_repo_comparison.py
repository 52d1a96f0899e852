"""Two states of a repository that cannot be merged."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Remedy, RemedyText
from tpmcli.repo.comparison import Comparison

Run = Callable[..., str]


@pytest.mark.parametrize(
    ("path", "remedy"),
    [
        (".tpm/project.yaml", Remedy.RESOLVE_MERGE_OF_RECORD),
        ("parts/.tpm/project.yaml", Remedy.RESOLVE_MERGE_OF_RECORD),
        # A folder whose name ends so is no project.
        ("notes.tpm/project.yaml", Remedy.RESOLVE_MERGE),
        ("main.py", Remedy.RESOLVE_MERGE),
    ],
)
def test_tpm_merge_is_named_for_a_project_file_alone(
    repository: Path, git: Run, path: str, remedy: RemedyText
) -> None:
    file = repository / path
    file.parent.mkdir(parents=True, exist_ok=True)

    def commit(text: str) -> None:
        file.write_text(text)
        git(repository, "add", "-A")
        git(repository, "commit", "-qm", text)

    commit("base")
    git(repository, "checkout", "-qb", "topic")
    commit("ours")
    git(repository, "checkout", "-q", "main")
    commit("theirs")
    with pytest.raises(InvalidInputError) as caught:
        Comparison(str(repository), "main", "topic", os.environ)
    (problem,) = caught.value.problems
    assert (problem.flaw, problem.words) == (Flaw.MERGE_CONFLICTS, ("main", (path,)))
    assert isinstance(problem.hint, Hint)
    assert problem.hint.remedy is remedy
