"""Processes that read and write the store, so that whatever runs can be ended.

A *nursery* (one thread, no store) forks *workers* at the word of the *pool* in the front process.
The pool talks to each worker over a socket pair of its own; a frame is a kind (one byte), the
length of what follows (four bytes, big endian), and that.
"""
