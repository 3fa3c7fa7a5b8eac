"""The walk through an appeal: its head, what stands below its captions, its model letter."""
