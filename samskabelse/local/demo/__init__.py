"""An invented municipality with invented people, made by the same acts that people use."""
