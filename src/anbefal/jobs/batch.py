"""Batch: judge many drafts, shared among processes, and looked up in the cache where it pays.

Neither changes a result, or the order.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from anbefal import rules
from anbefal.jobs.cache import KEY_BYTES, NO_KEY, Cache, cache_key, open_cache
from anbefal.jobs.collector import undisturbed
from anbefal.jobs.drafts import Loaded, load_draft
from anbefal.jobs.judge import Judgement, judge_loaded, let_go
from anbefal.jobs.processes import share, worth
from anbefal.tree import Node
from anbefal.values import Unpackable, packer, replace, unpacker
from anbefal.workspace import Workspace, draft_bytes, relative

T = TypeVar("T")

CACHE_FROM = 30
"""Drafts: below, looking into the cache costs what it saves."""

_pack = packer(Node)


def judge_many(workspace: Workspace, files: Sequence[Path]) -> list[Judgement]:
    """Judge the drafts in some files, in order."""
    cache = open_cache(workspace, "lint") if len(files) >= CACHE_FROM else None
    unpack = unpacker(Judgement, Node)
    judged = [_look_up(cache, unpack, workspace, file) if cache else None for file in files]
    missing = [file for file, known in zip(files, judged, strict=True) if known is None]
    # What every process needs is loaded once, before they part.
    workspace.find_template(workspace.assembly.default_template)

    def work(part: Sequence[Path]) -> list[bytes]:
        return [_answer(workspace, file) for file in undisturbed(part)]

    fresh = share(work, missing, worth(len(missing)))
    numbers = [number for number, known in enumerate(judged) if known is None]
    for number, answer in zip(numbers, fresh, strict=True):
        if not answer:
            judged[number] = judge_loaded(load_draft(workspace, files[number]), workspace)
            continue
        key, packed = answer[:KEY_BYTES], answer[KEY_BYTES:]
        judged[number] = _unpack(unpack, packed)
        if cache and key != NO_KEY:
            cache.keep(key, packed)
    if cache:
        cache.close()
    return [known for known in judged if known]


def _look_up(
    cache: Cache, unpack: Callable[[bytes], Judgement], workspace: Workspace, file: Path
) -> Judgement | None:
    data = draft_bytes(file)
    kept = cache.get(cache_key(relative(workspace.root, file), data)) if data else None
    try:
        return _unpack(unpack, kept) if kept else None
    except Unpackable:
        return None


def _answer(workspace: Workspace, file: Path) -> bytes:
    """Give the key under which a draft's judgement may be kept, and the judgement.

    Nothing for one that cannot be handed on from process to process.
    """
    loaded = load_draft(workspace, file)
    judgement = judge_loaded(loaded, workspace)
    let_go(loaded.draft)
    key = cache_key(loaded.draft.path, loaded.data) if stands_alone(loaded) else NO_KEY
    try:
        return key + _pack(judgement)
    except Unpackable:
        return b""


def stands_alone(loaded: Loaded) -> bool:
    """Tell whether a draft's own bytes are all that it depends on.

    What lies beside a draft is in no key: one that shows pictures is judged anew each time.
    """
    return bool(loaded.data) and not any("![" in line for line in loaded.draft.lines)


def _unpack(unpack: Callable[[bytes], Judgement], packed: bytes) -> Judgement:
    judgement = unpack(packed)
    return replace(judgement, draft=rules.recall(judgement.draft))
