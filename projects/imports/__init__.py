"""Readers of foreign files: each turns one shape of file into `ImportRow`s."""
