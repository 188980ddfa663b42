"""Every setting of a partnership."""

from __future__ import annotations

from writers.markdown import grid, page

from wardmote.configuration import SETTINGS, Partnership, partnership_file


def settings_page() -> str:
    """Every setting of a partnership, and the file that holds them."""
    rows = [
        (
            f"`{one.key}`",
            "must be given" if one.default is None else f"`{one.default}`" if one.default else "",
            one.meaning,
        )
        for one in SETTINGS
    ]
    example = Partnership("Luton Community Safety Partnership", "Luton", "district", "E06000032")
    return page(
        "Settings",
        "One partnership's settings stand in `partnership.toml`, in its workspace. `wardmote init` "
        "writes the file; you edit it. All faults in it are told at once, and an unknown name is "
        "refused with the name that is nearest.",
        "`wardmote.configuration.SETTINGS`",
        [
            grid(("Setting", "Where the file does not say", "Meaning"), rows),
            "The file, as `wardmote init luton --area Luton` writes it:\n\n"
            f"```toml\n{partnership_file(example)}```",
        ],
    )
