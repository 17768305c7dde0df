package dev.seaworthy.engine.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.engine.key.SigningKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we sign, the real OPA accepts; what it signs, we do. */
class OpaSignatureTest {
  private static final SigningKey SIGNING = SigningKey.generate(new SecureRandom());
  private static final BundleSigner SIGNER = BundleSigner.of(SIGNING);

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void writeKeys() throws IOException {
    assumeTrue(opa().isPresent(), "there is no `opa` on the PATH");
    Files.writeString(folder.resolve("private.pem"), SIGNING.toPem());
    Files.writeString(folder.resolve("public.pem"), SIGNER.key().toPem());
  }

  @Test
  void opaAcceptsOurSignature() throws IOException, InterruptedException {
    assertThat(opaVerifies(odd(SIGNER))).isEmpty();
  }

  @Test
  void opaRefusesOurSignatureOfOtherFiles() throws IOException, InterruptedException {
    BundleFiles signed = odd(SIGNER);
    byte[] rego = SampleBundle.utf8("package seaworthy.supply_chain.img_01\n\nchanged := 1\n");
    assertThat(opaVerifies(signed.with("supply-chain/img_01.rego", rego)))
        .contains("digest mismatch");
    byte[] data = SampleBundle.utf8("{\"parameters\":{}}");
    assertThat(opaVerifies(signed.with(BundleFiles.DATA, data))).contains("digest mismatch");
  }

  @Test
  void opaRefusesAStrangersSignature() throws IOException, InterruptedException {
    assertThat(opaVerifies(odd(BundleSigner.generate(new SecureRandom())))).contains("verif");
  }

  @Test
  void weAcceptOpasSignature() throws IOException, InterruptedException {
    BundleFiles files = odd();
    Files.write(folder.resolve("b.tar.gz"), BundleWriter.write(files));
    int code =
        run(
            "sign",
            "--signing-alg",
            "ES256",
            "--signing-key",
            "private.pem",
            "--bundle",
            "b.tar.gz");
    assertThat(code).isZero();
    BundleFiles signed =
        files.with(
            BundleFiles.SIGNATURES, Files.readAllBytes(folder.resolve(BundleFiles.SIGNATURES)));
    assertThatCode(() -> BundleSignature.verify(signed, List.of(SIGNER.key()), "b"))
        .doesNotThrowAnyException();
  }

  /** With data that a careless hash of its structure would get wrong. */
  private static BundleFiles odd() {
    String data =
        """
        {"parameters": {"b": 1.50, "a": 1e3, "\\u00e9<&>\\u0001\\b\\f": "\\u2028 \\/ \\" \\\\ \\t",
          "\\ue000": [], "\\ud83d\\ude00": {}, "n": [null, true, -0, 12345678901234567890]}}
        """;
    return SampleBundle.files().with(BundleFiles.DATA, SampleBundle.utf8(data));
  }

  private static BundleFiles odd(BundleSigner signer) {
    return odd().with(BundleFiles.SIGNATURES, BundleSignature.sign(odd(), signer));
  }

  /** What OPA says against a bundle; nothing when it accepts it. */
  private String opaVerifies(BundleFiles files) throws IOException, InterruptedException {
    Files.write(folder.resolve("b.tar.gz"), BundleWriter.write(files));
    int code =
        run(
            "build",
            "--bundle",
            "b.tar.gz",
            "--verification-key",
            "public.pem",
            "--signing-alg",
            "ES256",
            "--output",
            "out.tar.gz");
    String said = Files.readString(folder.resolve("opa.log"));
    return code == 0 ? "" : "refused: " + said;
  }

  private int run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of(opa().orElseThrow().toString()), Stream.of(arguments)).toList();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("opa.log").toFile())
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("OPA ends").isTrue();
    return process.exitValue();
  }

  private static Optional<Path> opa() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry, "opa"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
