package dev.seaworthy.collectors.image;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a VEX statement says of a product, in the words that OpenVEX and CSAF share; the more
 * cautious first.
 */
enum VexStatus {
  AFFECTED,
  UNDER_INVESTIGATION,
  FIXED,
  NOT_AFFECTED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<VexStatus> of(String word) {
    return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  /** CycloneDX's states of an analysis. */
  static Optional<VexStatus> ofAnalysis(String state) {
    return switch (state) {
      case "exploitable" -> Optional.of(AFFECTED);
      case "in_triage" -> Optional.of(UNDER_INVESTIGATION);
      case "resolved", "resolved_with_pedigree" -> Optional.of(FIXED);
      case "not_affected", "false_positive" -> Optional.of(NOT_AFFECTED);
      default -> Optional.empty();
    };
  }
}
