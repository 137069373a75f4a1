"""Acts about people and organisations, one function each."""
