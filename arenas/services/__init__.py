"""Acts on arenas and meetings: one function each."""
