package dev.seaworthy.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.seaworthy.cli.Bench;
import dev.seaworthy.cli.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is done to a file of a bundle is found, in a folder and in archives that are packed as
 * they should be: by the command, of a bundle of a thousand objects by real policies.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChangedBundleTest {
  private static final int OBJECTS = 1000;

  @TempDir static Path folder = Path.of("");

  private Path publicKey = Path.of("");
  private SortedMap<String, byte[]> files = new TreeMap<>();

  @BeforeAll
  void makeBundle() throws Exception {
    Path key = folder.resolve("key.pem");
    publicKey = folder.resolve("key.pub");
    Path bundle = folder.resolve("evidence");
    assertThat(new Bench().run("keys", "generate", "-o", key).code()).isZero();
    StringBuilder manifests = new StringBuilder();
    for (int i = 0; i < OBJECTS; i++) {
      manifests.append(
          """
          ---
          apiVersion: v1
          kind: Service
          metadata: {name: service-%d, namespace: harbor}
          spec: {selector: {app: service-%d}, ports: [{port: 80}]}
          """
              .formatted(i, i));
    }
    Path manifest = Files.writeString(folder.resolve("services.yaml"), manifests);
    Bench.Ran ran =
        new Bench()
            .runReal(
                "audit", "bundle", manifest, "--bundle", "network", "--key", key, "-o", bundle);
    assertThat(ran.err()).doesNotContain("error");
    files = BundleFolder.read(bundle);
  }

  @ParameterizedTest(name = "evidence{0}")
  @ValueSource(strings = {"", ".zip", ".tar.gz"})
  void everyChangeOfEveryFileIsFound(String suffix) throws Exception {
    assertThat(verify(files, "whole" + suffix)).isZero();
    Map<String, SortedMap<String, byte[]>> mutants = mutants();
    assertThat(mutants).hasSizeGreaterThan(7 * files.size());
    List<String> unfound = new ArrayList<>();
    for (Map.Entry<String, SortedMap<String, byte[]>> mutant : mutants.entrySet()) {
      if (verify(mutant.getValue(), "mutant" + suffix) != 1) {
        unfound.add(mutant.getKey());
      }
    }
    assertThat(unfound).isEmpty();
  }

  private Map<String, SortedMap<String, byte[]>> mutants() {
    Map<String, SortedMap<String, byte[]>> mutants = new TreeMap<>();
    String before = files.lastKey();
    for (String name : files.keySet()) {
      byte[] bytes = bytes(name);
      for (int at : new int[] {0, bytes.length / 2, bytes.length - 1}) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        mutants.put(name + " at " + at, with(name, flipped));
      }
      SortedMap<String, byte[]> without = new TreeMap<>(files);
      without.remove(name);
      mutants.put(name + " removed", without);
      SortedMap<String, byte[]> renamed = new TreeMap<>(without);
      renamed.put(name + "x", bytes);
      mutants.put(name + " renamed", renamed);
      mutants.put(name + " copied", with(name + "x", bytes));
      SortedMap<String, byte[]> swapped = with(name, bytes(before));
      swapped.put(before, bytes);
      mutants.put(name + " swapped with " + before, swapped);
      String more = name.substring(0, name.lastIndexOf('/') + 1) + "more";
      mutants.put(more + " added", with(more, new byte[] {1}));
      before = name;
    }
    return mutants;
  }

  private SortedMap<String, byte[]> with(String name, byte[] bytes) {
    SortedMap<String, byte[]> mutant = new TreeMap<>(files);
    mutant.put(name, bytes);
    return mutant;
  }

  private byte[] bytes(String name) {
    return files.getOrDefault(name, new byte[0]);
  }

  /** What the command exits with of these files, written to a new place. */
  private int verify(SortedMap<String, byte[]> some, String name)
      throws IOException, ConfigurationException {
    Path place = Files.createTempDirectory(folder, "try").resolve(name);
    BundleOutput.write(some, place);
    int code = new Bench().runReal("verify", place, "--key", publicKey).code();
    MoreFiles.deleteRecursively(place, RecursiveDeleteOption.ALLOW_INSECURE);
    return code;
  }
}
