"""A workspace: one partnership's folder. What the commands, a notebook and the web call.

partnership.toml    settings
events.toml         breaks in series that this partnership knows of
datasets.toml       what partners are to send, and from when
commentary/         what people write beside findings
explanations.toml   why things changed, as bodies see it
sources/            what the analyst dropped in, if they like to keep it here
evidence/           the store
editions/           assessments for the public, each an immutable folder
partner-editions/   the same assessments, with what is marked for partners
plan/               the partnership plan, and its history
site-draft/, site/  the public site: what is to go live, and what is live
plan-editions/      its documents for the public; partner-plan-editions/ for partners

`workspace.kept` reads what is in it, and `workspace.workspace` offers every job that is run on
it. The jobs themselves have a module each, imported when one is run: `beginning`, `ingesting`,
`assessing`, `planning`.
"""

from wardmote.workspace.kept import EVENTS_FILE
from wardmote.workspace.today import today_here
from wardmote.workspace.workspace import Workspace

__all__ = ["EVENTS_FILE", "Workspace", "today_here"]
