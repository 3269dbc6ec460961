"""Reads ordering.order with nothing of ours: python consume.py <brokers> <registry url> <key> prints its events.

One JSON document per event of that key, until its order has ended.
"""
import json
import sys
import uuid

from confluent_kafka import DeserializingConsumer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import StringDeserializer

brokers, registry, key = sys.argv[1:]
consumer = DeserializingConsumer({
    "bootstrap.servers": brokers,
    "group.id": f"python-{uuid.uuid4()}",
    "auto.offset.reset": "earliest",
    "key.deserializer": StringDeserializer("utf_8"),
    "value.deserializer": AvroDeserializer(SchemaRegistryClient({"url": registry})),
})
consumer.subscribe(["ordering.order"])
event_type = ""
while event_type not in ("ordering.order.OrderConfirmed", "ordering.order.OrderCancelled"):
    message = consumer.poll(180)
    if message is None:
        sys.exit("nothing came for 180 s")
    if message.key() != key:
        continue
    headers = {name: value.decode() for name, value in message.headers()}
    event_type = headers["ce_type"]
    print(json.dumps({"headers": headers, "value": message.value()}, default=str), flush=True)
consumer.close()
