package dev.seaworthy.collectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.document.PackedFile;
import dev.seaworthy.engine.json.StrictJson;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One kind of record.
 *
 * @param name what a record calls itself by {@code kind}: {@code RestoreDrill}
 * @param schema the whole JSON Schema of such a record
 */
public record RecordKind(String name, JsonNode schema) {
  /** What {@code apiVersion} of every record is. */
  public static final String API_VERSION = "seaworthy.dev/v1";

  private static final List<String> NAMES =
      List.of(
          "AcceptanceReport",
          "AccessBaseline",
          "AccessChangeApproval",
          "AccessReview",
          "AuditTrail",
          "BackupReport",
          "CacheCutOver",
          "CacheServer",
          "ChangeReview",
          "CommunicationPlan",
          "ContinuityPlan",
          "CredentialInventory",
          "DataInventory",
          "DatabaseServer",
          "DependencyReview",
          "FailoverDrill",
          "IntegrationBuffers",
          "IntegrityReport",
          "LoadTest",
          "MaskingReport",
          "MigrationFreeze",
          "MigrationRehearsal",
          "ObjectStorage",
          "OdooModules",
          "PatchReport",
          "PoolSamples",
          "QueueDrain",
          "ReleaseCalendar",
          "ReproducedBuild",
          "RestoreDrill",
          "RollbackPlan",
          "RolloutTest",
          "TelemetryInventory",
          "TestRun");

  /** Read when it is first asked for; safe for many threads. */
  private static final class Holder {
    private static final List<RecordKind> ALL = read();

    private static List<RecordKind> read() {
      JsonNode common = resource("common.json");
      return NAMES.stream()
          .map(name -> new RecordKind(name, whole(name, common, resource(fileOf(name)))))
          .sorted(Comparator.comparing(RecordKind::name))
          .toList();
    }
  }

  /** Every kind, by name. */
  public static List<RecordKind> all() {
    return Holder.ALL;
  }

  /** Their names, in the same order. */
  public static List<String> names() {
    return all().stream().map(RecordKind::name).toList();
  }

  /** The kind of this name. */
  public static Optional<RecordKind> named(String name) {
    return all().stream().filter(kind -> kind.name.equals(name)).findFirst();
  }

  /** What evidence of this kind is: {@code record/restore-drill}. */
  public String evidenceKind() {
    return "record/" + slug(name);
  }

  /** What it is for, in a sentence. */
  public String title() {
    return schema.path("title").asText();
  }

  /** Whether a record must say which candidate it is about. */
  public boolean isAboutCandidate() {
    return SchemaPlace.root(schema).requires("candidate");
  }

  private static String fileOf(String name) {
    return slug(name) + "-v1.json";
  }

  private static String slug(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** What all records hold, and then what one kind of them does. */
  private static JsonNode whole(String name, JsonNode common, JsonNode own) {
    ObjectNode whole = common.deepCopy();
    whole.put("$id", "https://seaworthy.dev/schemas/record/" + fileOf(name));
    whole.set("title", own.path("title"));
    whole.set("description", own.path("description"));
    whole.withObjectProperty("properties").withObjectProperty("kind").put("const", name);
    whole.withObjectProperty("properties").setAll((ObjectNode) own.path("properties"));
    own.path("required").forEach(whole.withArrayProperty("required")::add);
    return whole;
  }

  private static JsonNode resource(String name) {
    return StrictJson.parse(PackedFile.bytes(RecordKind.class, name));
  }
}
