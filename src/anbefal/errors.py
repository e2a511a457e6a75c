"""The one error that a user can mend: what happened, where, and what to do next."""

from anbefal.i18n import Message


class AnbefalError(Exception):
    """Stop a command with two lines: what happened, and a hint on what to do next."""

    def __init__(self, message: Message, hint: Message, exit_code: int = 2) -> None:
        """Take both lines; `exit_code` is 2 unless the documents themselves fall short (1)."""
        super().__init__(message.text)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code
