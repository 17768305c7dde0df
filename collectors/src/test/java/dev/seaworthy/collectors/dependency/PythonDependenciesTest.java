package dev.seaworthy.collectors.dependency;

import static dev.seaworthy.collectors.dependency.DependencyFolder.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonDependenciesTest {
  private static final String SHA = "sha256:" + "a".repeat(64);

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "Django==4.2 | django 4.2 true registry",
        "zope.interface === 6.0 | zope-interface 6.0 true registry",
        "a_b[x,y] == 1.0 ; python_version < '3.9' | a-b 1.0 true registry",
        "a (==1.0) | a 1.0 true registry",
        "a>=1,<2 | a - false registry",
        "a==1.* | a - false registry",
        "a~=1.4 | a - false registry",
        "a | a - false registry",
        "a @ https://u:p@x.example/a-1.whl#sha256=ab | a - false url",
        "https://x.example/a_b-1.0-py3-none-any.whl | a-b - false url",
        "git+https://x.example/a.git@0123456789012345678901234567890123456789#egg=a | a - true vcs",
        "git+https://x.example/a.git@main | a - false vcs",
        "git+ssh://git@x.example/a.git | a - false vcs",
        "-e . | . - false local",
        "-e ./lib/a | a - false local",
        "./dist/a-1.0.tar.gz | a - false local",
        "a==1.0 # comment | a 1.0 true registry",
      })
  void requirementsAsPipTakesThem(String line, String expected) {
    JsonNode one = files().packages("requirements.txt", line + "\n").get(0);
    assertThat(told("-", "name", "version", "exact", "origin").apply(one)).isEqualTo(expected);
    assertThat(one.toString()).doesNotContain("u:p@");
  }

  @Test
  void continuedLinesOptionsAndIncludes() {
    String text =
        """
        --index-url https://x.example/simple
        -r base.txt
        -c ../constraints.txt
        --require-hashes

        # a comment
        a==1.0 \\
            --hash=sha256:%s \\
            --hash=sha256:%s
        b==2.0 --hash sha256:%s
        """
            .formatted("a".repeat(64), "b".repeat(64), "c".repeat(64));
    Evidence set = files().set("app/requirements-dev.txt", text);
    JsonNode content = set.content().node();
    assertThat(content.at("/packages/0/hashes")).hasSize(2);
    assertThat(content.at("/packages/1/hashes/0").asText()).isEqualTo("sha256:" + "c".repeat(64));
    assertThat(content.path("includes"))
        .hasToString(
            "[{\"as\":\"requirements\",\"file\":\"app/base.txt\"},{\"as\":\"constraints\",\"file\":\"constraints.txt\"}]");
    assertThat(set.locations().locate(JsonPath.of("packages", 1)).line()).isEqualTo(10);
    assertThat(set.locations().locate(JsonPath.of("packages", 0)).line()).isEqualTo(7);
  }

  @Test
  void poetrysLockOldAndNew() {
    String text =
        """
        [[package]]
        name = "Requests"
        version = "2.32.3"
        files = [{file = "requests-2.32.3.tar.gz", hash = "%s"}]

        [[package]]
        name = "ours"
        version = "1.0"
        [package.source]
        type = "git"
        url = "https://x.example/ours"
        reference = "main"
        resolved_reference = "0123456789012345678901234567890123456789"

        [[package]]
        name = "old"
        version = "1"

        [metadata]
        lock-version = "2.0"
        [metadata.files]
        old = [{file = "old.whl", hash = "%s"}]
        """
            .formatted(SHA, SHA);
    Evidence set = files().set("poetry.lock", text);
    JsonNode packages = set.content().node().path("packages");
    assertThat(packages)
        .extracting(one -> told("", "name", "origin").apply(one) + " " + one.path("hashes").size())
        .containsExactly("requests registry 1", "ours vcs 0", "old registry 1");
    assertThat(packages).allMatch(one -> one.path("exact").asBoolean());
    assertThat(set.locations().locate(JsonPath.of("packages", 1)).line()).isEqualTo(6);
  }

  @Test
  void uvsLockTellsWhatWasAskedFor() {
    String text =
        """
        version = 1
        [[package]]
        name = "app"
        version = "0.1"
        source = { virtual = "." }
        [package.metadata]
        requires-dist = [{ name = "Six", specifier = ">=1,<2" }]
        [[package]]
        name = "six"
        version = "1.17.0"
        source = { registry = "https://pypi.org/simple" }
        sdist = { url = "https://x.example/six.tar.gz", hash = "%s", size = 1 }
        wheels = [{ url = "https://x.example/six.whl", hash = "%s", size = 1 }]
        """
            .formatted(SHA, SHA);
    JsonNode content = files().set("uv.lock", text).content().node();
    assertThat(content.path("declared"))
        .hasToString("[{\"name\":\"six\",\"requirement\":\">=1,<2\"}]");
    assertThat(content.path("packages")).hasSize(1);
    assertThat(content.at("/packages/0/hashes")).hasSize(2);
  }

  @Test
  void pyprojectInBothForms() {
    String text =
        """
        [project]
        dependencies = ["A_a>=1", "b==2 ; python_version > '3'"]
        [project.optional-dependencies]
        x = ["c"]
        [dependency-groups]
        dev = ["d", {include-group = "x"}]
        [tool.poetry.dependencies]
        python = "^3.11"
        e = "^1.0"
        f = {version = "==3.0", extras = ["y"]}
        g = {path = "../g"}
        h = {git = "https://x.example/h", rev = "main"}
        [tool.poetry.group.test.dependencies]
        i = "*"
        """;
    assertThat(files().packages("pyproject.toml", text))
        .extracting(told("-", "name", "version", "origin"))
        .containsExactly(
            "a-a - registry",
            "b 2 registry",
            "c - registry",
            "d - registry",
            "e - registry",
            "f 3.0 registry",
            "g - local",
            "h - vcs",
            "i - registry");
  }

  @Test
  void pipenvsLock() {
    String text =
        """
        {"_meta": {"hash": {"sha256": "x"}}, "default": {"A.b": {"hashes": ["%s"], "version": "==1.0"},
         "ours": {"path": "."}}, "develop": {"c": {"version": "*"}}}"""
            .formatted(SHA);
    assertThat(files().packages("Pipfile.lock", text))
        .extracting(told("", "name", "exact", "origin"))
        .containsExactly("a-b true registry", "ours false local", "c false registry");
  }

  private DependencyFolder files() {
    return new DependencyFolder(temp);
  }
}
