"""The demonstration: a fictional region at real places in Drenthe and Overijssel."""
