"""Both authorities as real HTTP servers on loopback, over one generated population (docs/gateways.md)."""

from functions.cloud.gateways.signing import Credentials

from .servers import Authorities, Authority, start_authorities
from .switches import Switches

__all__ = ["Authorities", "Authority", "Credentials", "Switches", "start_authorities"]
