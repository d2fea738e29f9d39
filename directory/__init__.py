"""What AideNum knows: sites, places, hours, facts, needs. It imports neither Rasa nor a web framework."""
