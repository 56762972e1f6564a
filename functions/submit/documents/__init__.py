"""Papers of a registration: asked for, looked at, removed."""
