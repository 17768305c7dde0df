package dev.seaworthy.collectors.tls.probe;

import java.util.List;

/** Names of alerts. https://www.iana.org/assignments/tls-parameters */
final class Alert {
  static final int CLOSE_NOTIFY = 0;
  static final int WARNING = 1;

  private static final List<Registry.Entry> NAMES = Registry.read("alerts.txt");

  private Alert() {}

  static String name(int description) {
    return NAMES.stream()
        .filter(one -> one.code() == description)
        .findFirst()
        .map(Registry.Entry::name)
        .orElseGet(() -> "alert_" + description);
  }
}
