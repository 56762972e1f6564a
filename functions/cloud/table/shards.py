"""Into how many parts an index is divided, and in which of them a registration stands."""

import zlib

SHARDS = 16
"""Parts of a season's index, so that no key of it is hot: 1,000 submissions a second are 63 writes each."""

QUEUE_SHARDS = 4
"""Parts of a season's queue of manual reviews: few, since a page asks each of them."""


def shard_of(registration_id: str) -> int:
    """The part of its season's index that a registration stands in."""
    return zlib.crc32(registration_id.encode()) % SHARDS


def queue_shard_of(registration_id: str) -> int:
    """The part of its season's queue that a registration waits in."""
    return shard_of(registration_id) % QUEUE_SHARDS
