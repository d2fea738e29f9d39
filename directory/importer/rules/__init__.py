"""The repairs: one small rule each, named, counted. `order.RULES` says in which order they run."""
