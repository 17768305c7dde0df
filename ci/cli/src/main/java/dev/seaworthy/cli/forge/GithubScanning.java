package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Uploads SARIF to GitHub's code scanning. GitHub itself compares with the branch to merge into, so
 * that it is told all that is wrong at the head. An upload takes the place of the former one of the
 * same commit and category: it may be made twice.
 */
final class GithubScanning {
  /** What GitHub takes of one run; it shows the worst 5,000. */
  private static final int MOST_RESULTS = 25_000;

  /** What GitHub takes of one upload, as gzip. */
  private static final int MOST_BYTES = 10 << 20;

  private final ForgeHttp http;
  private final String repository;
  private final long number;

  GithubScanning(ForgeHttp http, String repository, long number) {
    this.http = http;
    this.repository = repository;
    this.number = number;
  }

  /** Uploads; gives what the user should know. */
  List<String> tell(Publication publication, String sarif) throws ConfigurationException {
    List<String> notes = new ArrayList<>();
    byte[] packed = packed(taken(sarif, publication.name(), notes));
    if (packed.length > MOST_BYTES) {
      return List.of(
          "no code scanning: the results have %d bytes as gzip, and GitHub takes %d"
              .formatted(packed.length, MOST_BYTES));
    }
    String path = repository + "/code-scanning/sarifs";
    Reply reply =
        http.safe(
            "POST",
            path,
            Map.of(
                "commit_sha", publication.head(),
                "ref", "refs/pull/" + number + "/head",
                "sarif", Base64.getEncoder().encodeToString(packed)));
    if (reply.code() == 403 || reply.code() == 404) {
      return List.of(
          "no code scanning: it is not on for the repository, or the token may not"
              + " (`security-events: write`)");
    }
    if (!reply.isGood()) {
      throw http.refused("POST", path, reply);
    }
    return notes;
  }

  /** The log without what GitHub refuses a whole log for: results that are in no file. */
  private static JsonNode taken(String sarif, String name, List<String> notes) {
    JsonNode log;
    try {
      log = StrictJson.parse(sarif.getBytes(StandardCharsets.UTF_8));
    } catch (NotCanonicalException e) {
      throw new IllegalStateException("what this program writes is JSON", e);
    }
    for (JsonNode run : log.path("runs")) {
      ArrayNode kept = ((ObjectNode) run).arrayNode();
      int all = 0;
      for (JsonNode result : run.path("results")) {
        all++;
        if (isInFile(result) && kept.size() < MOST_RESULTS) {
          kept.add(result);
        }
      }
      if (kept.size() < all) {
        notes.add(
            "code scanning was told %d of %d results: the others are in no file, or too many"
                .formatted(kept.size(), all));
      }
      ((ObjectNode) run).set("results", kept);
      ((ObjectNode) run).putObject("automationDetails").put("id", name + "/");
    }
    return log;
  }

  private static boolean isInFile(JsonNode result) {
    return result.path("locations").path(0).has("physicalLocation");
  }

  private static byte[] packed(JsonNode log) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(log.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }
}
