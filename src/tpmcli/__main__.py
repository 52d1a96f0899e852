"""`python -m tpmcli` is `tpm`."""

from tpmcli.cli.main import run

if __name__ == "__main__":
    run()
