package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bills of materials by SPDX, in three forms, and by CycloneDX as XML: one kind of evidence. */
class SpdxTest {
  private static final Path TRIVYS =
      Path.of(System.getProperty("repository.root", "."), "..", "shared", "oracles", "trivy")
          .normalize();
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  private static final String JSON =
      """
      {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "doc",
       "documentNamespace": "https://example.com/doc/1",
       "creationInfo": {"created": "2026-01-02T00:00:00Z", "creators": ["Tool: t"]},
       "packages": [
         {"SPDXID": "SPDXRef-image", "name": "r.example/app", "versionInfo": "%s", "primaryPackagePurpose": "CONTAINER",
          "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
            "referenceLocator": "pkg:oci/app@sha256%%3Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?repository_url=r.example/app&tag=1"}]},
         {"SPDXID": "SPDXRef-p", "name": "zlib", "versionInfo": "1.3", "licenseConcluded": "NOASSERTION",
          "licenseDeclared": "MIT OR LicenseRef-ours",
          "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:deb/debian/zlib@1.3"}]}],
       "hasExtractedLicensingInfos": [{"licenseId": "LicenseRef-ours", "name": "zlib License"}],
       "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relatedSpdxElement": "SPDXRef-image", "relationshipType": "DESCRIBES"}]}"""
          .formatted(DIGEST);

  private static final String TAGS =
      """
      SPDXVersion: SPDX-2.3
      # What follows is the document's own.
      SPDXID: SPDXRef-DOCUMENT
      DocumentName: doc
      DocumentNamespace: https://example.com/doc/1
      Created: 2026-01-02T00:00:00Z
      PackageName: r.example/app
      SPDXID: SPDXRef-image
      PackageVersion: %s
      PrimaryPackagePurpose: CONTAINER
      ExternalRef: PACKAGE-MANAGER purl pkg:oci/app@sha256%%3Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?repository_url=r.example/app&tag=1
      PackageName: zlib
      SPDXID: SPDXRef-p
      PackageVersion: 1.3
      PackageLicenseConcluded: NOASSERTION
      PackageLicenseDeclared: MIT OR LicenseRef-ours
      PackageLicenseComments: <text>PackageName: no
      tag at all</text>
      ExternalRef: PACKAGE-MANAGER purl pkg:deb/debian/zlib@1.3
      FileName: ./a
      SPDXID: SPDXRef-a
      LicenseID: LicenseRef-ours
      LicenseName: zlib License
      Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-image
      """
          .formatted(DIGEST);

  private static final String GRAPH =
      """
      {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
        {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1", "created": "2026-01-02T00:00:00Z"},
        {"type": "SpdxDocument", "spdxId": "https://example.com/doc/1", "name": "doc", "rootElement": ["urn:image"]},
        {"type": "software_Package", "spdxId": "urn:image", "name": "r.example/app", "software_packageVersion": "%s",
         "software_primaryPurpose": "container",
         "software_packageUrl": "pkg:oci/app@sha256%%3Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?repository_url=r.example/app&tag=1"},
        {"type": "software_Package", "spdxId": "urn:p", "name": "zlib", "software_packageVersion": "1.3",
         "externalIdentifier": [{"type": "ExternalIdentifier", "externalIdentifierType": "packageUrl", "identifier": "pkg:deb/debian/zlib@1.3"}]},
        {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:l", "simplelicensing_licenseExpression": "MIT OR Zlib"},
        {"type": "Relationship", "spdxId": "urn:r", "from": "urn:p", "relationshipType": "hasDeclaredLicense", "to": ["urn:l"]}]}"""
          .formatted(DIGEST);

