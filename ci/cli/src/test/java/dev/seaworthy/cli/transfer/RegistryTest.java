package dev.seaworthy.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.cli.Bench;
import dev.seaworthy.cli.Committed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing to real registries, which {@code ci/components/registry.sh} starts. */
class RegistryTest {
  private static final Path TLS = Committed.archive("tls");
  private static final String VERSION = Committed.version("tls");

  @TempDir Path folder = Path.of("");

  private final Path trusted = Committed.key("tls");
  private Path back = Path.of("");
  private String repository = "";

  @BeforeEach
  void findRegistry() {
    String open = variable("SEAWORTHY_TEST_REGISTRY");
    assumeTrue(!open.isEmpty(), "no registry: run through ci/components/registry.sh");
    back = folder.resolve("back.tar.gz");
    repository =
        "oci://%s/test/%s"
            .formatted(
                open, String.valueOf(folder.getFileName()).toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void aBundleComesBackByTagAndByDigest() {
    Bench.Ran pushed = policy("push", TLS, repository);
    assertThat(pushed.code()).as(pushed.err()).isZero();
    String exact = pushed.out().replaceAll("(?s).*\\nas +(\\S+)\\s*", "$1");
    assertThat(exact).startsWith(repository + "@sha256:");
    for (String reference : new String[] {repository + ":" + VERSION, exact}) {
      Bench.Ran pulled = policy("pull", reference, "--trust-key", trusted, "-o", back);
      assertThat(pulled.code()).as(pulled.err()).isZero();
      assertThat(back).hasSameBinaryContentAs(TLS);
    }
    assertThat(policy("push", TLS, repository).out()).isEqualTo(pushed.out());
  }

  @Test
  void aTagKeepsItsBytesUnlessForced() {
    Path other = Committed.archive("supply-chain");
    assertThat(policy("push", TLS, repository + ":stable").code()).isZero();
    Bench.Ran ran = policy("push", other, repository + ":stable");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("holds another bundle");
    assertThat(policy("push", other, repository + ":stable", "--force").code()).isZero();
    policy("pull", repository + ":stable", "--trust-key", trusted, "-o", back);
    assertThat(back).hasSameBinaryContentAs(other);
  }

  @Test
  void whatIsNotThereIsNamed() {
    String digest = "@sha256:" + "0".repeat(64);
    for (String reference : new String[] {repository + ":none", repository + digest}) {
      Bench.Ran ran = policy("pull", reference, "--trust-key", trusted, "-o", back);
      assertThat(ran.code()).isEqualTo(3);
      assertThat(ran.err()).contains("there is no `" + reference + "`");
    }
    assertThat(back).doesNotExist();
  }

  @Test
  void aRegistryThatWantsAPasswordGetsIt() throws IOException {
    String locked = "oci://" + variable("SEAWORTHY_TEST_REGISTRY_LOCKED") + "/policies/tls";
    Bench.Ran refused = policy("push", TLS, locked);
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("the server answers 401").contains("docker login");
    Bench named =
        new Bench()
            .environment("SEAWORTHY_REGISTRY_USER", "harbor")
            .environment("SEAWORTHY_REGISTRY_PASSWORD", "anchor");
    Bench.Ran pushed = named.run("policy", "push", TLS, locked, "--force");
    assertThat(pushed.code()).as(pushed.err()).isZero();
    Files.writeString(
        folder.resolve("config.json"),
        "{\"auths\":{\"%s\":{\"auth\":\"aGFyYm9yOmFuY2hvcg==\"}}}"
            .formatted(variable("SEAWORTHY_TEST_REGISTRY_LOCKED")));
    Bench.Ran pulled =
        new Bench()
            .environment("DOCKER_CONFIG", folder.toString())
            .run("policy", "pull", locked + ":" + VERSION, "--trust-key", trusted, "-o", back);
    assertThat(pulled.code()).as(pulled.err()).isZero();
    assertThat(back).hasSameBinaryContentAs(TLS);
  }

  private static Bench.Ran policy(Object... args) {
    return new Bench().run(Stream.concat(Stream.of("policy"), Stream.of(args)).toArray());
  }

  private static String variable(String name) {
    return Optional.ofNullable(System.getenv(name)).orElse("");
  }
}
