"""YAML: the one door to PyYAML, for front matter whose every scalar stays text.

Aliases, tags, double keys and nests are refused while the events go by, before anything is built:
a few bytes of aliases would otherwise unfold into a billion nodes.
"""

from collections.abc import Iterator

import yaml

from anbefal.model import FieldValue, Problem
from anbefal.model.draft import Value

# The C loader is seven times faster; the pure one stands in where PyYAML was built without it.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Refused(Exception):
    def __init__(self, kind: str, line: int, **values: object) -> None:
        super().__init__(kind)
        self.problem = Problem(f"front-matter-{kind}", line, 1, values)


def read_yaml(source: str, lines: list[str]) -> tuple[tuple[FieldValue, ...], Problem | None]:
    """Read a head's keys, or say what is wrong; `lines` are the file's, up to the head's end."""
    try:
        return _read_values(source), None
    except _Refused as refused:
        return (), refused.problem
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        # A mark behind the last line stands for "the end": the fault is in the last line.
        line = max(min((mark.line if mark else 0) + 2, len(lines)), 1)
        return (), Problem("front-matter-syntax", line, 1, {"text": lines[line - 1]})


def _read_values(source: str) -> tuple[FieldValue, ...]:
    events = _events(source)
    first = next(events, None)
    if first is None:
        return ()
    if not isinstance(first, yaml.MappingStartEvent):
        raise _Refused("not-keys", _line(first))
    values: list[FieldValue] = []
    seen: set[str] = set()
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        line = _line(event)
        key = _scalar(event)
        if key in seen:
            raise _Refused("double-key", line, key=key)
        seen.add(key)
        values.append(FieldValue(key, _value(next(events), events), line))
    for event in events:
        raise _Refused("not-keys", _line(event))
    return tuple(values)


def _events(source: str) -> Iterator[yaml.Event]:
    """Give the events inside the one document; refuse what a head has no use for."""
    documents = 0
    for event in yaml.parse(source, Loader=_LOADER):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused("not-keys", _line(event))
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused("alias", _line(event))
        elif getattr(event, "tag", None):
            raise _Refused("tag", _line(event))
        elif isinstance(event, (yaml.NodeEvent, yaml.CollectionEndEvent)):
            yield event


def _line(event: yaml.Event) -> int:
    """Give the line in the file: marks count from 0, and "---" stands above."""
    return event.start_mark.line + 2 if event.start_mark else 2


def _scalar(event: yaml.Event) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        raise _Refused("nested", _line(event))
    value: str = event.value
    # The C parser gives a plain scalar the style "", the pure one None.
    return "" if not event.style and value in ("~", "null") else value


def _value(event: yaml.Event, events: Iterator[yaml.Event]) -> Value:
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[str] = []
        for item in events:
            if isinstance(item, yaml.SequenceEndEvent):
                return tuple(items)
            items.append(_scalar(item))
    if isinstance(event, yaml.MappingStartEvent):
        pairs: dict[str, str] = {}
        for item in events:
            if isinstance(item, yaml.MappingEndEvent):
                return pairs
            key = _scalar(item)
            if key in pairs:
                raise _Refused("double-key", _line(item), key=key)
            pairs[key] = _scalar(next(events))
    return _scalar(event)
