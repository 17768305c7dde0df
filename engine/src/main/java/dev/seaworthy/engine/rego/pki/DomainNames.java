package dev.seaworthy.engine.rego.pki;

import java.util.Locale;

/** Names of hosts, by the rules of Go's {@code crypto/x509}. */
final class DomainNames {
  private DomainNames() {}

  /** Whether a name may stand in a certificate; as a constraint it may begin with a dot. */
  static boolean isValid(String name, boolean isConstraint) {
    if (name.isEmpty()) {
      return true;
    }
    String labels = isConstraint && name.startsWith(".") ? name.substring(1) : name;
    for (String label : labels.split("\\.", -1)) {
      if (label.isEmpty() || label.chars().anyMatch(c -> c < 33 || c > 126)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a host has the name that a certificate gives, which may begin with an asterisk. */
  static boolean matches(String name, String host) {
    String candidate = host.toLowerCase(Locale.ROOT);
    if (!isHost(candidate, false) || !isHost(name, true)) {
      boolean isNothing = candidate.isEmpty() || candidate.equals(".");
      return !isNothing && name.toLowerCase(Locale.ROOT).equals(candidate);
    }
    String[] pattern = name.toLowerCase(Locale.ROOT).split("\\.", -1);
    String[] parts = withoutDot(candidate).split("\\.", -1);
    if (pattern.length != parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      boolean isAny = i == 0 && pattern[i].equals("*");
      if (!isAny && !pattern[i].equals(parts[i])) {
        return false;
      }
    }
    return true;
  }

  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private static boolean isHost(String name, boolean isPattern) {
    String host = isPattern ? name : withoutDot(name);
    if (host.isEmpty() || host.equals("*")) {
      return false;
    }
    String[] labels = host.split("\\.", -1);
    for (int i = 0; i < labels.length; i++) {
      boolean isAny = isPattern && i == 0 && labels[i].equals("*");
      if (!isAny && !isLabel(labels[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLabel(String label) {
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      boolean isPlain =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      if (!isPlain && (c != '-' || i == 0)) {
        return false;
      }
    }
    return !label.isEmpty();
  }
}
