package dev.seaworthy.cli.baseline;

import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.descriptor.BaselineReader;
import dev.seaworthy.cli.descriptor.Descriptor;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Finding;
import java.util.ArrayList;
import java.util.List;

/** A baseline as it is begun: one finding a line, so that a review sees each that goes. */
public final class BaselineText {
  private final String owner;
  private final String reason;
  private final String expires;

  /**
   * @param expires a day or a time
   */
  public BaselineText(String owner, String reason, String expires) {
    this.owner = owner;
    this.reason = reason;
    this.expires = expires;
  }

  /** A line for each open finding, by control, file and fingerprint. */
  public static List<String> findings(CheckRun.Checked checked) {
    List<String> lines = new ArrayList<>();
    for (ControlResult result : checked.verdict().results()) {
      for (Finding finding : result.outcome().findings()) {
        lines.add(line(result.control().id(), finding, checked));
      }
    }
    return lines.stream().sorted().toList();
  }

  /** The file. */
  public String of(List<String> findings) {
    return """
        # What was wrong before anybody looked: waived until the day below, and never to grow.
        # `seaworthy baseline prune` takes away what is mended.
        apiVersion: %s
        kind: %s
        owner: %s
        reason: %s
        expires: %s
        findings:%s
        """
        .formatted(
            Descriptor.API_VERSION,
            BaselineReader.KIND,
            quoted(owner),
            quoted(reason),
            quoted(expires),
            findings.isEmpty() ? " []" : "\n" + String.join("\n", findings));
  }

  private static String line(String control, Finding finding, CheckRun.Checked checked) {
    return "- {control: %s, file: %s, subject: %s, rule: %s, fingerprint: %s}"
        .formatted(
            control,
            quoted(Places.named(finding.source().file(), checked)),
            quoted(finding.subject().toString().strip()),
            quoted(finding.rule()),
            quoted(finding.fingerprint()));
  }

  /** A string of JSON, which is one of YAML. */
  private static String quoted(String text) {
    return CanonicalJson.of(text).toString();
  }
}
