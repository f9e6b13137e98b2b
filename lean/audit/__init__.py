"""The audit: compiled declarations of an untrusted proof, read as data and replayed by the kernel.

Runs in a fresh Python process started with `-S -E`; the modules here import each other and the
standard library only, and little of it.
"""
