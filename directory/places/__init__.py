"""Places: from what a person writes ("chui o loren", "62000", "marseille 13eme") to a point, or to a question."""
