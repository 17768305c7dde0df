package dev.seaworthy.engine.policy.diff;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.bundle.BundleFiles;
import dev.seaworthy.engine.rego.RegoModule;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One version of a bundle and the sources in it.
 *
 * @param rego the policies, by file name
 */
public record Edition(PolicyBundle bundle, SortedMap<String, String> rego) {
  public Edition {
    rego = Collections.unmodifiableSortedMap(new TreeMap<>(rego));
  }

  /** A bundle that was read, and the files it was read from. */
  public static Edition of(PolicyBundle bundle, BundleFiles files) {
    SortedMap<String, String> rego = new TreeMap<>();
    for (String name : files.names()) {
      if (name.endsWith(".rego")) {
        rego.put(name, new String(files.get(name).orElseThrow(), StandardCharsets.UTF_8));
      }
    }
    return new Edition(bundle, rego);
  }

  /** The digest of the code that a control decides by, comments and layout aside. */
  public Digest code(Control control) {
    return Sources.digest(rego, control.entrypoint());
  }

  /** Whether the other runs by the very same code. */
  boolean runsAs(Edition other) {
    RegoModule own = bundle.module();
    RegoModule theirs = other.bundle.module();
    return Arrays.equals(own.wasm(), theirs.wasm())
        && Arrays.equals(own.plan(), theirs.plan())
        && own.data().equals(theirs.data());
  }
}
