package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before a database is asked. Real servers: {@link RehearseLiveTest}. */
class RehearseTest {
  private static final String NOBODY = "postgresql://odoo@127.0.0.1:9/erp";

  @TempDir Path temp;

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--candidate       | 18.0.4       | --candidate takes a digest",
        "--window          | 4            | --window takes a duration",
        "--production-size | 400          | --production-size takes a size",
        "--interval        | 49ms         | --interval takes a time from 50ms to 60s",
        "--interval        | 1m           | --interval takes a time from 50ms to 60s",
        "--by              | ' '          | --by takes a name",
        "--environment     | ' '          | --environment takes a name",
      })
  void whatDoesNotFitIsRefused(String option, String value, String says) {
    Bench.Ran ran = run(List.of("--database", NOBODY), option, value);
    assertThat(ran.err()).contains(says);
    assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
  }

  @Test
  void oneDatabaseIsNeededAndNoMore() throws IOException {
    Path file = secret("host=127.0.0.1 port=9", "rw-------");
    assertThat(run(List.of()).err()).contains("one of --database and --dsn-file is needed");
    assertThat(run(List.of("--database", NOBODY, "--dsn-file", file.toString())).err())
        .contains("one of --database and --dsn-file is needed");
  }

  @Test
  void aPasswordInAnArgumentIsRefusedAndNotRepeated() {
    Bench.Ran ran = run(List.of("--database", "postgresql://odoo:hush@127.0.0.1:9/erp"));
    assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(ran.err()).contains("holds a password").doesNotContain("hush");
  }

  @Test
  void aFileWithAPasswordIsItsOwnersAlone() throws IOException {
    Path file = secret("postgresql://odoo:hush@127.0.0.1:9/erp", "rw-r-----");
    Bench.Ran ran = run(List.of("--dsn-file", file.toString()));
    assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(ran.err()).contains("may be read by others", "chmod 600").doesNotContain("hush");
  }

  @Test
  void withoutAnAnswerNothingIsRunAndNothingWritten() throws IOException {
    Path file = secret("postgresql://odoo:hush@127.0.0.1:%d/erp".formatted(closed()), "rw-------");
    Bench.Ran ran = run(List.of("--dsn-file", file.toString()));
    assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(ran.err()).contains("gives no connection").doesNotContain("hush");
    assertThat(temp.resolve("ran")).doesNotExist();
    assertThat(temp.resolve("rehearsal.json")).doesNotExist();
  }

  @Test
  void aRecordOfAServerNeedsAnAnswerToo() throws IOException {
    Path file = secret("host=127.0.0.1 password=hush port=" + closed(), "rw-------");
    Path out = temp.resolve("database.json");
    Bench.Ran ran =
        new Bench()
            .run(
                "record",
                "database",
                "--dsn-file",
                file,
                "--environment",
                "production",
                "--by",
                "ops",
                "-o",
                out);
    assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(ran.err()).contains("gives no connection").doesNotContain("hush");
    assertThat(out).doesNotExist();
  }

  private Bench.Ran run(List<String> database, String... more) {
    List<String> args = new ArrayList<>(List.of("rehearse", "-o"));
    args.add(temp.resolve("rehearsal.json").toString());
    args.addAll(database);
    List<String> given =
        new ArrayList<>(
            List.of(
                "--candidate",
                "sha256:" + "ab".repeat(32),
                "--environment",
                "staging",
                "--window",
                "4h",
                "--production-size",
                "400GiB",
                "--by",
                "dba",
                "--interval",
                "50ms"));
    for (int i = 0; i < more.length; i += 2) {
      given.set(given.indexOf(more[i]) + 1, more[i + 1]);
    }
    args.addAll(given);
    args.addAll(List.of("--", "touch", temp.resolve("ran").toString()));
    return new Bench().run(args.toArray());
  }

  private Path secret(String text, String rights) throws IOException {
    Path file = temp.resolve("dsn");
    Files.writeString(file, text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    return file;
  }

  /** A port that nobody listens on. */
  private static int closed() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
