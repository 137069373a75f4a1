"""How fast the site is, beside two floors on the same server: `python -m benchmarks`.

Nothing here belongs to the product. The database is a server of its own under `var/benchmarks`.
"""
