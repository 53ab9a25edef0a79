"""What may be written over the API, by the verbs and permissions of the review (docs/reference/writing.md)."""
