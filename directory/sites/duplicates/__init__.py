"""The same place told by several sources: vetoes first, then evidence, then one site with its provenances."""
