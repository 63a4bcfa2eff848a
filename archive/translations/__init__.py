"""The screens' sentences in other languages; Spanish ones stand in the source itself."""
