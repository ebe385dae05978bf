"""What the standard's own checker, libcovebods, finds in a file, offline.

It brings the JSON Schema of the standard. Only its list of who issues identifiers is fetched from a
network, so the few that the tests use stand in for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import libcovebods
from libcovebods.additionalfields import AdditionalFields
from libcovebods.config import LibCoveBODSConfig
from libcovebods.data_reader import DataReader
from libcovebods.jsonschemavalidate import JSONSchemaValidator
from libcovebods.run_tasks import process_additional_checks
from libcovebods.schema import SchemaBODS
from libcovebods.tasks.checks import legacy_checks, record_based_checks

SCHEMA = Path(libcovebods.__file__).parent / "data" / "schema-0-4-0"


def findings(file: Path) -> list[Any]:
    """Everything that is not as the standard has it."""
    with_identifiers = (legacy_checks, record_based_checks)
    originals = [module.get_orgids_prefixes for module in with_identifiers]
    for module in with_identifiers:
        module.get_orgids_prefixes = lambda: ["GB-COH", "XI-LEI"]
    try:
        config, reader = LibCoveBODSConfig(), DataReader(str(file))
        schema = SchemaBODS(reader, config)
        assert schema.schema_version == "0.4"
        return [
            *(error.json() for error in JSONSchemaValidator(schema).validate(reader)),
            *AdditionalFields(schema).process(reader),
            *process_additional_checks(reader, config, schema)["additional_checks"],
        ]
    finally:
        for module, original in zip(with_identifiers, originals, strict=True):
            module.get_orgids_prefixes = original
