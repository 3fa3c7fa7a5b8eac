"""A YAML file: read with the places of its parts, validated, loaded as a case, searched for, and edited."""
