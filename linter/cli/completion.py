"""`completion`: the script that lets a shell complete commands and options."""

from __future__ import annotations

import click
from tradelint.cli.output import write


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the completion script of SHELL.

    \b
    bash   eval "$(tradelint completion bash)"          in ~/.bashrc
    zsh    eval "$(tradelint completion zsh)"           in ~/.zshrc
    fish   tradelint completion fish | source           in config.fish
    """
    from click.shell_completion import get_completion_class
    from tradelint.cli import cli

    kind = get_completion_class(shell)
    assert kind is not None
    write(kind(cli, {}, "tradelint", "_TRADELINT_COMPLETE").source())
    return 0
