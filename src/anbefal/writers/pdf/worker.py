"""The worker: a program of its own in which typst runs, so that its end is not the end of ours.

typst gives up its whole process where memory is short. This file is run by `press`, imports
nothing of ours, and is told on the command line where typst is. It reads an order and writes an
answer, over and over: a line of JSON, and the PDF file behind it. It ends with its input.
"""

import json
import signal
import sys
from contextlib import suppress
from typing import BinaryIO


def serve(orders: BinaryIO, answers: BinaryIO) -> None:
    """Carry out every order."""
    for line in orders:
        told, printed = carry_out(json.loads(line))
        answers.write(json.dumps({**told, "size": len(printed)}).encode() + b"\n")
        answers.write(printed)
        answers.flush()


def carry_out(order: dict[str, object]) -> tuple[dict[str, str], bytes]:
    """Print a source; give what went wrong, and the PDF file."""
    import typst

    folder = str(order["folder"])
    try:
        printed: bytes = typst.compile(  # type: ignore[call-overload]
            str(order["source"]).encode("utf-8"),
            root=folder,
            ignore_system_fonts=True,
            format="pdf",
            package_path=folder,
            package_cache_path=folder,
            pdf_standards=["ua-1"] if order["accessible"] else [],
            timestamp=0,
        )
    except typst.TypstError as error:
        return {"error": error.message, "places": error.diagnostic}, b""
    except BaseException as error:
        # A panic of typst's is no Exception.
        return {"error": str(error), "places": ""}, b""
    return {}, printed


if __name__ == "__main__":
    # Ctrl-C ends it at once: Python's own way waits until typst is done.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.path.append(sys.argv[1])
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, sys.stdout.buffer)
