package dev.seaworthy.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Regal, the linter of the OPA project, where it is installed. */
final class Regal {
  private final Path program;

  Regal(Path program) {
    this.program = program;
  }

  /**
   * What Regal says of the policies; it heeds its own configuration.
   *
   * @param paths relative to the root
   */
  List<Diagnostic> lint(Path root, List<String> paths) throws ConfigurationException {
    List<String> arguments = new ArrayList<>(List.of("lint", "--format", "json"));
    arguments.addAll(paths);
    Tool.Run run = Tool.of(program, arguments).in(root);
    try {
      List<Diagnostic> said = new ArrayList<>();
      JsonNode report = StrictJson.parse(run.out().getBytes(StandardCharsets.UTF_8));
      report.path("violations").forEach(violation -> said.add(diagnostic(violation)));
      return said;
    } catch (NotCanonicalException e) {
      String first = run.err().lines().filter(it -> !it.isBlank()).findFirst().orElse("no word");
      throw new ConfigurationException(
          "REGAL",
          "`regal lint` failed: %s".formatted(first),
          "correct its configuration, or lint without it: `--no-regal`");
    }
  }

  private static Diagnostic diagnostic(JsonNode violation) {
    JsonNode at = violation.path("location");
    String rule =
        violation.path("category").asText("") + "/" + violation.path("title").asText("rule");
    return new Diagnostic(
        Diagnostic.Level.WARNING,
        new Location(
            at.path("file").asText(""),
            Math.max(1, at.path("row").asInt(1)),
            Math.max(1, at.path("col").asInt(1))),
        new Problem(
            "REGAL",
            "%s (%s)"
                .formatted(violation.path("description").asText("regal objects"), rule)
                .replaceAll("\\s+", " "),
            "mend it, or ignore it: `# regal ignore:%s`"
                .formatted(violation.path("title").asText("rule"))));
  }
}
