from wardmote.workspace import Workspace as Workspace

__version__: str
init = Workspace.init
open = Workspace.open
