"""The program beside an untrusted command: it builds the walls and keeps the limits.

Started on its own, with nothing but its neighbours in this folder and the standard library.
"""
