package dev.seaworthy.collectors.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DependencyCollectorTest {
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
    JsonNode one = packages("requirements.txt", line + "\n").get(0);
    assertThat(
            List.of(
                one.path("name").asText(),
                one.path("version").asText("-"),
                one.path("exact").asText(),
                one.path("origin").asText()))
        .isEqualTo(List.of(expected.split(" ", -1)));
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
    Evidence set = set("app/requirements-dev.txt", text);
    JsonNode content = set.content().node();
    assertThat(content.at("/packages/0/hashes")).hasSize(2);
    assertThat(content.at("/packages/1/hashes/0").asText()).isEqualTo("sha256:" + "c".repeat(64));
    assertThat(content.path("includes"))
        .hasToString(
            "[{\"as\":\"requirements\",\"file\":\"app/base.txt\"},{\"as\":\"constraints\",\"file\":\"constraints.txt\"}]");
    assertThat(set.locations().locate(JsonPath.of("packages", 1)).line()).isEqualTo(10);
    assertThat(set.locations().locate(JsonPath.of("packages", 0)).line()).isEqualTo(7);
  }

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
        read(file, text.replace("\\n", "\n").replace('`', file.equals("Pipfile.lock") ? '"' : '`'));
    Gap gap = snapshot.gaps().get(0);
    assertThat(gap.problem().code()).isEqualTo("INVALID_DEPENDENCIES");
    assertThat(gap.problem().message())
        .isEqualTo("`%s` cannot be read as a whole: %s".formatted(file, reason));
    assertThat(gap.location().line()).isEqualTo(line);
    assertThat(gap.affects()).containsExactly("dependency/*");
    assertThat(snapshot.ofKind("dependency/set")).hasSize(1);
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
    Evidence set = set("poetry.lock", text);
    JsonNode packages = set.content().node().path("packages");
    assertThat(packages)
        .extracting(
            one ->
                one.path("name").asText()
                    + " "
                    + one.path("origin").asText()
                    + " "
                    + one.path("hashes").size())
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
    JsonNode content = set("uv.lock", text).content().node();
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
    assertThat(packages("pyproject.toml", text))
        .extracting(
            one ->
                one.path("name").asText()
                    + " "
                    + one.path("version").asText("-")
                    + " "
                    + one.path("origin").asText())
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
  void npmsLockOfVersionsOneToThree() {
    String three =
        """
        {"name": "ui", "lockfileVersion": 3, "packages": {
          "": {"dependencies": {"a": "^1.0.0"}, "devDependencies": {"b": "2.0.0"}},
          "node_modules/a": {"version": "1.2.0", "resolved": "https://r.example/a.tgz", "integrity": "sha512-x"},
          "node_modules/a/node_modules/@s/c": {"version": "3.0.0", "inBundle": true},
          "node_modules/b": {"version": "2.0.0", "dev": true, "integrity": "sha512-y", "deprecated": "no more"},
          "node_modules/w": {"resolved": "packages/w", "link": true},
          "packages/w": {"version": "1.0.0"},
          "node_modules/g": {"version": "1.0.0", "resolved": "git+ssh://git@x.example/g.git#0123456789012345678901234567890123456789"}}}""";
    JsonNode content = set("package-lock.json", three).content().node();
    assertThat(content.path("packages"))
        .extracting(
            one ->
                one.path("name").asText()
                    + " "
                    + one.path("version").asText()
                    + " "
                    + one.path("origin").asText())
        .containsExactly(
            "a 1.2.0 registry", "@s/c 3.0.0 registry", "b 2.0.0 registry", "g 1.0.0 vcs");
    assertThat(content.at("/packages/1/purl").asText()).isEqualTo("pkg:npm/%40s/c@3.0.0");
    assertThat(content.at("/packages/1/bundled").asBoolean()).isTrue();
    assertThat(content.path("declared")).hasSize(2);
    String one =
        """
        {"lockfileVersion": 1, "dependencies": {
          "a": {"version": "1.2.0", "integrity": "sha1-x", "dependencies": {"c": {"version": "3.0.0", "bundled": true}}}}}""";
    assertThat(packages("package-lock.json", one))
        .extracting(each -> each.path("name").asText())
        .containsExactly("a", "c");
  }

  @Test
  void whatAManifestOfNpmAsksFor() {
    String text =
        """
        {"name": "ui", "dependencies": {"a": "^1.0.0", "b": "=1.2.3", "c": "file:../c", "d": "github:x/d#main"},
         "devDependencies": {"e": "1.x"}, "peerDependencies": {"f": "*"}}""";
    assertThat(packages("package.json", text))
        .extracting(
            one ->
                one.path("name").asText()
                    + " "
                    + one.path("exact").asText()
                    + " "
                    + one.path("origin").asText())
        .containsExactly(
            "a false registry",
            "b true registry",
            "c false local",
            "d false vcs",
            "e false registry");
  }

  @Test
  void locksOfYarnOldAndNew() {
    String one =
        """
        # yarn lockfile v1

        "@s/a@^1.0.0", "@s/a@^1.1.0":
          version "1.2.0"
          resolved "https://r.example/a.tgz#0123456789012345678901234567890123456789"
          integrity sha512-x
          dependencies:
            b "^2.0.0"

        b@^2.0.0:
          version "2.0.0"
          resolved "https://r.example/b.tgz#0123456789012345678901234567890123456789"
        """;
    assertThat(packages("yarn.lock", one))
        .extracting(
            each ->
                each.path("name").asText()
                    + " "
                    + each.path("version").asText()
                    + " "
                    + each.at("/hashes/0").asText())
        .containsExactly(
            "@s/a 1.2.0 sha512-x", "b 2.0.0 sha1:0123456789012345678901234567890123456789");
    String berry =
        """
        __metadata:
          version: 8

        "a@npm:^1.0.0":
          version: 1.2.0
          resolution: "a@npm:1.2.0"
          checksum: 10c0/abc

        "ui@workspace:.":
          version: 0.0.0-use.local
          resolution: "ui@workspace:."
        """;
    assertThat(packages("yarn.lock", berry))
        .extracting(each -> each.path("name").asText())
        .containsExactly("a");
  }

  @Test
  void pnpmsLock() {
    String text =
        """
        lockfileVersion: '9.0'
        importers:
          .:
            dependencies:
              '@s/a': {specifier: ^1.0.0, version: 1.2.0}
        packages:
          '@s/a@1.2.0':
            resolution: {integrity: sha512-x}
          /b/2.0.0:
            resolution: {integrity: sha512-y}
        """;
    JsonNode content = set("pnpm-lock.yaml", text).content().node();
    assertThat(content.path("packages"))
        .extracting(one -> one.path("name").asText() + " " + one.path("version").asText())
        .containsExactly("@s/a 1.2.0", "b 2.0.0");
    assertThat(content.path("declared"))
        .hasToString("[{\"name\":\"@s/a\",\"requirement\":\"^1.0.0\"}]");
  }

  @Test
  void modulesOfGoWithWhatReplacesThem() {
    String mod =
        """
        module m.example/app

        go 1.26

        require m.example/a v1.0.0
        require (
        	m.example/b v1.1.0 // indirect
        	m.example/c v1.2.0
        	m.example/d v1.3.0 // not indirect-ly
        )
        replace m.example/c => ../c
        replace (
        	m.example/d v1.3.0 => m.example/e v2.0.0
        )
        """;
    assertThat(packages("go.mod", mod))
        .extracting(
            one ->
                one.path("name").asText()
                    + " "
                    + one.path("version").asText()
                    + " "
                    + one.path("origin").asText())
        .containsExactly(
            "m.example/a v1.0.0 registry",
            "m.example/b v1.1.0 registry",
            "m.example/c  local",
            "m.example/e v2.0.0 registry");
    JsonNode sums =
        set("go.sum", "m.example/a v1.0.0 h1:x=\nm.example/a v1.0.0/go.mod h1:y=\n")
            .content()
            .node();
    assertThat(sums.path("packages")).hasSize(1);
    assertThat(sums.path("declared")).hasSize(1);
  }

  @Test
  void mavensVersionsWithPropertiesAndManagement() {
    String pom =
        """
        <?xml version="1.0"?>
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <parent><groupId>g</groupId><artifactId>p</artifactId><version>7</version></parent>
          <properties><v>1.${w}</v><w>2</w><loop>${loop}</loop></properties>
          <dependencyManagement><dependencies>
            <dependency><groupId>g</groupId><artifactId>managed</artifactId><version>3</version></dependency>
            <dependency><groupId>g</groupId><artifactId>bom</artifactId><version>4</version><type>pom</type><scope>import</scope></dependency>
          </dependencies></dependencyManagement>
          <dependencies>
            <dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version></dependency>
            <dependency><groupId>${project.groupId}</groupId><artifactId>managed</artifactId></dependency>
            <dependency><groupId>g</groupId><artifactId>parents</artifactId></dependency>
            <dependency><groupId>g</groupId><artifactId>range</artifactId><version>[1,2)</version></dependency>
            <dependency><groupId>g</groupId><artifactId>hard</artifactId><version>[1.5]</version></dependency>
            <dependency><groupId>g</groupId><artifactId>snapshot</artifactId><version>1-SNAPSHOT</version></dependency>
            <dependency><groupId>g</groupId><artifactId>latest</artifactId><version>LATEST</version></dependency>
            <dependency><groupId>g</groupId><artifactId>loop</artifactId><version>${loop}</version></dependency>
          </dependencies>
        </project>
        """;
    assertThat(packages("pom.xml", pom))
        .extracting(
            one ->
                "%s %s %s"
                    .formatted(
                        one.path("name").asText(),
                        one.path("version").asText("-"),
                        one.has("elsewhere") ? "elsewhere" : one.path("exact").asText()))
        .containsExactly(
            "g:bom 4 true",
            "g:a 1.2 true",
            "g:managed - elsewhere",
            "g:parents - elsewhere",
            "g:range - false",
            "g:hard 1.5 true",
            "g:snapshot - false",
            "g:latest - false",
            "g:loop - elsewhere");
  }

  @Test
  void pipenvsLock() {
    String text =
        """
        {"_meta": {"hash": {"sha256": "x"}}, "default": {"A.b": {"hashes": ["%s"], "version": "==1.0"},
         "ours": {"path": "."}}, "develop": {"c": {"version": "*"}}}"""
            .formatted(SHA);
    assertThat(packages("Pipfile.lock", text))
        .extracting(
            one ->
                one.path("name").asText()
                    + " "
                    + one.path("exact").asText()
                    + " "
                    + one.path("origin").asText())
        .containsExactly("a-b true registry", "ours false local", "c false registry");
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
      Snapshot snapshot = read(file, text);
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
    JsonNode packages = packages(file, Files.readString(real));
    assertThat(packages).hasSize(count);
    assertThat(packages).allMatch(one -> one.path("exact").asBoolean());
    assertThat(packages).allMatch(one -> !one.path("hashes").isEmpty());
  }

  private JsonNode packages(String file, String text) {
    return set(file, text).content().node().path("packages");
  }

  private Evidence set(String file, String text) {
    Snapshot snapshot = read(file, text);
    assertThat(snapshot.gaps()).isEmpty();
    return snapshot.ofKind("dependency/set").get(0);
  }

  private Snapshot read(String file, String text) {
    return Folder.at(temp).write(file, text).gather(file);
  }
}
