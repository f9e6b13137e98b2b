"""One file for each revision, `r0001_what_it_does.py`."""
