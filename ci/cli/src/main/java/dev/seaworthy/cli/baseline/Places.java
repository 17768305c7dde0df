package dev.seaworthy.cli.baseline;

import dev.seaworthy.cli.check.CheckRun;

/** Names files as a user would, from where the check was begun. */
final class Places {
  private Places() {}

  static String named(String file, CheckRun.Checked checked) {
    return file.startsWith("/") ? file : checked.folder() + file;
  }
}
