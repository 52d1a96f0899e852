"""`tpm portfolio` as JSON lines, `tpm/portfolio-row/1`: one project a line, for other programs."""

from __future__ import annotations

from tpmcli.render.jsontext import dump_line
from tpmcli.render.portfolio.json import row_data
from tpmcli.rules.portfolio import ProjectSummary
from tpmcli.rules.portfolio_view import Portfolio


def render(portfolio: Portfolio) -> str:
    """Render the projects in their order."""
    return "".join(render_row(each, portfolio.today) for each in portfolio.summaries)


def render_row(summary: ProjectSummary, today: str) -> str:
    """Render one project, ending with a line feed."""
    return dump_line(row_data(summary, today))
