"""The layers contract of pyproject.toml: each room imports only rooms to its left; and no module
of a room leads back to itself."""

import grimp
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure


def test_each_room_imports_only_rooms_to_its_left(pytestconfig):
    configure()
    assert lint_imports(
        config_filename=str(pytestconfig.rootpath / "pyproject.toml"), cache_dir=None
    )


def test_no_module_leads_back_to_itself():
    """By whatever it imports, at once or in a function. A table alone makes frames of itself."""
    graph = grimp.build_graph("dealmodel", exclude_type_checking_imports=True, cache_dir=None)
    circular = {
        module
        for module in graph.modules - {"dealmodel"}
        for imported in graph.find_modules_directly_imported_by(module) - {"dealmodel"}
        if graph.find_shortest_chain(imported, module)
    }
    assert circular <= {
        f"dealmodel.exports.{name}" for name in ("columnar", "frame", "plain", "table")
    }
