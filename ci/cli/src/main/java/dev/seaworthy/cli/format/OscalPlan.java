package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.verdict.Candidate;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.List;
import java.util.Map;

/** The least plan that OSCAL's results can name: which controls were to be assessed, of what. */
final class OscalPlan {
  /** The version whose published schemas the output is held to. */
  private static final String VERSION = "1.2.1";

  private final Verdict verdict;
  private final OscalIds ids;

  OscalPlan(Verdict verdict, OscalIds ids) {
    this.verdict = verdict;
    this.ids = ids;
  }

  Map<String, Object> document() {
    String system = ids.of("system-resource");
    return Map.of(
        "assessment-plan",
        Map.of(
            "uuid",
            ids.of("assessment-plan"),
            "metadata",
            metadata("Assessment plan for "),
            "import-ssp",
            Map.of("href", "#" + system),
            "reviewed-controls",
            reviewed(),
            "back-matter",
            Map.of(
                "resources",
                List.of(
                    Map.of(
                        "uuid",
                        system,
                        "title",
                        candidate(),
                        "description",
                        "The release that was assessed, by its digest "
                            + verdict.release().candidate().digest()
                            + ". There is no system security plan.")))));
  }

  Map<String, Object> metadata(String title) {
    return Map.of(
        "title",
        title + candidate(),
        "last-modified",
        verdict.evaluatedAt().toString(),
        "version",
        verdict.evaluatedAt().toString(),
        "oscal-version",
        VERSION);
  }

  /** Seaworthy's own controls: what of an outside framework they map to, observations say. */
  Map<String, Object> reviewed() {
    List<Map<String, Object>> chosen =
        verdict.results().stream()
            .map(result -> result.control().id())
            .distinct()
            .map(id -> Map.<String, Object>of("control-id", id))
            .toList();
    return Map.of(
        "control-selections",
        List.of(
            chosen.isEmpty()
                ? Map.of("description", "No control was judged.")
                : Map.of("include-controls", chosen)));
  }

  private String candidate() {
    Candidate candidate = verdict.release().candidate();
    return Printable.of(candidate.name() + " " + candidate.version()).strip();
  }
}
