"""One adapter per operator: it checks, reads, acknowledges and sends. Nothing else of the channel knows any operator."""
