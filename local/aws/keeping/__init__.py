"""DATA=dir: what the local cloud holds, on disk before whoever wrote it is answered.

`state.json` is all of one instant, replaced whole; `journal-<n>.log` has each change since, one line a call; `objects/`
has each object once. Only sign-ins end with the process.
"""
