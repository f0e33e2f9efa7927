"""One sitting of measurements: what is measured, by whom, and what is made of it."""
