"""Checking what people upload: bundles as zip files and bare certificates."""

from web.rechecks.bundle_zip import BadUpload, UploadTooLarge, pack, unpack
from web.rechecks.checking import CheckBusy, CheckFailed, CheckResult, Checks, CheckTooLong
from web.rechecks.lean_question import LeanQuestion

__all__ = [
    "BadUpload",
    "CheckBusy",
    "CheckFailed",
    "CheckResult",
    "CheckTooLong",
    "Checks",
    "LeanQuestion",
    "UploadTooLarge",
    "pack",
    "unpack",
]
