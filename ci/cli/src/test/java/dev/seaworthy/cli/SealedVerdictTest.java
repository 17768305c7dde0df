package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SealedVerdictTest {
  @TempDir Path folder = Path.of("");

  private Path key = Path.of("");
  private Path publicKey = Path.of("");
  private Path seal = Path.of("");

  @BeforeEach
  void makeKey() {
    key = folder.resolve("key.pem");
    publicKey = folder.resolve("key.pub");
    seal = folder.resolve("verdict.seal");
    assertThat(new Bench().run("keys", "generate", "-o", key).code()).isZero();
  }

  @Test
  void aKeyIsNotReplacedByAccident() {
    assertThat(new Bench().run("keys", "generate", "-o", key).code()).isEqualTo(3);
    assertThat(new Bench().run("keys", "generate", "-o", key, "--force").code()).isZero();
  }

  @Test
  void anAuthenticFailIsAuthentic() throws IOException {
    assertThat(sealed("bad")).isEqualTo(1);
    Bench.Ran ran = new Bench().run("verify", seal, "--key", publicKey);
    assertThat(ran.out())
        .contains("AUTHENTIC")
        .contains("it says `fail`")
        .contains("authenticity says nothing about the verdict being a pass");
    assertThat(ran.code()).isZero();
  }

  @Test
  void aRequiredPassRefusesAFail() throws IOException {
    sealed("bad");
    Bench.Ran ran = new Bench().run("verify", seal, "--key", publicKey, "--require", "pass");
    assertThat(ran.out()).contains("REFUSED");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aRequiredPassTakesAPass() throws IOException {
    assertThat(sealed("good")).isZero();
    assertThat(new Bench().run("verify", seal, "--key", publicKey, "--require", "pass").code())
        .isZero();
  }

  @Test
  void aVerdictOfAnotherReleaseIsRefusedWhereOneIsNamed() throws IOException {
    sealed("good");
    // Without a release file the candidate is what was judged.
    Digest candidate = Digest.of(Files.readAllBytes(folder.resolve("verdict.snapshot.json")));
    assertThat(new Bench().run("verify", seal, "--key", publicKey, "--candidate", candidate).code())
        .isZero();
    Digest other = Digest.of(new byte[0]);
    Bench.Ran ran = new Bench().run("verify", seal, "--key", publicKey, "--candidate", other);
    assertThat(ran.out()).contains("REFUSED: the verdict is about `%s`".formatted(candidate));
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aFlippedBitOfTheVerdictIsFound() throws IOException {
    sealed("good");
    flip(seal);
    Bench.Ran ran = new Bench().run("verify", seal, "--key", publicKey);
    assertThat(ran.out()).contains("NOT AUTHENTIC");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aFlippedBitOfTheEvidenceIsFound() throws IOException {
    sealed("good");
    flip(folder.resolve("verdict.snapshot.json"));
    assertThat(new Bench().run("verify", seal, "--key", publicKey).code()).isEqualTo(1);
  }

  @Test
  void anothersKeyIsRefused() throws IOException {
    sealed("good");
    new Bench().run("keys", "generate", "-o", folder.resolve("other.pem"));
    assertThat(new Bench().run("verify", seal, "--key", folder.resolve("other.pub")).code())
        .isEqualTo(1);
  }

  @Test
  void withoutTheEvidenceTheCheckIsIncomplete() throws IOException {
    sealed("good");
    Files.delete(folder.resolve("verdict.snapshot.json"));
    Bench.Ran ran = new Bench().run("verify", seal, "--key", publicKey);
    assertThat(ran.out()).contains("EVIDENCE NOT CHECKED");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(new Bench().run("verify", seal, "--key", publicKey, "--verdict-only").code())
        .isZero();
  }

  @Test
  void badUsageExits3() throws IOException {
    sealed("good");
    assertThat(new Bench().run("verify", seal).code()).isEqualTo(3);
    assertThat(new Bench().run("verify", seal, "--key", key).code()).isEqualTo(3);
    assertThat(new Bench().run("verify", folder.resolve("no"), "--key", publicKey).code())
        .isEqualTo(3);
    assertThat(new Bench().run("verify", seal, "--key", publicKey, "--require", "x").code())
        .isEqualTo(3);
    assertThat(new Bench().run("verify", seal, "--key", publicKey, "--candidate", "x").code())
        .isEqualTo(3);
  }

  @Test
  void theKeyIsNotPartOfAnyOutput() throws IOException {
    String secret = Files.readAllLines(key).get(1);
    sealed("good");
    assertThat(seal).content().doesNotContain(secret);
  }

  private int sealed(String name) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.yaml"),
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n".formatted(name));
    return new Bench().run("check", file, "--key", key, "--seal", seal).code();
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
