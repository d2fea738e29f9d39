"""Print the table of docs/settings.md: `python -m tools.settings_table`."""

from directory.settings import SETTINGS, Setting


def row(setting: Setting) -> str:
    """One row."""
    default = (
        "le dossier du projet" if setting.name == "home" else f"`{setting.default}`" if setting.default else "(vide)"
    )
    return f"| `{setting.variable}` | {default} | {setting.help} |"


if __name__ == "__main__":
    print("\n".join(row(setting) for setting in SETTINGS))
