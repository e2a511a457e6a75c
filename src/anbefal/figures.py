"""Figures as people write them."""


def number(value: float, language: str) -> str:
    """Write a number as the language does: "93,3" in Danish; no decimals where there are none."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language == "da" else text


def signed(value: float, language: str) -> str:
    """Write what was gained or lost, with its sign: "+3.2"."""
    return f"{'+' if value >= 0 else '−'}{number(abs(value), language)}"
