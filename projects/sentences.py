"""History in words."""
