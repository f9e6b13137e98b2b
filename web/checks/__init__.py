"""Checking what people upload: bundles as zip files and bare certificates."""

from web.checks.bundle_zip import BadUpload, UploadTooLarge, pack, unpack
from web.checks.checking import CheckBusy, CheckFailed, CheckResult, Checks, CheckTooLong
from web.checks.lean_question import LeanQuestion

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
