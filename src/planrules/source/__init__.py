"""The only reader and writer of files: TOML and document text to values, and back."""
