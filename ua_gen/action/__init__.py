"""The life of one Urgent Action: whether it may still be asked, its other documents, its public copy."""
