package dev.seaworthy.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySignTest {
  private static final Path DIST = Path.of("..", "..", "policies", "dist");

  @TempDir Path folder = Path.of("");

  private Path bundle = Path.of("");
  private Path privateKey = Path.of("");
  private Path publicKey = Path.of("");

  @BeforeEach
  void makeKeys() throws IOException {
    bundle = folder.resolve("b.tar.gz");
    privateKey = folder.resolve("own.pem");
    publicKey = folder.resolve("own.pub");
    try (Stream<Path> built = Files.list(DIST)) {
      Files.copy(built.sorted().findFirst().orElseThrow(), bundle);
    }
    assertThat(new Bench().run("keys", "generate", "-o", privateKey).code()).isZero();
  }

  @Test
  void aBundleSignedWithOnesOwnKeyVerifies() {
    Path signed = folder.resolve("signed.tar.gz");
    Bench.Ran sign = new Bench().run("policy", "sign", bundle, "--key", privateKey, "-o", signed);
    assertThat(sign.code()).as(sign.err()).isZero();
    Bench.Ran verify = new Bench().run("policy", "verify", signed, "--key", publicKey);
    assertThat(verify.code()).as(verify.err()).isZero();
    assertThat(verify.out()).contains("verified").contains("sha256:");
  }

  @Test
  void aBundleSignedByAnotherKeyDoesNotVerify() {
    Bench.Ran ran = new Bench().run("policy", "verify", bundle, "--key", publicKey);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("that is not trusted");
  }

  @Test
  void aChangedBundleDoesNotVerify() throws IOException {
    new Bench().run("policy", "sign", bundle, "--key", privateKey);
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length / 2] ^= 1;
    Files.write(bundle, bytes);
    assertThat(new Bench().run("policy", "verify", bundle, "--key", publicKey).code()).isEqualTo(1);
  }

  @Test
  void aPublicKeyDoesNotSign() {
    Bench.Ran ran = new Bench().run("policy", "sign", bundle, "--key", publicKey);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("PRIVATE KEY");
  }

  @Test
  void whatIsNoBundleIsNotSigned() throws IOException {
    Files.writeString(bundle, "text");
    Bench.Ran ran = new Bench().run("policy", "sign", bundle, "--key", privateKey);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(bundle).hasContent("text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "test", "sign", "verify"})
  void helpGivesExamplesAndExitCodes(String command) {
    Bench.Ran ran = new Bench().run("policy", command, "--help");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Examples:").contains("seaworthy policy " + command);
  }
}
