"""What the tool does, as plain functions that return data; the command line only prints it."""
