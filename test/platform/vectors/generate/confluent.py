"""Frames values.json with Confluent's own Avro serializer: python confluent.py > ../confluent-python.json, then npm run fix

Python packages: test/interoperability/requirements.txt. The registry is a small HTTP server of this program's own, so
that the ids are those of values.json; serializer, client and framing are Confluent's.
"""
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from pathlib import Path

from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

here = Path(__file__).parent
root = here.parents[3]
values = json.loads((here / "values.json").read_text("utf-8"))


def registry(schema_id):
    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            subject = self.path.split("?")[0].split("/")[2]
            body = json.dumps({"subject": subject, "version": 1, "id": schema_id, **asked}).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def framed(value):
    client = SchemaRegistryClient({"url": registry(value["confluentId"])})
    settings = {"auto.register.schemas": False, "subject.name.strategy": lambda *_: value["subject"]}
    serialize = AvroSerializer(client, (root / value["schema"]).read_text("utf-8"), conf=settings)
    return serialize(value["data"], SerializationContext("any", MessageField.VALUE))


print(json.dumps({
    "origin": f"confluent-kafka {version('confluent-kafka')} (PyPI), AvroSerializer; made by generate/confluent.py",
    "vectors": [{"value": n, "hex": framed(value).hex()} for n, value in enumerate(values)],
}, indent=2))
