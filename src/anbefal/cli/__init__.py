"""The command line: signature, one call, print, exit code. Each command's body imports its job."""
