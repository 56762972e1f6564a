"""Clients of the two authorities, after docs/gateways.md; `registries` puts them together."""
