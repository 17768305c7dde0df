package dev.seaworthy.cli.command;

import java.util.regex.Pattern;

/** Names as Kubernetes has them. */
final class KubernetesNames {
  /** One label (RFC 1123, section 2.1). */
  static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  /** {@code NAMESPACE/NAME}, which are the groups 1 and 3. */
  static final Pattern OBJECT = Pattern.compile("(%1$s)/(%1$s)".formatted(NAME.pattern()));

  private KubernetesNames() {}
}
