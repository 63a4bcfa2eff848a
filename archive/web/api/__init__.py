"""The public portal's answers for programs."""
