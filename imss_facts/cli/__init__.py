"""The command line: one command a file, options and printing only."""
