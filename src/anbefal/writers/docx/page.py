"""The page's measures, in twips: 1/1440 inch, 567 to the centimetre."""

# A4 with 2.7 cm at the sides.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
MARGIN = 1531
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
TEXT_HEIGHT = 12700
# The same sheet turned sideways.
LANDSCAPE_WIDTH = PAGE_HEIGHT - 2 * MARGIN
# How far in the words of an item, a quote and a code block stand.
LIST_STEP, QUOTE_STEP, CODE_STEP = 425, 340, 120
