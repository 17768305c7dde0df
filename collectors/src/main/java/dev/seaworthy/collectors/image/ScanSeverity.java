package dev.seaworthy.collectors.image;

import java.util.Locale;
import java.util.stream.Stream;

/** How bad a finding is, in Trivy's words and in the order of the numbers that it writes. */
enum ScanSeverity {
  UNKNOWN,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** A word that Trivy does not use counts as {@link #UNKNOWN}. */
  static ScanSeverity of(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return Stream.of(values()).filter(one -> one.name().equals(upper)).findFirst().orElse(UNKNOWN);
  }

  static ScanSeverity of(long number) {
    return number < 0 || number >= values().length ? UNKNOWN : values()[(int) number];
  }

  ScanSeverity or(ScanSeverity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
