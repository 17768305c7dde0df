package dev.seaworthy.cli.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** By what policies are evaluated. */
public enum RuntimeChoice {
  /** OPA's plan, executed by Seaworthy. */
  PLAN,
  /** OPA's WebAssembly. */
  WASM,
  /** For each bundle the one that is faster. */
  FASTEST,
  /** Both, which must agree. */
  BOTH;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RuntimeChoice> parse(String text) {
    return Stream.of(values()).filter(one -> one.id().equals(text)).findFirst();
  }

  public static List<String> ids() {
    return Stream.of(values()).map(RuntimeChoice::id).toList();
  }
}
