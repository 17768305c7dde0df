package dev.seaworthy.collectors.attestation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of verifying one signed thing, as its evidence has it. */
final class Outcome {
  private record Time(Instant at, String by) {
    Map<String, Object> toTree() {
      return Map.of("at", at.getEpochSecond(), "by", by);
    }
  }

  private final List<Map<String, Object>> signers = new ArrayList<>();
  private final List<Time> times = new ArrayList<>();
  private final List<Map<String, Object>> logs = new ArrayList<>();

  void signedBy(Trust.NamedKey key) {
    signers.add(
        Map.of("key", key.name(), "algorithm", key.key().algorithm(), "sha256", key.key().hint()));
  }

  void signedBy(String issuer, String subject, SignatureKey key) {
    signers.add(Map.of("issuer", issuer, "subject", subject, "algorithm", key.algorithm()));
  }

  /**
   * Notes a time.
   *
   * @param by {@code timestamp} or {@code log}
   */
  void signedAt(Instant time, String by) {
    times.add(new Time(time, by));
  }

  void logged(LogEntry entry) {
    logs.add(Map.of("index", entry.index(), "log", entry.logId()));
  }

  boolean isSigned() {
    return !signers.isEmpty();
  }

  List<Instant> times() {
    return times.stream().map(Time::at).toList();
  }

  /** Who signed, and when, as far as it is proved. */
  Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("signers", signers);
    if (!times.isEmpty()) {
      tree.put("times", times.stream().map(Time::toTree).toList());
      tree.put(
          "signedAt", times.stream().mapToLong(one -> one.at().getEpochSecond()).min().orElse(0));
    }
    if (!logs.isEmpty()) {
      tree.put("logs", logs);
    }
    return tree;
  }
}
