package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Tree;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads {@code .trivyignore}: an id a line, and after it {@code exp:2026-01-31}. A comment right
 * above says why.
 */
final class IgnoreText {
  private static final String EXPIRY = "exp:";

  private final IgnoreFile file;

  IgnoreText(IgnoreFile file) {
    this.file = file;
  }

  void read(String text) {
    String comment = "";
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String plain = line.strip();
      if (plain.startsWith("#")) {
        comment = (comment + " " + plain.substring(1).strip()).strip();
      } else {
        entry(plain, comment, number);
        comment = "";
      }
    }
  }

  private void entry(String line, String comment, int number) {
    if (line.isEmpty()) {
      return;
    }
    String[] fields = line.split("\\s+");
    Optional<String> day =
        Stream.of(fields)
            .skip(1)
            .filter(field -> field.startsWith(EXPIRY))
            .map(field -> field.substring(EXPIRY.length()))
            .findFirst();
    Optional<Long> until =
        day.isEmpty() ? Optional.of(IgnoreEntry.FOREVER) : IgnoreTime.of(day.get());
    if (until.isEmpty()) {
      file.fault(
          "the expiry of `%s` is no day".formatted(ReportStream.printable(fields[0])),
          new Tree.Mark(number, 1));
    } else {
      file.add(new IgnoreEntry("", fields[0], List.of(), List.of(), until.get(), comment));
    }
  }
}
