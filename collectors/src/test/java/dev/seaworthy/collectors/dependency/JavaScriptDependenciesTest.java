package dev.seaworthy.collectors.dependency;

import static dev.seaworthy.collectors.dependency.DependencyFolder.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaScriptDependenciesTest {
  @TempDir Path temp;

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
    JsonNode content = files().set("package-lock.json", three).content().node();
    assertThat(content.path("packages"))
        .extracting(told("", "name", "version", "origin"))
        .containsExactly(
            "a 1.2.0 registry", "@s/c 3.0.0 registry", "b 2.0.0 registry", "g 1.0.0 vcs");
    assertThat(content.at("/packages/1/purl").asText()).isEqualTo("pkg:npm/%40s/c@3.0.0");
    assertThat(content.at("/packages/1/bundled").asBoolean()).isTrue();
    assertThat(content.path("declared")).hasSize(2);
    String one =
        """
        {"lockfileVersion": 1, "dependencies": {
          "a": {"version": "1.2.0", "integrity": "sha1-x", "dependencies": {"c": {"version": "3.0.0", "bundled": true}}}}}""";
    assertThat(files().packages("package-lock.json", one))
        .extracting(told("", "name"))
        .containsExactly("a", "c");
  }

  @Test
  void whatAManifestOfNpmAsksFor() {
    String text =
        """
        {"name": "ui", "dependencies": {"a": "^1.0.0", "b": "=1.2.3", "c": "file:../c", "d": "github:x/d#main"},
         "devDependencies": {"e": "1.x"}, "peerDependencies": {"f": "*"}}""";
    assertThat(files().packages("package.json", text))
        .extracting(told("", "name", "exact", "origin"))
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
    assertThat(files().packages("yarn.lock", one))
        .extracting(told("", "name", "version", "hashes/0"))
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
    assertThat(files().packages("yarn.lock", berry))
        .extracting(told("", "name"))
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
    JsonNode content = files().set("pnpm-lock.yaml", text).content().node();
    assertThat(content.path("packages"))
        .extracting(told("", "name", "version"))
        .containsExactly("@s/a 1.2.0", "b 2.0.0");
    assertThat(content.path("declared"))
        .hasToString("[{\"name\":\"@s/a\",\"requirement\":\"^1.0.0\"}]");
  }

  private DependencyFolder files() {
    return new DependencyFolder(temp);
  }
}
