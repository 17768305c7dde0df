package dev.seaworthy.collectors.network.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares with the connection lists that another analyser made of the same manifests, line by
 * line. They live beside the repository and are not part of it.
 */
class OracleTest {
  private static final Path ORACLE =
      Path.of(
              System.getProperty("repository.root", "."),
              "..",
              "shared",
              "oracles",
              "network-policy")
          .normalize();
  private static final String SUFFIX = "_connlist_output.txt";
  private static final int CASES = 71;

  @TestFactory
  Stream<DynamicTest> everyListAgrees() throws IOException {
    assumeTrue(Files.isDirectory(ORACLE), () -> "there is no oracle beside the repository");
    try (Stream<Path> files = Files.list(ORACLE.resolve("expected"))) {
      List<Path> expected =
          files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
      assertThat(expected).as("cases of the oracle").hasSizeGreaterThanOrEqualTo(CASES);
      return expected.stream()
          .map(file -> DynamicTest.dynamicTest(name(file), () -> compare(file)));
    }
  }

  private static void compare(Path expected) throws IOException {
    StringBuilder found = new StringBuilder();
    Path folder = ORACLE.resolve("tests").resolve(name(expected));
    Reachability.of(Inputs.in(folder)).writeText(found);
    assertThat(lines(found.toString())).isEqualTo(lines(Files.readString(expected)));
  }

  /** The oracle sorts by its own rule within a heading, so that order is left to other tests. */
  private static List<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank()).sorted().toList();
  }

  private static String name(Path expected) {
    String file = expected.getFileName().toString();
    return file.substring(0, file.length() - SUFFIX.length());
  }
}
