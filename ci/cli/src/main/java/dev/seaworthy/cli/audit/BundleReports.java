package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.format.Presentation;
import dev.seaworthy.cli.format.Report;
import dev.seaworthy.cli.format.VerdictFormat;
import dev.seaworthy.cli.format.VerdictFormats;
import dev.seaworthy.cli.terminal.Palette;
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
   * The reports, by file name. They depend on the verdict and its seal alone, not on the folder the
   * user is in: file names are those that the sealed verdict has.
   */
  public static Map<String, byte[]> of(Report report) {
    Map<String, byte[]> reports = new TreeMap<>();
    for (String format : FORMATS) {
      reports.put("verdict." + format, written(VerdictFormats.find(format).orElseThrow(), report));
    }
    return reports;
  }

  private static byte[] written(VerdictFormat format, Report report) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try {
      format.write(report, new Presentation(Palette.PLAIN, 0, ""), written);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return written.toByteArray();
  }
}
