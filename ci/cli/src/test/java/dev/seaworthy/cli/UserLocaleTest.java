package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as its users start it, in locales with digits and cases of their own. */
final class UserLocaleTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}-{1}")
  @CsvSource({"ar, EG", "fa, IR", "tr, TR"})
  void aSealHoldsEverywhere(String language, String country) throws Exception {
    Files.writeString(
        folder.resolve("a.yaml"),
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good, namespace: harbor}\n");
    new Bench().run("keys", "generate", "-o", folder.resolve("key.pem").toString());
    Programs.Ran sealed =
        seaworthy(language, country, "check", "a.yaml", "--seal", "v.seal", "--key", "key.pem");
    assertThat(folder.resolve("v.seal")).as(sealed.output()).exists();
    assertThat(sealed.output()).doesNotContainPattern("[\\u0660-\\u0669\\u06f0-\\u06f9]");
    Bench.Ran verified =
        new Bench()
            .run(
                "verify",
                folder.resolve("v.seal").toString(),
                "--key",
                folder.resolve("key.pub").toString());
    assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
  }

  private Programs.Ran seaworthy(String language, String country, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Duser.language=" + language, "-Duser.country=" + country));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(args));
    return new Programs(folder, "").run("", command);
  }
}
