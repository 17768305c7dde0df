package dev.seaworthy.cli.framework;

import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleStore;
import dev.seaworthy.engine.policy.framework.Framework;
import dev.seaworthy.engine.policy.framework.FrameworkReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The frameworks that come with the program. */
public final class Frameworks {
  /** In the order in which they are listed. */
  public static final List<String> NAMES =
      List.of("nist-800-53r5", "cis-kubernetes", "iso-27001", "soc2", "pci-dss", "nis2", "dora");

  private Frameworks() {}

  /** Read when first asked for; safe for many threads. */
  private static final class Holder {
    private static final List<Framework> ALL = read();
  }

  public static List<Framework> all() {
    return Holder.ALL;
  }

  public static Optional<Framework> named(String name) {
    return all().stream().filter(framework -> framework.name().equals(name)).findFirst();
  }

  private static List<Framework> read() {
    BundleStore store = BundleStore.builtIn(Frameworks.class.getClassLoader());
    List<Framework> all = new ArrayList<>();
    for (String name : NAMES) {
      String file = "frameworks/%s.json".formatted(name);
      try {
        all.add(FrameworkReader.read(store.read(file).orElseThrow(), file));
      } catch (IOException | PolicyException e) {
        throw new IllegalStateException("it is packed with the program: " + file, e);
      }
    }
    return List.copyOf(all);
  }
}
