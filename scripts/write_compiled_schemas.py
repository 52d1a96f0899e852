"""Writes src/tpmcli/store/formats/compiled_schemas.py from the formats."""

from pathlib import Path

from tpmcli.store.formats import schema_compiler

TARGET = Path(schema_compiler.__file__).with_name("compiled_schemas.py")

if __name__ == "__main__":
    TARGET.write_text(schema_compiler.source(), encoding="utf-8")
    print(f"written: {TARGET}")
