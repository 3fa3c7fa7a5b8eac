"""A case in the browser while it is written: its pages, what is wrong with it, and which line said what.

The only package that listens, and on this machine only. It asks nothing of anybody, and writes no file but the one
that opens the browser.
"""
