"""Does the net of tests catch what it says it catches? Changes made on purpose that must fail.

    python -m benchmarks.mutations              the listed changes, each with the tests that kill it
    python -m benchmarks.mutations --drawn 60   changes drawn by a seed from the trusted files

`docs/mutations.md` says how to read a survivor and how to add a change.
"""
