package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest(name = "an object called {0} exits {1}")
  @CsvSource({"good, 0, PASS", "bad, 1, FAIL", "odd, 2, UNKNOWN"})
  void theExitCodeIsTheVerdict(String name, int code, String verdict) throws IOException {
    Bench.Ran ran = new Bench().run("check", object(name));
    assertThat(ran.code()).isEqualTo(code);
    assertThat(ran.out()).contains("verdict     " + verdict);
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void aFindingTellsItsPlaceWhatIsWrongAndHowToMendIt() throws IOException {
    assertThat(new Bench().run("check", object("bad")).out())
        .contains("a.yaml:3:12  ConfigMap ns/bad")
        .contains("`ConfigMap ns/bad` has a bad name")
        .contains("mend: rename it");
  }

  @Test
  void belowTheThresholdAFailureDoesNotFailTheVerdict() throws IOException {
    assertThat(new Bench().run("check", object("bad"), "--fail-on", "critical").code()).isZero();
  }

  @Test
  void standardInputIsRead() {
    Bench.Ran ran = new Bench().stdin(manifest("bad")).run("check", "-");
    assertThat(ran.out()).contains("<stdin>:3:12");
    assertThat(ran.code()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "                            | missing required parameter",
        "PATH --format tabel         | did you mean `table`?",
        "PATH --fail-on hihg         | did you mean `high`?",
        "PATH --at noon              | is not a time",
        "PATH --only T-02            | did you mean `T-01`?",
        "PATH --only ,               | --only names no control",
        "PATH --bundle nameing       | did you mean `naming`?",
        "PATH --bundle naming@9      | there is no version `9`",
        "PATH --set limt=4           | did you mean `limit`?",
        "PATH --set limit            | does not set a parameter",
        "PATH --set limit=four       | parameter `limit` cannot be `four`",
        "PATH --set strict=maybe     | parameter `strict` cannot be `maybe`",
        "PATH --key k.pem            | --key and --seal go together",
        "PATH --key no.pem --seal s  | there is no such file",
        "PATH --threads -1           | --threads takes a number",
        "PATH --exclude [            | is not a glob",
        "PATH --colour               | did you mean `--color`?",
        "PATH --policy-dir nowhere   | cannot be listed",
        "PATH --bundle-file b.tar.gz | need a key to be trusted by",
        "no/such/path                | there is no `no/such/path`",
        "PATH --namespace shop       | go with --cluster",
        "--cluster --kubeconfig none | there is no kubeconfig `none`",
      })
  void badUsageSaysWhatIsWrongAndExits3(String words, String message) throws IOException {
    String path = object("good").toString();
    Object[] args =
        java.util.stream.Stream.of(("check " + (words == null ? "" : words)).strip().split(" +"))
            .map(word -> word.equals("PATH") ? path : word)
            .toArray();
    Bench.Ran ran = new Bench().run(args);
    assertThat(ran.err()).contains(message).contains("mend: ");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(3);
  }

  @ParameterizedTest(name = "--set {0} is judged")
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=4       | \"limit\": 4",
        "strict=false  | \"strict\": false",
        "prefix=4      | \"prefix\": \"4\"",
        "allowed=b,c   | \"b\"",
        "allowed=[\"d\"] | \"d\"",
      })
  void aParameterIsOfItsDefaultsType(String assignment, String shown) throws IOException {
    Bench.Ran ran =
        new Bench().run("check", object("good"), "--set", assignment, "--format", "json");
    assertThat(ran.out()).contains(shown);
  }

  @ParameterizedTest(name = "a file of {0} is never a pass")
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "'a: [b'",
        "'a: 1\n\tb: 2'",
        "'\u0000\u0001\u0002'",
        "'apiVersion: v1\nkind: ConfigMap\nkind: Secret\nmetadata: {name: a}'",
      })
  void whatCannotBeReadIsUnknown(String text) throws IOException {
    object("good");
    Files.writeString(folder.resolve("broken.yaml"), text);
    Bench.Ran ran = new Bench().run("check", folder);
    assertThat(ran.out()).contains("NOT SEEN").contains("broken.yaml");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void utf16IsUnknown() throws IOException {
    Files.write(folder.resolve("a.yaml"), manifest("good").getBytes(StandardCharsets.UTF_16));
    assertThat(new Bench().run("check", folder).code()).isEqualTo(2);
  }

  @Test
  void anEmptyFolderIsUnknown() {
    assertThat(new Bench().run("check", folder).code()).isEqualTo(2);
  }

  @Test
  void aDescriptorInAFolderIsMentioned() throws IOException {
    object("good");
    Files.writeString(folder.resolve("release.yaml"), "kind: Release\n");
    Bench.Ran ran = new Bench().run("check", folder);
    assertThat(ran.err()).contains("release.yaml: warning").contains("which was not read");
    assertThat(ran.err().split("warning:", -1)).hasSize(2);
  }

  @Test
  void aDescriptorIsCheckedAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("release.yaml"), "kind: Release\n");
    Bench.Ran ran = new Bench().run("check", file, object("good"));
    assertThat(ran.err()).contains("is checked alone");
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void aTimeThatIsChosenIsSaid() throws IOException {
    assertThat(new Bench().run("check", object("good"), "--at", "2026-01-01T00:00:00+01:00").out())
        .contains("2025-12-31T23:00:00Z (a time that was chosen)");
  }

  @Test
  void theResultGoesToAFileWhole() throws IOException {
    Path file = folder.resolve("out.json");
    Bench.Ran ran = new Bench().run("check", object("bad"), "--format", "json", "-o", file);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("written to");
    assertThat(file).content().endsWith("}\n");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aResultThatCannotBeWrittenExits3() throws IOException {
    Bench.Ran ran = new Bench().run("check", object("good"), "-o", folder.resolve("no/out"));
    assertThat(ran.err()).contains("was not written");
    assertThat(ran.code()).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0} {1}: coloured {2}")
  @CsvSource({
    "--color, always, '', true",
    "--color, auto, '', true",
    "--color, auto, 1, false",
    "--color, never, '', false",
    "--no-color, '', '', false",
  })
  void colourIsForTerminalsThatWantIt(String option, String value, String noColor, boolean coloured)
      throws IOException {
    Object[] args =
        value.isEmpty()
            ? new Object[] {"check", object("bad"), option}
            : new Object[] {"check", object("bad"), option, value};
    Bench.Ran ran = new Bench().terminal().environment("NO_COLOR", noColor).run(args);
    assertThat(ran.out().contains("\u001b[")).isEqualTo(coloured);
  }

  @Test
  void aPipeGetsNeitherColourNorProgress() throws IOException {
    Bench.Ran ran = new Bench().run("check", object("bad"));
    assertThat(ran.out() + ran.err()).doesNotContain("\u001b");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "table",
    "json",
    "sarif",
    "junit",
    "html",
    "csv",
    "openreports",
    "ocsf",
    "oscal",
    "cyclonedx",
    "codequality"
  })
  void hostileTextReachesNoTerminal(String format) {
    String hostile = manifest("\"bad\\e[31m\\u202e\\u0007\\u009b2J\"");
    Bench.Ran ran = new Bench().stdin(hostile).run("check", "-", "--format", format);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out() + ran.err()).doesNotContain("\u001b", "\u202e", "\u0007", "\u009b");
    assertThat(ran.out()).contains("u001b[31m");
  }

  private Path object(String name) throws IOException {
    return Files.writeString(folder.resolve("a.yaml"), manifest(name));
  }

  private static String manifest(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, namespace: ns}\n".formatted(name);
  }
}
