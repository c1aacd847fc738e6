"""The one border at which any exception is caught: whatever goes wrong inside, a person gets the message."""

import logging
from collections.abc import Callable

from gateway.errors import LanternError, StoreUnavailableError

_LOGGER = logging.getLogger(__name__)


def tried(step: str, about: str, work: Callable[[], None]) -> bool:
    """Do ``work``; say whether it went well. A store that does not answer is raised: the step is repeated."""
    try:
        work()
    except StoreUnavailableError:
        raise
    except LanternError as error:
        _LOGGER.error("step failed: step=%s id=%s error=%s", step, about, error.code)  # noqa: TRY400  # no content
    except Exception as error:  # noqa: BLE001  # the border: whatever happens inside, a person gets the message
        # The text of an exception may hold words of the person, so only its kind and place are written down.
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_name}:{place.tb_lineno}" if place is not None else "-"
        _LOGGER.error("step failed: step=%s id=%s error=%s at=%s", step, about, type(error).__name__, where)  # noqa: TRY400  # no content
    else:
        return True
    return False
