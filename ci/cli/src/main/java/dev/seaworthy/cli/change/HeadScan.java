package dev.seaworthy.cli.change;

import dev.seaworthy.cli.check.CheckRun;
import dev.seaworthy.cli.format.Presentation;
import dev.seaworthy.cli.format.Report;
import dev.seaworthy.cli.format.VerdictFormats;
import dev.seaworthy.cli.git.CommitFolder;
import dev.seaworthy.cli.terminal.Palette;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The verdict on a commit as SARIF, with files named from the root of the repository. */
final class HeadScan {
  private static final int ANY_COLUMNS = 80;

  private HeadScan() {}

  static String of(CheckRun.Checked checked, CommitFolder files) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try {
      VerdictFormats.find("sarif")
          .orElseThrow()
          .write(
              Report.of(checked.verdict()),
              new Presentation(Palette.PLAIN, ANY_COLUMNS, checked.folder()),
              log);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return files.named(log.toString(StandardCharsets.UTF_8));
  }
}
