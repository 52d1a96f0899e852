"""The documents that a check examines, under the names that projects give them."""

from tpmcli.checks.base import CheckContext, FailedError, FoundFiles
from tpmcli.checks.sources import find, found_files
from tpmcli.model.checklist import CITED


def find_documents(context: CheckContext, glob: str) -> FoundFiles:
    """Return the files that a path or glob names, or else those usually meant by it.

    Raises: FailedError if there is none either, CannotRunError if the glob is invalid.
    """
    try:
        return find(context, glob)
    except FailedError:
        if glob == CITED:
            raise
        from tpmcli.text.usual_names import usual_paths

        for tree in (context.artifacts, context.tree):
            paths = usual_paths(glob, tree.files()) if tree is not None else []
            if tree is not None and paths:
                return found_files(glob, paths, tree, from_run=tree is context.artifacts)
        raise
