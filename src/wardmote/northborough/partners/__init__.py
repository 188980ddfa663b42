"""Six feeds of partners, each in the shape its sender likes, with the mapping that reads it."""
