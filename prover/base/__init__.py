"""What every room may use: locks, whole writes, errors in one line, texts that ship with the code."""
