"""The papers of one deal side by side: what each of them says, and which of them belong together."""

from tradelint.deal.links import Link, group, links_between
from tradelint.deal.paper import Deal, Paper, Role, Said, paper_of

__all__ = ["Deal", "Link", "Paper", "Role", "Said", "group", "links_between", "paper_of"]
