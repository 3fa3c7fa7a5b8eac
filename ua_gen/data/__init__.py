"""Files that commands give out, such as the case that `ua-gen new` writes."""
