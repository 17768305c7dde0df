package dev.seaworthy.cli.network.svg;

import java.util.List;

/**
 * An arrow.
 *
 * @param from key of the box or lane where it begins
 * @param to key of the box or lane where it ends
 * @param ports what passes, as text
 * @param lines the first of the connections it stands for
 * @param count how many these are
 * @param partial whether only some of the two lanes' workloads are meant
 */
record Flow(String from, String to, String ports, List<String> lines, int count, boolean partial) {
  Flow {
    lines = List.copyOf(lines);
  }

  /** All that a reader may want to know of it. */
  String title() {
    int more = count - lines.size();
    return String.join("\n", lines) + (more > 0 ? "\nand " + more + " more" : "");
  }
}
