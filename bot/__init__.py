"""How people reach AideNum, and the glue with Rasa."""
