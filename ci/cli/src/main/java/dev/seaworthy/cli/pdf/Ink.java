package dev.seaworthy.cli.pdf;

import java.util.Map;
import java.util.stream.Stream;

/** A colour, by red, green and blue; those of the page's light style. */
record Ink(int rgb) {
  static final Ink TEXT = new Ink(0x1b1f24);
  static final Ink SOFT = new Ink(0x57606a);
  static final Ink LINE = new Ink(0xd0d7de);
  static final Ink PANEL = new Ink(0xf6f8fa);
  static final Ink PAPER = new Ink(0xffffff);
  private static final Ink FAIL = new Ink(0xa40e26);
  private static final Ink PASS = new Ink(0x116329);

  /** What the classes of elements mean. */
  private static final Map<String, Ink> BY_CLASS =
      Map.ofEntries(
          Map.entry("soft", SOFT),
          Map.entry("pass", PASS),
          Map.entry("fail", FAIL),
          Map.entry("unknown", new Ink(0x7d4e00)),
          Map.entry("waived", new Ink(0x0a52a8)),
          Map.entry("not-applicable", SOFT),
          Map.entry("grid", LINE),
          Map.entry("sev-0", new Ink(0x8e1228)),
          Map.entry("sev-1", new Ink(0xc4500c)),
          Map.entry("sev-2", new Ink(0x9a7200)),
          Map.entry("sev-3", new Ink(0x2668a8)),
          Map.entry("sev-4", new Ink(0x6a737d)),
          Map.entry("cell-held", LINE),
          Map.entry("cell-gained", FAIL),
          Map.entry("cell-lost", PASS),
          Map.entry("sign-gained", PAPER),
          Map.entry("sign-lost", PAPER));

  /** The colour of an element of these classes. */
  static Ink of(Stream<String> classes, Ink otherwise) {
    return classes
        .filter(BY_CLASS::containsKey)
        .findFirst()
        .map(name -> BY_CLASS.getOrDefault(name, otherwise))
        .orElse(otherwise);
  }
}
