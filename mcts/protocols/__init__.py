"""What the search asks for from outside: the game (`environment`) and its guide (`policy`)."""
