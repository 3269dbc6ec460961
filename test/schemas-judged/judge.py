"""Judges changes of schemas by reading: python judge.py <seed> takes [[before, after], ...] as JSON on stdin.

Prints a list with, for each change, null when each schema read 60 random records of the other, else the first error.
"""
import io
import json
import random
import sys

from fastavro import parse_schema, schemaless_reader, schemaless_writer
from fastavro.utils import generate_many

random.seed(int(sys.argv[1]))


def fault(writer: dict, reader: dict) -> str | None:
    """What goes wrong when `reader` reads what `writer` wrote."""
    try:
        written, read = parse_schema(writer), parse_schema(reader)
        for value in generate_many(written, 60):
            buffer = io.BytesIO()
            schemaless_writer(buffer, written, value)
            buffer.seek(0)
            schemaless_reader(buffer, written, read)
    except Exception as error:  # whatever it is, it could not be read
        return f"{type(error).__name__}: {error}"
    return None


print(json.dumps([fault(before, after) or fault(after, before) for before, after in json.load(sys.stdin)]))
