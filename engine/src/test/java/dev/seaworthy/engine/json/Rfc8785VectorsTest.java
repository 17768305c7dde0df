package dev.seaworthy.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vectors of the RFC's author, read where they lie. */
class Rfc8785VectorsTest {
  private static final Path VECTORS =
      Path.of(System.getProperty("repository.root", "."), "..", "shared", "oracles", "rfc8785");

  @TestFactory
  Stream<DynamicTest> everyInputBecomesItsOutput() throws IOException {
    assumeTrue(Files.isDirectory(VECTORS), "the RFC 8785 vectors are not beside this checkout");
    try (Stream<Path> files = Files.list(VECTORS.resolve("input"))) {
      List<Path> inputs = files.sorted().toList();
      return inputs.stream()
          .map(input -> DynamicTest.dynamicTest(input.getFileName().toString(), () -> same(input)));
    }
  }

  private static void same(Path input) throws IOException {
    Path output = VECTORS.resolve("output").resolve(input.getFileName());
    assertThat(CanonicalJson.parse(Files.readAllBytes(input)).bytes())
        .isEqualTo(Files.readAllBytes(output));
  }
}
