"""`python -m ua_gen` is `ua-gen`."""

from ua_gen.cli import main

main()
