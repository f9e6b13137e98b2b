"""The command line. One file per command; `registry.py` says how to add one."""
