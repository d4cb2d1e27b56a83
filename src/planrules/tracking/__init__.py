"""How far work is: states and deadline classes."""
