"""Print runs: letters of cases from a list of senders, in files for printing or one by one, with a list of them all."""
