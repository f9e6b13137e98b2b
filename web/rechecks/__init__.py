"""Checking what people upload: bundles as zip files and bare certificates."""

from web.rechecks.bundle_zip import BadUpload, UploadTooLarge, pack, unpack
from web.rechecks.checking import CheckBusy, CheckFailed, CheckResult, Checks, CheckTooLong

__all__ = [
    "BadUpload",
    "CheckBusy",
    "CheckFailed",
    "CheckResult",
    "CheckTooLong",
    "Checks",
    "UploadTooLarge",
    "pack",
    "unpack",
]
