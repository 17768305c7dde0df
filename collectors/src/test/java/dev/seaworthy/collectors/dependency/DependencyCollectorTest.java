package dev.seaworthy.collectors.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DependencyCollectorTest {
  @TempDir Path temp;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "requirements.txt | a==1\\na = 1\\nb==2 | 2 | the line is no requirement that pip knows",
        "requirements.txt | a==1 --hash=md5:00 | 1 | a hash is not of the form `sha256:…`",
        "go.mod | module m\\nrequire x | 2 | `require` has no module and version",
        "go.mod | require x v1 | 1 | it names no module",
        "go.sum | a v1 h1:x=\\na v1 | 2 | the line is no module, version and hash",
        "gradle.lockfile | a:b:1=x\\na:b | 2 | the line is no `group:name:version=…`",
        "yarn.lock | nonsense | 1 | the line begins no package",
        "poetry.lock | [[package]\\n | 2 | it is no well-formed TOML",
        "Pipfile.lock | {`default`: {`a`: 7}} | 1 | a package is no object",
      })
  void faultsAreGapsWithTheirLine(String file, String text, int line, String reason) {
    Snapshot snapshot =
        files()
            .read(
                file,
                text.replace("\\n", "\n").replace('`', file.equals("Pipfile.lock") ? '"' : '`'));
    Gap gap = snapshot.gaps().get(0);
    assertThat(gap.problem().code()).isEqualTo("INVALID_DEPENDENCIES");
    assertThat(gap.problem().message())
        .isEqualTo("`%s` cannot be read as a whole: %s".formatted(file, reason));
    assertThat(gap.location().line()).isEqualTo(line);
    assertThat(gap.affects()).containsExactly("dependency/*");
    assertThat(snapshot.ofKind("dependency/set")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"requirements.txt", "yarn.lock", "go.sum", "gradle.lockfile", "poetry.lock"})
  void hostileFilesAreBounded(String file) {
    for (String text :
        List.of(
            "\\\n".repeat(50_000),
            "[".repeat(100_000),
            "a".repeat(1 << 20),
            "((((!!".repeat(20_000))) {
      Snapshot snapshot = files().read(file, text);
      assertThat(snapshot.gaps().size()).isBetween(0, 21);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "uv/uv.lock, 3",
    "npm/package-lock.json, 3",
    "pip/requirements.txt, 2",
    "go/go.sum, 1"
  })
  void everyPackageThatARealToolLockedHasAHash(String file, int count) throws IOException {
    Path real =
        Path.of(System.getProperty("repository.root", "."), "fixtures", "dependencies", file);
    JsonNode packages = files().packages(file, Files.readString(real));
    assertThat(packages).hasSize(count);
    assertThat(packages).allMatch(one -> one.path("exact").asBoolean());
    assertThat(packages).allMatch(one -> !one.path("hashes").isEmpty());
  }

  private DependencyFolder files() {
    return new DependencyFolder(temp);
  }
}
