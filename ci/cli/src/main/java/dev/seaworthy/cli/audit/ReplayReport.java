package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.seal.Replay;
import dev.seaworthy.engine.seal.VerdictDifference;
import dev.seaworthy.engine.verdict.Identity;
import java.io.PrintStream;
import java.util.Map;

/**
 * What came of a replay.
 *
 * @param here the program that replayed
 */
public record ReplayReport(Replay replay, Identity here) {
  /** Names the layout of {@link #toJson}. */
  public static final String SCHEMA = "https://seaworthy.dev/schemas/replay-report/v1";

  /** For people. */
  public void write(PrintStream out) {
    if (replay.identical() && !replay.indeterminate().isEmpty()) {
      out.println("REPLAYED IN PART: the same, byte for byte, but for what needs hidden values");
    } else if (replay.identical()) {
      out.println("REPLAYED: the same verdict, byte for byte");
    } else {
      out.println("DIFFERENT: judged again, the verdict is another one");
      replay.differences().forEach(difference -> write(difference, out));
    }
    if (!replay.indeterminate().isEmpty()) {
      out.println("indeterminate, and no pass: the verdict as a whole, and");
      replay
          .indeterminate()
          .forEach(
              one ->
                  out.printf("  %s  %s%n", Printable.of(one.control()), Printable.of(one.why())));
    }
    out.println("judged by  " + shown(replay.recorded()));
    out.println("replayed by  " + shown(here));
    if (!replay.recorded().equals(here)) {
      out.println("these are not the same program; the difference alone changes no verdict");
    }
  }

  /** For programs. */
  public CanonicalJson toJson() {
    return CanonicalJson.of(
        Map.of(
            "schema",
            SCHEMA,
            "identical",
            replay.identical(),
            "differences",
            replay.differences().stream().map(ReplayReport::tree).toList(),
            "indeterminate",
            replay.indeterminate().stream().map(ReplayReport::tree).toList(),
            "judgedBy",
            replay.recorded().toTree(),
            "replayedBy",
            here.toTree()));
  }

  private static void write(VerdictDifference difference, PrintStream out) {
    out.printf(
        "  %s %s%n    recorded  %s%n    replayed  %s%n",
        difference.control().isEmpty() ? "verdict" : Printable.of(difference.control()),
        Printable.of(difference.path()),
        shown(difference.recorded()),
        shown(difference.replayed()));
  }

  private static String shown(String json) {
    return json.isEmpty() ? "nothing" : Printable.of(json);
  }

  private static String shown(Identity identity) {
    return Printable.of(
        "seaworthy %s, %s, %s"
            .formatted(
                identity.version(),
                identity.digest().isEmpty() ? "unpackaged" : identity.digest(),
                identity.runtime()));
  }

  private static Map<String, Object> tree(Replay.Indeterminate one) {
    return Map.of("bundle", one.bundle(), "control", one.control(), "why", one.why());
  }

  private static Map<String, Object> tree(VerdictDifference difference) {
    return Map.of(
        "control", difference.control(),
        "path", difference.path(),
        "recorded", difference.recorded(),
        "replayed", difference.replayed());
  }
}
