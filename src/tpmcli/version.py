"""The version of this tool, in one place."""

__version__ = "1.0.0"
