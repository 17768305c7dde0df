package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Components of CycloneDX documents. */
class BomTest {
  private static final Path TRIVYS =
      Path.of(System.getProperty("repository.root", "."), "..", "shared", "oracles", "live")
          .resolve("trivy-sbom.cdx.json")
          .normalize();

  @TempDir Path temp;

  @Test
  void componentsWithTheirLicenses() {
    Snapshot snapshot =
        read(
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": "urn:uuid:1",
             "metadata": {"timestamp": "2026-01-02T00:00:00Z", "component": {"name": "app", "purl": "pkg:oci/app"}},
             "components": [
               {"type": "library", "group": "org.us", "name": "outer", "version": "1", "purl": "pkg:maven/org.us/outer@1",
                "licenses": [{"license": {"id": "MIT"}}, {"license": {"name": "Ours"}}],
                "components": [{"name": "inner", "licenses": [{"expression": "MIT OR Apache-2.0"}]}]}]}""");
    assertThat(snapshot.gaps()).isEmpty();
    Evidence evidence = snapshot.ofKind("image/sbom").get(0);
    assertThat(evidence.subject()).hasToString("Sbom app");
    assertThat(evidence.content())
        .hasToString(
            """
            {"components":[{"licenses":["MIT OR Apache-2.0"],"name":"inner"},\
            {"licenses":["MIT","Ours"],"name":"org.us/outer","purl":"pkg:maven/org.us/outer@1","type":"library",\
            "version":"1"}],"counts":{"components":2},"format":"cyclonedx","ids":["pkg:oci/app","urn:uuid:1"],\
            "image":{"digests":[],"name":"app","tags":[]},"name":"app","specVersion":"1.6",\
            "terms":[{"choices":[["MIT"]],"text":"MIT"},\
            {"choices":[["MIT"],["Apache-2.0"]],"text":"MIT OR Apache-2.0"},\
            {"choices":[["Ours"]],"text":"Ours","unrecognised":["Ours"]}],"timestamp":1767312000}""");
    assertThat(snapshot.ofKind("image/vex")).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[7, {\"name\": \"a\"}] | `/components/0` is not an object",
        "[{\"purl\": \"pkg:a/b\"}, {\"name\": \"a\"}] | `/components/0` has no `name`",
        "[{\"name\": \"a\", \"version\": 1}] | `/components/0/version` is not text",
        "[{\"name\": \"a\", \"name\": \"b\"}] | `/components/0/name` stands there twice; the first counts",
        "[{\"name\": \"a\"}], \"components\": [] | `/components` stands there twice; the first counts",
      })
  void faultsAreGapsAndTheRestIsRead(String components, String reason) {
    Snapshot snapshot = read("{\"bomFormat\": \"CycloneDX\", \"components\": " + components + "}");
    assertThat(snapshot.gaps())
        .extracting(gap -> gap.problem().message())
        .containsExactly("`bom.json` is no whole CycloneDX document: " + reason);
    assertThat(snapshot.gaps().get(0).problem().code()).isEqualTo("INVALID_BOM");
    assertThat(
            snapshot.ofKind("image/sbom").get(0).content().node().at("/components/0/name").asText())
        .isEqualTo("a");
  }

  @Test
  void whatATruncatedDocumentHoldsIsRead() {
    Snapshot snapshot =
        read("{\"bomFormat\": \"CycloneDX\", \"components\": [{\"name\": \"a\"}, {\"name\": \"b");
    assertThat(snapshot.gaps()).hasSize(1);
    assertThat(snapshot.ofKind("image/sbom").get(0).content().node().path("components")).hasSize(1);
  }

  @Test
  void everyComponentOfTrivysDocumentIsThere() throws IOException {
    assumeTrue(Files.isRegularFile(TRIVYS), () -> "there is no document beside the repository");
    byte[] bytes = Files.readAllBytes(TRIVYS);
    Snapshot snapshot = Folder.at(temp).write("bom.json", bytes).gather();
    assertThat(snapshot.gaps()).isEmpty();
    JsonNode components = snapshot.ofKind("image/sbom").get(0).content().node().path("components");
    assertThat(components)
        .extracting(one -> one.path("purl").asText())
        .containsExactlyElementsOf(
            StrictJson.parse(bytes)
                .path("components")
                .valueStream()
                .map(one -> one.path("purl").asText())
                .toList());
  }

  private Snapshot read(String json) {
    return Folder.at(temp).write("bom.json", json).gather();
  }
}
