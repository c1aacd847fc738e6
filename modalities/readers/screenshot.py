"""Reads a screenshot: words, title, dialog, error messages, controls and where they are."""

from modalities.engines import ReadRequest
from modalities.evidence import Modality, Reading
from modalities.readers.picture import read_picture


def read(request: ReadRequest) -> Reading:
    """Return what the screenshot shows; a photo sent as a screenshot is read as the photo that it is."""
    return read_picture(request, request.modality or Modality.SCREENSHOT)
