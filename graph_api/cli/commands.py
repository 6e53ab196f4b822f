"""All commands of `chithi`, in the order in which its help lists them: importing adds them."""

from graph_api.cli import explain, extract, lexicon, load, query, serve, whole

__all__ = ["explain", "extract", "lexicon", "load", "query", "serve", "whole"]
