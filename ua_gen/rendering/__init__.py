"""From cases and a request to files: what is wanted, each document composed, laid out and named."""
