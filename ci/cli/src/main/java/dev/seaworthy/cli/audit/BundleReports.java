package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.format.Presentation;
import dev.seaworthy.cli.format.VerdictFormat;
import dev.seaworthy.cli.format.VerdictFormats;
import dev.seaworthy.cli.terminal.Palette;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The renderings of a verdict that an evidence bundle has for people. */
public final class BundleReports {
  private static final List<String> FORMATS = List.of("html", "pdf");

  private BundleReports() {}

  /**
   * The reports, by file name. They depend on the verdict alone, not on the folder the user is in:
   * file names are those that the sealed verdict has.
   */
  public static Map<String, byte[]> of(Verdict verdict) {
    Map<String, byte[]> reports = new TreeMap<>();
    for (String format : FORMATS) {
      reports.put("verdict." + format, written(VerdictFormats.find(format).orElseThrow(), verdict));
    }
    return reports;
  }

  private static byte[] written(VerdictFormat format, Verdict verdict) {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    try {
      format.write(verdict, new Presentation(Palette.PLAIN, 0, ""), report);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return report.toByteArray();
  }
}
