"""Files: where they may be, read with limits, written whole, and images drawn anew."""
