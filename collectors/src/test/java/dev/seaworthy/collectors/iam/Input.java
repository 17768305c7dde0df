package dev.seaworthy.collectors.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Collectors;
import dev.seaworthy.collectors.GatherOptions;
import dev.seaworthy.collectors.Gatherer;
import dev.seaworthy.collectors.Request;
import dev.seaworthy.collectors.kubernetes.Salt;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Input files of a test and what the built-in collectors make of them. */
record Input(Path folder) {
  private static final Salt SALT =
      Salt.of("a salt of thirty-two bytes or so".getBytes(StandardCharsets.US_ASCII));

  /** {@code folder}, which is made if it is not there. */
  static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Input file(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Snapshot gather() {
    return new Gatherer(Collectors.all(SALT), GatherOptions.DEFAULT)
        .gather(List.of(Request.of(List.of("."), folder)));
  }

  static List<Evidence> principals(Snapshot snapshot) {
    return of("iam/principal", snapshot).toList();
  }

  static Evidence principal(Snapshot snapshot, String subject) {
    return of("iam/principal", snapshot)
        .filter(one -> one.subject().toString().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + subject + " in " + subjects(snapshot)));
  }

  static Evidence only(String kind, Snapshot snapshot) {
    return of(kind, snapshot).findFirst().orElseThrow();
  }

  static List<String> subjects(Snapshot snapshot) {
    return principals(snapshot).stream().map(one -> one.subject().toString()).toList();
  }

  static JsonNode attributes(Evidence principal) {
    return principal.content().node().path("attributes");
  }

  /** {@code effect actions resources scope}, and {@code ?} behind a condition. */
  static List<String> grants(Evidence principal) {
    return grantNodes(principal)
        .map(
            grant ->
                "%s %s %s %s%s"
                    .formatted(
                        grant.path("effect").asText(),
                        grant.has("notActions")
                            ? "!" + words(grant, "notActions")
                            : words(grant, "actions"),
                        grant.has("notResources")
                            ? "!" + words(grant, "notResources")
                            : words(grant, "resources"),
                        grant.path("scope").asText(),
                        grant.path("conditional").asBoolean() ? "?" : ""))
        .toList();
  }

  /** The value at {@code pointer} of every grant. */
  static List<String> each(Evidence principal, String pointer) {
    return grantNodes(principal).map(grant -> grant.at(pointer).asText()).toList();
  }

  /** {@code CODE file:line:column}. */
  static List<String> gaps(Snapshot snapshot) {
    return snapshot.gaps().stream()
        .filter(gap -> !gap.problem().code().equals("NO_EVIDENCE"))
        .map(Input::shown)
        .toList();
  }

  private static String shown(Gap gap) {
    return gap.problem().code() + " " + gap.location();
  }

  private static String words(JsonNode grant, String key) {
    return String.join(
        ",",
        StreamSupport.stream(grant.path(key).spliterator(), false).map(JsonNode::asText).toList());
  }

  private static Stream<JsonNode> grantNodes(Evidence principal) {
    return StreamSupport.stream(principal.content().node().path("grants").spliterator(), false);
  }

  private static Stream<Evidence> of(String kind, Snapshot snapshot) {
    return snapshot.evidence().stream().filter(one -> one.kind().equals(kind));
  }
}
