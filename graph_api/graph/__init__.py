"""The graph: endpoints under `/graph`, commands under `chithi graph`."""
