"""The layers contract of pyproject.toml: each room imports only rooms to its left."""

from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure


def test_each_room_imports_only_rooms_to_its_left(pytestconfig):
    configure()
    assert lint_imports(
        config_filename=str(pytestconfig.rootpath / "pyproject.toml"), cache_dir=None
    )
