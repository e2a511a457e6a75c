"""Run anbefal as ``python -m anbefal``."""

from anbefal.cli.main import run

if __name__ == "__main__":
    run()
