"""The command line: a door that only translates, one verb of `hemicycle` a command."""
