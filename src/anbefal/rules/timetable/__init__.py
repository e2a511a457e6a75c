"""Rules over the day's timetable. Each is loaded when a template has one, for few have."""

from collections.abc import Mapping
from types import MappingProxyType

TABLE: Mapping[str, str] = MappingProxyType(
    {
        "AB601": "overlap",
        "AB602": "gap",
        "AB603": "end_before_start",
        "AB604": "missing_end",
        "AB605": "steps_too_long",
        "AB606": "steps_too_short",
        "AB607": "stated_length",
        "AB608": "contradicting_time",
        "AB609": "row_number",
        "AB610": "uneven_twins",
        "AB611": "missing_responsible",
        "AB612": "missing_process",
        "AB613": "wrong_weekday",
        "AB614": "next_meeting",
        "AB615": "unknown_person",
        "AB616": "no_such_group",
        "AB617": "merged_group",
        "AB618": "no_such_expert",
        "AB619": "expert_load",
        "AB620": "two_rooms",
        "AB621": "planned_time",
        "AB622": "unserved_goal",
        "AB623": "untouched_part",
        "AB624": "mixed_times",
        "AB625": "double_question",
        "AB626": "missing_collector",
        "AB627": "shared_panel",
    }
)
"""The name of each rule's module, by its id."""
