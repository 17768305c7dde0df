package dev.seaworthy.collectors.iam;

import java.util.Optional;

/** What the letters of an {@code ir.access} row stand for. */
final class OdooOperation {
  private OdooOperation() {}

  static Optional<String> of(char letter) {
    return switch (letter) {
      case 'c' -> Optional.of("create");
      case 'r' -> Optional.of("read");
      case 'u', 'w' -> Optional.of("write");
      case 'd' -> Optional.of("unlink");
      default -> Optional.empty();
    };
  }
}
