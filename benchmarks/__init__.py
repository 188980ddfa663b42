"""What Wardmote claims about speed and size, measured, with the peer beside it."""
