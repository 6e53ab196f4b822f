"""The command `chithi`: each command is a module here, which adds itself to `app`."""

from graph_api.cli import commands
from graph_api.cli.app import app, main

__all__ = ["app", "commands", "main"]
