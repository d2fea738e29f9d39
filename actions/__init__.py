"""What AideNum can do: one ability a file, as rasa_sdk actions."""
