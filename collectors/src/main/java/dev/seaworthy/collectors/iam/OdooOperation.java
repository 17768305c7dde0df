package dev.seaworthy.collectors.iam;

import java.util.List;
import java.util.Optional;

/** What the letters of an {@code ir.access} row stand for: those of {@code crud}. */
final class OdooOperation {
  private OdooOperation() {}

  /** The rights that {@code letters} give; empty if one of them stands for none. */
  static Optional<List<String>> rights(String letters) {
    List<String> rights =
        letters.chars().mapToObj(OdooOperation::of).flatMap(Optional::stream).toList();
    return rights.size() == letters.length() ? Optional.of(rights) : Optional.empty();
  }

  /** Older states of the format write {@code w} for an update. */
  private static Optional<String> of(int letter) {
    return switch (letter) {
      case 'c' -> Optional.of("create");
      case 'r' -> Optional.of("read");
      case 'u', 'w' -> Optional.of("write");
      case 'd' -> Optional.of("unlink");
      default -> Optional.empty();
    };
  }
}