  private static final String XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <bom xmlns="http://cyclonedx.org/schema/bom/1.6" serialNumber="https://example.com/doc/1" version="1">
        <metadata><timestamp>2026-01-02T00:00:00Z</timestamp>
          <tools><components><component type="application"><name>tool</name></component></components></tools>
          <component type="container"><name>r.example/app</name><version>%s</version>
            <purl>pkg:oci/app@sha256%%3Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?repository_url=r.example/app&amp;tag=1</purl>
          </component>
        </metadata>
        <components>
          <component type="library"><name>zlib</name><version>1.3</version>
            <licenses><expression>MIT OR Zlib</expression></licenses>
            <purl>pkg:deb/debian/zlib@1.3</purl></component>
        </components>
      </bom>
      """
          .formatted(DIGEST);

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"bom.json", "bom.spdx", "graph.json", "bom.xml"})
  void allFormsSayTheSame(String file) {
    Snapshot snapshot = read(file, text(file));
    assertThat(snapshot.gaps()).isEmpty();
    JsonNode bill = bill(snapshot);
    assertThat(snapshot.ofKind("image/sbom").get(0).subject()).hasToString("Sbom r.example/app");
    assertThat(bill.path("timestamp").asLong()).isEqualTo(1767312000);
    assertThat(bill.path("image"))
        .hasToString(
            "{\"digest\":\"%s\",\"digests\":[\"%s\"],\"name\":\"r.example/app\",\"tags\":[\"r.example/app:1\"]}"
                .formatted(DIGEST, DIGEST));
    assertThat(bill.path("ids").get(1).asText()).isEqualTo("https://example.com/doc/1");
    JsonNode only = bill.path("components").get(0);
    assertThat(bill.path("components")).hasSize(1);
    assertThat(only.path("name").asText()).isEqualTo("zlib");
    assertThat(only.path("version").asText()).isEqualTo("1.3");
    assertThat(only.path("purl").asText()).isEqualTo("pkg:deb/debian/zlib@1.3");
    assertThat(bill.at("/terms/0/choices")).hasToString("[[\"MIT\"],[\"Zlib\"]]");
  }

  private static String text(String file) {
    return switch (file) {
      case "bom.json" -> JSON;
      case "bom.spdx" -> TAGS;
      case "graph.json" -> GRAPH;
      default -> XML;
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "syft-2.2.spdx.json",
        "syft-2.3.spdx.json",
        "syft.spdx",
        "syft.cdx.xml",
        "syft.cdx.json"
      })
  void whatSyftWritesOfOneImageIsTheSameInAllForms(String file) throws IOException {
    Path folder =
        Path.of(System.getProperty("repository.root", "."), "fixtures", "sboms").normalize();
    Snapshot snapshot = read(file, Files.readString(folder.resolve(file)));
    assertThat(snapshot.gaps()).isEmpty();
    JsonNode bill = bill(snapshot);
    assertThat(bill.at("/image/digest").asText())
        .isEqualTo("sha256:0918444dd3214de45a33516c9852fe2c712b1fb3a3be2f2b83fa9d9920a659f2");
    assertThat(bill.path("components").valueStream().filter(one -> one.has("purl")))
        .extracting(
            one ->
                one.path("name").asText()
                    + " "
                    + one.path("version").asText()
                    + " "
                    + one.path("licenses").toString().replaceAll("[\\[\\]\"()]", ""))
        .containsExactlyInAnyOrder(
            "ca-certificates 20250911-r0 MPL-2.0 AND MIT", "musl 1.2.5-r10 MIT", "zeep 4.2.1 MIT");
  }

  @Test
  void aDocumentAboutManyPackagesHasAllOfThem() {
    String two =
        """
        {"spdxVersion": "SPDX-2.2", "name": "doc", "documentDescribes": ["SPDXRef-a", "SPDXRef-b"],
         "packages": [{"SPDXID": "SPDXRef-a", "name": "a"}, {"SPDXID": "SPDXRef-b", "name": "b"}]}""";
    JsonNode bill = bill(read("bom.json", two));
    assertThat(bill.path("components")).hasSize(2);
    assertThat(bill.has("image")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"spdxVersion\": \"SPDX-2.3\", \"packages\": [7, {\"name\": \"a\"}]} | `/packages/0` is not an object",
        "{\"spdxVersion\": \"SPDX-2.3\", \"packages\": [{\"SPDXID\": \"x\"}, {\"name\": \"a\"}]} | `/packages/0` has no `name`",
        "{\"@context\": \"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\", \"@graph\": [{\"type\": \"software_Package\"}, {\"type\": \"software_Package\", \"name\": \"a\"}]} | `/@graph/0` has no `name`",
      })
  void faultsAreGapsAndTheRestIsRead(String json, String reason) {
    Snapshot snapshot = read("bom.json", json);
    assertThat(snapshot.gaps())
        .extracting(gap -> gap.problem().message())
        .containsExactly("`bom.json` is no whole SPDX document: " + reason);
    assertThat(bill(snapshot).at("/components/0/name").asText()).isEqualTo("a");
  }

  @Test
  void linkedDataOfAnotherKindIsNoBill() {
    Snapshot snapshot = read("bom.json", "{\"@context\": \"https://schema.org\", \"@graph\": []}");
    assertThat(snapshot.ofKind("image/sbom")).isEmpty();
    assertThat(snapshot.gaps()).extracting(gap -> gap.problem().code()).contains("INVALID_BOM");
  }

  @Test
  void brokenTagsAndXmlAreGaps() {
    Snapshot tags = read("bom.spdx", "SPDXVersion: SPDX-2.3\nnonsense\nPackageName: a\n");
    assertThat(tags.gaps().get(0).location().line()).isEqualTo(2);
    assertThat(bill(tags).path("components")).hasSize(1);
    Snapshot xml = read("bom.xml", XML.substring(0, XML.indexOf("</components>\n</bom>")));
    assertThat(xml.gaps()).extracting(gap -> gap.problem().code()).containsExactly("INVALID_BOM");
    assertThat(bill(xml).path("components")).hasSize(1);
  }

  @Test
  void aTextThatNobodyEndsTakesNoLongerThanItsLines() {
    String text = "SPDXVersion: SPDX-2.3\nLicenseComment: <text>a\n" + "b\n".repeat(500_000);
    Snapshot snapshot =
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> read("bom.spdx", text));
    assertThat(snapshot.gaps().get(0).problem().message())
        .isEqualTo("`bom.spdx` is no whole SPDX document: `<text>` does not end");
    assertThat(snapshot.gaps().get(0).location().line()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"julia-spdx.json.golden", "conda-spdx.json.golden"})
  void everyPackageOfTrivysDocumentsIsThere(String name) throws IOException {
    Path file = TRIVYS.resolve(name);
    assumeTrue(Files.isRegularFile(file), () -> "there is no document beside the repository");
    byte[] bytes = Files.readAllBytes(file);
    Snapshot snapshot = Folder.at(temp.resolve(name)).write("bom.json", bytes).gather();
    assertThat(snapshot.gaps()).isEmpty();
    List<String> purls =
        StrictJson.parse(bytes)
            .path("packages")
            .valueStream()
            .flatMap(one -> one.path("externalRefs").valueStream())
            .map(one -> one.path("referenceLocator").asText())
            .toList();
    assertThat(bill(snapshot).path("components").valueStream())
        .extracting(one -> one.path("purl").asText())
        .containsAll(purls);
  }

  private Snapshot read(String file, String text) {
    return Folder.at(temp.resolve(file.replace('.', '-'))).write(file, text).gather();
  }

  private static JsonNode bill(Snapshot snapshot) {
    return snapshot.ofKind("image/sbom").get(0).content().node();
  }
}
