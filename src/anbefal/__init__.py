"""Write, check, version and publish a citizens' assembly's recommendations."""

__version__ = "0.1.0"
