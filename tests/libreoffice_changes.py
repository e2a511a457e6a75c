"""Let LibreOffice accept or reject all changes of DOCX files, and tell what it then shows.

Run by the system's own Python, which has the bridge to LibreOffice. Arguments: the program, a
folder for its profile, and for each file its path behind "accept:", "reject:" or "show:". Prints a
line of JSON a file: its paragraphs, each with style, list label, indent and words. One process of
LibreOffice serves them all.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PATIENCE = 60
COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}
PARAGRAPH = ("ListLabelString", "NumberingLevel", "ParaStyleName")
CHARACTER = ("CharPosture", "CharStrikeout", "CharStyleName", "CharWeight", "HyperLinkURL")


def main(soffice, profile, orders):
    """Start the program, serve all files, and end it."""
    name = f"anbefal{profile.name}"
    started = subprocess.Popen(
        [
            soffice,
            *("--headless", "--norestore", "--nologo", f"--accept=pipe,name={name};urp;"),
            f"-env:UserInstallation={profile.as_uri()}",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    desktop = None
    try:
        context = connect(name, started)
        manager = context.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        helper = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        for order in orders:
            choice, _, path = order.partition(":")
            print(json.dumps(serve(desktop, helper, Path(path), choice)), flush=True)
    finally:
        if desktop:
            desktop.terminate()
        started.wait(PATIENCE)


def connect(name, started):
    """Wait until the program listens."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(PATIENCE * 10):
        try:
            return resolver.resolve(f"uno:pipe,name={name};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if started.poll() is not None:
                break
            time.sleep(0.1)
    raise SystemExit("LibreOffice did not start")


def serve(desktop, helper, file, choice):
    """Open a file, accept or reject everything, and tell what is there."""
    hidden = PropertyValue("Hidden", 0, True, 0)
    document = desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, (hidden,))
    if choice in COMMANDS:
        frame = document.getCurrentController().getFrame()
        helper.executeDispatch(frame, COMMANDS[choice], "", 0, ())
    told = list(blocks(document.getText()))
    document.close(True)
    return told


def blocks(text):
    """Give the paragraphs, and those in the cells of tables."""
    for block in each(text):
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.getCellNames():
                for style, label, left, words in blocks(block.getCellByName(name)):
                    yield f"{name} {style}", label, left, words
        else:
            label, left, style = block.getPropertyValues(PARAGRAPH)
            yield style, label, left, runs(block)


def runs(paragraph):
    """Give the words, neighbours that look alike as one."""
    found = []
    for portion in portions(paragraph):
        kind = portion.TextPortionType
        if kind == "Footnote":
            inside = [words for _, _, _, words in blocks(portion.Footnote)]
            words, look = json.dumps(inside), "note"
        elif kind in ("Text", "Frame", "TextContent", "TextField"):
            slant, struck, style, weight, link = portion.getPropertyValues(CHARACTER)
            marks = (slant.value == "ITALIC", bool(struck), style, weight > 100, link)
            words, look = portion.getString() if kind == "Text" else kind, json.dumps(marks)
        else:
            continue
        if found and found[-1][1] == look:
            found[-1][0] += words
        elif words:
            found.append([words, look])
    return found


def portions(paragraph):
    """Give a paragraph's portions, those in content controls too."""
    for portion in each(paragraph):
        if portion.TextPortionType == "ContentControl":
            yield from portions(portion.ContentControl)
        else:
            yield portion


def each(container):
    """Give what an enumeration gives."""
    enumeration = container.createEnumeration()
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
