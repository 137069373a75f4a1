"""Acts on an opgave, one function each. Who, when and what first are asked in here."""
