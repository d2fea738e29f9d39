"""The channels: how a message comes in and how its answers go out."""
