"""What several tests use: specimens, everything there is to be made, inputs, workers."""
