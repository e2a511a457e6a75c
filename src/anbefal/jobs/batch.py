"""Batch: judge many drafts, shared among processes, and looked up in the cache where it pays.

Neither changes a result, or the order.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from anbefal import rules, tree
from anbefal.jobs.cache import KEY_BYTES, NO_KEY, Cache, cache_key, open_cache
from anbefal.jobs.collector import without_collector
from anbefal.jobs.drafts import draft_bytes, load_draft
from anbefal.jobs.judge import Judgement, judge_loaded
from anbefal.jobs.processes import share, worth
from anbefal.tree import Node
from anbefal.values import Unpackable, packer, replace, unpacker
from anbefal.workspace import Workspace, relative

T = TypeVar("T")

CACHE_FROM = 30
"""Drafts: below, looking into the cache costs what it saves."""
COLLECT_EACH = 200

_pack = packer(Node)


def judge_many(workspace: Workspace, files: Sequence[Path]) -> list[Judgement]:
    """Judge the drafts in some files, in order."""
    # A dictionary of the system's is in no key.
    pays = len(files) >= CACHE_FROM and not workspace.assembly.spelling.on
    cache = open_cache(workspace) if pays else None
    unpack = unpacker(Judgement, Node)
    judged = [_look_up(cache, unpack, workspace, file) if cache else None for file in files]
    missing = [file for file, known in zip(files, judged, strict=True) if known is None]
    # What every process needs is loaded once, before they part.
    workspace.find_template(workspace.assembly.default_template)

    def work(part: Sequence[Path]) -> list[bytes]:
        return [_answer(workspace, file) for file in _collecting(part)]

    fresh = share(work, missing, worth(len(missing)))
    numbers = [number for number, known in enumerate(judged) if known is None]
    for number, answer in zip(numbers, fresh, strict=True):
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
    """Give the key under which a draft's judgement may be kept, and the judgement."""
    loaded = load_draft(workspace, file)
    judgement = judge_loaded(loaded, workspace)
    draft = loaded.draft
    tree.take_apart([*draft.lead, *(section.head for section in draft.sections)])
    # What lies beside a draft is in no key: one that shows pictures is judged anew each time.
    alone = loaded.data and not any("![" in line for line in loaded.draft.lines)
    key = cache_key(loaded.draft.path, loaded.data) if alone else NO_KEY
    return key + _pack(judgement)


def _unpack(unpack: Callable[[bytes], Judgement], packed: bytes) -> Judgement:
    judgement = unpack(packed)
    return replace(judgement, draft=rules.recall(judgement.draft))


def _collecting(items: Sequence[T]) -> Iterator[T]:
    """Give the items; collect now and then, and look at nothing older again.

    Left to itself the collector runs every few drafts over everything that was ever loaded, and
    finds nothing: trees are taken apart.
    """
    with without_collector():
        for number, item in enumerate(items, 1):
            yield item
            if number % COLLECT_EACH == 0:
                gc.collect()
