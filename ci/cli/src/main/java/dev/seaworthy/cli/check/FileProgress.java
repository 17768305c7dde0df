package dev.seaworthy.cli.check;

import dev.seaworthy.cli.terminal.Progress;

/** Shows which file of how many is read, and how far a large one is. */
record FileProgress(Progress shown) implements dev.seaworthy.collectors.Progress {
  @Override
  public void read(int done, int total, String file) {
    shown.step("reading file %d of %d".formatted(done, total));
  }

  @Override
  public void within(String file, long bytes, long size) {
    long percent = Math.min(100, bytes * 100 / Math.max(1, size));
    shown.step(
        "reading %s: %d of %d MiB, %d %%".formatted(plain(file), bytes >> 20, size >> 20, percent));
  }

  /** A name may hold what moves a terminal's cursor. */
  private static String plain(String file) {
    String plain = file.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 60 ? "…" + plain.substring(plain.length() - 60) : plain;
  }
}
