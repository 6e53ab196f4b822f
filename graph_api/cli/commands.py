"""All commands of `chithi`, in the order in which its help lists them: importing adds them."""

from graph_api.cli import (
    backup,
    explain,
    extract,
    graph,
    graph_network,
    graph_when,
    key,
    lexicon,
    load,
    query,
    serve,
    whole,
)

__all__ = [
    "backup",
    "explain",
    "extract",
    "graph",
    "graph_network",
    "graph_when",
    "key",
    "lexicon",
    "load",
    "query",
    "serve",
    "whole",
]
