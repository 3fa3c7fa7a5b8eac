"""The rules, one module for each subject. A new module is imported by `ua_gen.lint.runner`."""
