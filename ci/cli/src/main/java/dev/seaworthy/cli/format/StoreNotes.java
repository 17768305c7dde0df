package dev.seaworthy.cli.format;

import dev.seaworthy.engine.gate.Discounted;
import java.util.List;

/** What in a store does not count, and why: each by name, but those that newer ones replaced. */
final class StoreNotes {
  private final TablePage page;

  StoreNotes(TablePage page) {
    this.page = page;
  }

  void write(List<Discounted> discounted) {
    List<Discounted> wrong = discounted.stream().filter(one -> !one.isReplaced()).toList();
    if (!wrong.isEmpty()) {
      page.blank();
      page.line(0, page.bold("IN THE STORE, BUT DOES NOT COUNT"));
    }
    for (Discounted one : wrong) {
      page.line(2, page.plain(one.name()));
      page.paragraph(4, page.plain(""), 0, one.problem().code() + ": " + one.problem().message());
      page.paragraph(4, page.faint("mend: "), "mend: ".length(), one.problem().fix());
    }
    int replaced = discounted.size() - wrong.size();
    if (replaced > 0) {
      page.blank();
      page.line(0, page.faint(replaced + " earlier verdicts were replaced by newer ones"));
    }
  }
}
