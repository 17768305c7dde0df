package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CalibrateTest {
  private static final String OBJECT =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good, namespace: ns}\n";

  @TempDir Path folder = Path.of("");

  @Test
  void theFastestIsRememberedByTheBundlesDigest() throws IOException {
    Bench.Ran ran =
        new Bench()
            .environment("SEAWORTHY_CACHE", folder.resolve("cache").toString())
            .run("policy", "calibrate", "naming", "--with", object());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).containsPattern("naming .* (plan|wasm)  plan .* ms  wasm .* ms");
    String digest = Bench.bundle().digest().toString();
    assertThat(Files.readString(folder.resolve("cache/calibration.json")))
        .matches("\\{\"%s\":\"(plan|wasm)\"}".formatted(digest));
  }

  @Test
  void withoutACacheFolderNothingIsMeasured() throws IOException {
    Bench.Ran ran = new Bench().run("policy", "calibrate", "--with", object());
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("there is no cache folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"sha256:1\":\"plan\"}", "7"})
  void aRecordThatCannotBeReadIsPassedOver(String text) throws IOException {
    Files.writeString(folder.resolve("calibration.json"), text);
    Bench.Ran ran = check();
    assertThat(ran.err()).contains("warning: ").contains("calibration.json` is passed over");
    assertThat(ran.out()).contains("\"runtime\":").contains("plan");
    assertThat(ran.code()).isNotEqualTo(4);
  }

  @Test
  void anHonestRecordIsReadInSilence() throws IOException {
    Files.write(
        folder.resolve("calibration.json"),
        CanonicalJson.of(Map.of("sha256:" + "0".repeat(64), "wasm")).bytes());
    assertThat(check().err()).isEmpty();
  }

  private Bench.Ran check() throws IOException {
    return new Bench()
        .environment("SEAWORTHY_CACHE", folder.toString())
        .runReal("check", object(), "--bundle", "network", "--format", "json");
  }

  private Path object() throws IOException {
    return Files.writeString(folder.resolve("a.yaml"), OBJECT);
  }
}
