package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `record modules` and what its record is read as. */
final class RecordModulesTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    write("addons/wave/__manifest__.py", "{'version': '18.0.1.0.0', 'depends': ['base']}");
    write("addons/edi/__manifest__.py", "{'version': open('x').read()}");
    write("installed.csv", "name,state,latest_version\nwave,installed,17.0.1.0\n");
  }

  @Test
  void whatIsToComeIsRecordedByItsDigest() {
    Bench.Ran ran = record("--candidate", DIGEST, "-o", folder.resolve("modules.json"));
    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .contains("2 modules", "not read: ", "edi/__manifest__.py:1:13: `open` is no literal");
    Bench.Ran read = new Bench().run("collect", folder.resolve("modules.json"));
    assertThat(read.out()).contains("record/odoo-modules", "18.0.1.0.0", "\"unknown\"");
    assertThat(read.code()).isZero();
  }

  @Test
  void whatRunsIsRecordedByItsList() {
    assertThat(record("--installed", folder.resolve("installed.csv")).out())
        .contains("\"runs\": true", "\"installed\": true", "\"installedVersion\": \"17.0.1.0\"");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(record().err()).contains("give either --candidate or --installed");
    assertThat(record("--candidate", "latest").err()).contains("--candidate takes `sha256:`");
    assertThat(record("--installed", folder.resolve("gone.csv")).err())
        .contains("gone.csv` is no list of installed modules: it cannot be read");
    assertThat(record("--installed", folder.resolve("addons/wave/__manifest__.py")).err())
        .contains("no column holds the name of modules");
  }

  private Bench.Ran record(Object... more) {
    Object[] words = {
      "record",
      "modules",
      folder.resolve("addons"),
      "--series",
      "18.0",
      "--environment",
      "production",
      "--by",
      "erp@harbor.example"
    };
    Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return new Bench().run(all);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }
}
