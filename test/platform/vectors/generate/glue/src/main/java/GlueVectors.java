import com.amazonaws.services.schemaregistry.serializers.GlueSchemaRegistryKafkaSerializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/**
 * Frames values.json with AWS's serializer, without and with zlib. Glue is a small HTTP server of this program's own, which
 * answers every question with the version of values.json; serializer, client, framing and compression are AWS's.
 */
public final class GlueVectors {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] arguments) throws Exception {
    Path generate = Path.of("").toAbsolutePath().getParent();
    Path root = generate.getParent().getParent().getParent().getParent();
    JsonNode values = JSON.readTree(generate.resolve("values.json").toFile());
    List<Map<String, Object>> vectors = new ArrayList<>();
    for (String compression : List.of("NONE", "ZLIB")) {
      for (int n = 0; n < values.size(); n += 1) {
        Map<String, Object> vector = new LinkedHashMap<>();
        vector.put("value", n);
        vector.put("compression", compression);
        vector.put("hex", HexFormat.of().formatHex(framed(values.get(n), root, compression)));
        vectors.add(vector);
      }
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("origin", "software.amazon.glue:schema-registry-serde 1.1.27 (Maven Central), "
        + "GlueSchemaRegistryKafkaSerializer; made by generate/glue");
    document.put("vectors", vectors);
    JSON.writerWithDefaultPrettyPrinter().writeValue(generate.getParent().resolve("glue-java.json").toFile(), document);
    System.exit(0);
  }

  private static byte[] framed(JsonNode value, Path root, String compression) throws Exception {
    HttpServer glue = glueThatKnows(value.get("glueVersion").asText());
    Map<String, Object> settings = Map.of(
        "region", "us-east-1",
        "endpoint", "http://127.0.0.1:" + glue.getAddress().getPort(),
        "dataFormat", "AVRO",
        "schemaName", value.get("subject").asText(),
        "compression", compression);
    Schema schema = new Schema.Parser().parse(root.resolve(value.get("schema").asText()).toFile());
    try (var serializer =
        new GlueSchemaRegistryKafkaSerializer(AnonymousCredentialsProvider.create(), settings)) {
      return serializer.serialize("any", read(schema, value.get("data")));
    } finally {
      glue.stop(0);
    }
  }

  private static HttpServer glueThatKnows(String version) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      byte[] answer = JSON.writeValueAsBytes(Map.of("SchemaVersionId", version, "Status", "AVAILABLE"));
      exchange.getResponseHeaders().set("content-type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    server.start();
    return server;
  }

  private static Object read(Schema schema, JsonNode value) {
    return switch (schema.getType()) {
      case RECORD -> {
        var record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.pos(), read(field.schema(), value.get(field.name()))));
        yield record;
      }
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        value.forEach(item -> items.add(read(schema.getElementType(), item)));
        yield items;
      }
      case MAP -> {
        Map<String, Object> entries = new LinkedHashMap<>();
        value.fields().forEachRemaining(entry -> entries.put(entry.getKey(), read(schema.getValueType(), entry.getValue())));
        yield entries;
      }
      case UNION -> value.isNull() ? null : read(schema.getTypes().get(1), value);
      case ENUM -> new GenericData.EnumSymbol(schema, value.asText());
      case INT -> value.asInt();
      case LONG -> value.asLong();
      case FLOAT -> (float) value.asDouble();
      case DOUBLE -> value.asDouble();
      case BOOLEAN -> value.asBoolean();
      default -> value.asText();
    };
  }
}
