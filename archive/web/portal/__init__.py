"""The public portal: everything a reader without an account may see."""
