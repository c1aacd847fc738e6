"""Reads a photo that somebody took: of a letter, a medicine box, a device, another screen."""

from modalities.engines import ReadRequest
from modalities.evidence import Modality, Reading
from modalities.readers.picture import read_picture


def read(request: ReadRequest) -> Reading:
    """Return what the photo shows: lines, what hinders reading them, and what kind of picture it really is."""
    return read_picture(request, request.modality or Modality.PHOTO)
