package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.format.Presentation;
import dev.seaworthy.cli.format.VerdictFormat;
import dev.seaworthy.cli.format.VerdictFormats;
import dev.seaworthy.cli.terminal.Palette;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The renderings of a verdict that an evidence bundle has for people. */
public final class BundleReports {
  private static final String FORMAT = "html";

  private BundleReports() {}

  /**
   * The reports, by file name. They depend on the verdict alone, not on the folder the user is in:
   * file names are those that the sealed verdict has.
   */
  public static Map<String, byte[]> of(Verdict verdict) {
    VerdictFormat format = VerdictFormats.find(FORMAT).orElseThrow();
    StringBuilder page = new StringBuilder();
    try {
      format.write(verdict, new Presentation(Palette.PLAIN, 0, ""), page);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return Map.of("verdict." + FORMAT, page.toString().getBytes(StandardCharsets.UTF_8));
  }
}
