"""Opgaver in the API: HTTP alone. Every write is one call of the page's own service."""
