package dev.seaworthy.collectors.tls;

import java.util.Map;

/** How Traefik speaks to the servers behind it. */
final class Transport {
  private static final long DIAL_SECONDS = 30;
  private static final long IDLE_SECONDS = 90;

  private Transport() {}

  /** The settings with Traefik's defaults; 0 seconds are no limit. */
  static Map<String, Object> content(Section transport) {
    Section timeouts = transport.inside("forwardingTimeouts");
    return Map.of(
        "dialSeconds", timeouts.seconds("dialTimeout", DIAL_SECONDS),
        "responseHeaderSeconds", timeouts.seconds("responseHeaderTimeout", 0),
        "idleSeconds", timeouts.seconds("idleConnTimeout", IDLE_SECONDS),
        "insecureSkipVerify", transport.truth("insecureSkipVerify"));
  }
}
