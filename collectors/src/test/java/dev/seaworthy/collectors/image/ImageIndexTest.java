package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIndexTest {
  private static final String AMD = "sha256:" + "a".repeat(64);
  private static final String ARM = "sha256:" + "b".repeat(64);
  private static final String NOTE = "sha256:" + "c".repeat(64);
  private static final String BOTH = index(entry(AMD, "amd64", ""), entry(ARM, "arm64", "v8"));

  @TempDir Path temp;

  @Test
  void anIndexIsNamedByTheDigestOfItsBytesAndOffersImagesByPlatform() {
    Snapshot snapshot = Folder.at(temp).write("index-of-odoo.json", BOTH).gather();
    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(Folder.evidence(snapshot)).containsExactly("image/index ImageIndex " + digest(BOTH));
    assertThat(index(snapshot).path("platforms"))
        .hasToString(
            """
            [{"architecture":"amd64","digest":"%s","os":"linux","platform":"linux/amd64"},\
            {"architecture":"arm64","digest":"%s","os":"linux","platform":"linux/arm64"}]"""
                .formatted(AMD, ARM));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "\"mediaType\": \"application/vnd.docker.distribution.manifest.list.v2+json\", ",
        "\"mediaType\": \"application/vnd.oci.image.index.v1+json\", ",
        ""
      })
  void mediaTypesMayDifferOrBeLeftOut(String type) {
    String text = "{\"schemaVersion\": 2, " + type + BOTH.substring(BOTH.indexOf("\"manifests\""));
    assertThat(index(Folder.at(temp).write("a.json", text).gather()).path("platforms")).hasSize(2);
  }

  @ParameterizedTest(name = "{0}/{1} is {2}")
  @CsvSource({
    "arm64, v8, linux/arm64",
    "arm, '', linux/arm/v7",
    "arm, v6, linux/arm/v6",
    "amd64, v1, linux/amd64",
    "amd64, v3, linux/amd64/v3",
    "x86_64, '', linux/amd64"
  })
  void platformsHaveOneName(String architecture, String variant, String name) {
    String text = index(entry(AMD, architecture, variant));
    Snapshot snapshot = Folder.at(temp).write("a.json", text).gather();
    assertThat(index(snapshot).at("/platforms/0/platform").asText()).isEqualTo(name);
  }

  @Test
  void whatIsAboutAnImageIsNoPlatform() {
    String note =
        """
        {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "%s", "size": 9,
         "platform": {"os": "unknown", "architecture": "unknown"},
         "annotations": {"vnd.docker.reference.type": "attestation-manifest",
                         "vnd.docker.reference.digest": "%s"}}"""
            .formatted(NOTE, AMD);
    JsonNode content = read(index(entry(AMD, "amd64", ""), note));
    assertThat(content.path("platforms")).hasSize(1);
    assertThat(content.path("attestations"))
        .hasToString(
            "[{\"digest\":\"%s\",\"of\":\"%s\",\"type\":\"attestation-manifest\"}]"
                .formatted(NOTE, AMD));
  }

  @Test
  void anImageThatCallsItselfAnAttestationIsAPlatform() {
    String hidden =
        entry(ARM, "arm64", "")
            .replaceFirst("\\{", "{\"annotations\": {\"vnd.docker.reference.type\": \"x\"}, ");
    assertThat(read(index(hidden)).path("platforms")).hasSize(1);
  }

  @Test
  void anImageWithoutPlatformMayBeForAny() {
    String bare = "{\"digest\": \"%s\", \"size\": 9}".formatted(AMD);
    assertThat(read(index(bare)).at("/platforms/0/platform").asText()).isEqualTo("unknown/unknown");
  }

  @Test
  void anArtifactIsNoPlatform() {
    String bill =
        "{\"digest\": \"%s\", \"size\": 9, \"artifactType\": \"application/spdx+json\"}"
            .formatted(NOTE);
    assertThat(read(index(entry(AMD, "amd64", ""), bill)).path("artifacts")).hasSize(1);
  }

  @Test
  void anIndexWithinAnIndexGivesItsImagesOrIsNamed() {
    String outer = index(nested(digest(BOTH)), nested(NOTE));
    Snapshot snapshot =
        Folder.at(temp).write("inner.json", BOTH).write("outer.json", outer).gather();
    JsonNode content = index(snapshot, digest(outer));
    assertThat(content.path("platforms")).hasSize(2);
    assertThat(content.path("unread")).hasToString("[\"%s\"]".formatted(NOTE));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"schemaVersion\": 2, \"manifests\": [{\"digest\": \"sha256:1\"}]} | a.json:1:36 | names no digest of SHA-256",
        "{\"schemaVersion\": 1, \"mediaType\": \"application/vnd.oci.image.index.v1+json\", \"manifests\": []} | a.json:1:1 | is of schema version 1",
        "{\"schemaVersion\": 2, \"mediaType\": \"application/vnd.oci.image.index.v1+json\"} | a.json:1:1 | has no `manifests`",
        "{\"schemaVersion\": 2, \"mediaType\": \"application/vnd.oci.image.index.v1+json\", \"manifests\": 3} | a.json:1:91 | `/manifests` is not a list"
      })
  void whatIsBrokenIsAGapWithItsPlace(String text, String place, String why) {
    Snapshot snapshot = Folder.at(temp).write("a.json", text).gather();
    Gap gap = gap(snapshot);
    assertThat(gap.problem().message()).contains(why);
    assertThat(gap.location()).hasToString(place);
    assertThat(gap.mayHide("image/index")).isTrue();
    assertThat(gap.mayHide("image/scan")).isFalse();
  }

  @Test
  void aFileThatIsCalledByAnotherDigestIsAGap() {
    String name = "sha256-" + "d".repeat(64) + ".json";
    Snapshot snapshot = Folder.at(temp).write(name, BOTH).gather();
    assertThat(gap(snapshot).problem().message()).contains(digest(BOTH));
    assertThat(snapshot.ofKind("image/index")).isEmpty();
    Folder own = Folder.at(temp.resolve("own"));
    own.write("sha256-" + digest(BOTH).substring(7) + ".json", BOTH);
    assertThat(Folder.gaps(own.gather())).isEmpty();
  }

  @Test
  void oneOfMoreThanFourMebibytesIsAGap() {
    Snapshot snapshot =
        Folder.at(temp).write("a.json", BOTH + " ".repeat(ImageIndexReader.MAX_BYTES)).gather();
    assertThat(gap(snapshot).problem().message()).contains("larger than 4,194,304 bytes");
  }

  @Test
  void moreManifestsThanAThousandAreAGap() {
    String[] many = new String[1001];
    java.util.Arrays.fill(many, entry(AMD, "amd64", ""));
    Snapshot snapshot = Folder.at(temp).write("a.json", index(many)).gather();
    assertThat(gap(snapshot).problem().message()).contains("more than 1,000 manifests");
  }

  @Test
  void aLayoutGivesTheIndexesThatItsBlobsAre() {
    Folder layout = Folder.at(temp).write("oci-layout", "{\"imageLayoutVersion\": \"1.0.0\"}");
    layout.write("blobs/sha256/" + digest(BOTH).substring(7), BOTH);
    layout.write("index.json", index(nested(digest(BOTH))));
    Snapshot snapshot = layout.gather();
    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(Folder.evidence(snapshot)).containsExactly("image/index ImageIndex " + digest(BOTH));
  }

  @Test
  void aBlobOfAnotherDigestMayHideAnIndex() {
    Folder layout = Folder.at(temp).write("oci-layout", "{}");
    layout.write("blobs/sha256/" + "d".repeat(64), BOTH);
    Snapshot snapshot = layout.write("index.json", index(nested(digest(BOTH)))).gather();
    assertThat(snapshot.gaps()).allMatch(gap -> gap.mayHide("image/index")).isNotEmpty();
    assertThat(snapshot.ofKind("image/index")).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"index, amd64, 2", "index, '', 1", "index, s390x, 1", "image, '', 2"})
  void aScanCountsForTheImageThatItReadAndForItsIndex(String named, String machine, int digests) {
    String digest = named.equals("index") ? digest(BOTH) : AMD;
    Snapshot snapshot =
        Folder.at(temp)
            .write("index.json", BOTH)
            .write("scan.json", scan(digest, machine))
            .gather();
    Evidence scan = snapshot.ofKind("image/scan").get(0);
    JsonNode image = scan.content().node().path("image");
    assertThat(image.path("digest").asText()).isEqualTo(digest);
    assertThat(image.path("digests")).hasSize(digests);
    assertThat(scan.content().node().path("vulnerabilities")).hasSize(1);
    assertThat(scan.content().node().at("/counts/reported").asInt()).isEqualTo(1);
  }

  @Test
  void aScanOfOneImageIsFoundByWhoRunsTheIndex() {
    Snapshot snapshot =
        Folder.at(temp)
            .write("index.json", BOTH)
            .write("scan.json", scan(AMD, ""))
            .write("pod.yaml", pod("r.example/app@" + digest(BOTH)))
            .gather();
    assertThat(skipped(snapshot)).isEmpty();
    assertThat(new ScanIndex(snapshot.ofKind("image/scan")).of("r.example/app@" + digest(BOTH)))
        .hasSize(1);
    assertThat(new ScanIndex(snapshot.ofKind("image/scan")).of("r.example/app@" + ARM)).isEmpty();
  }

  @Test
  void anIndexThatNobodyRunsIsTold() {
    Snapshot snapshot =
        Folder.at(temp).write("index.json", BOTH).write("pod.yaml", pod("app@" + NOTE)).gather();
    assertThat(skipped(snapshot)).hasSize(1);
    assertThat(skipped(snapshot).get(0)).contains(digest(BOTH)).contains("bytes were changed");
    Snapshot run = Folder.at(temp).write("pod.yaml", pod("app@" + ARM)).gather();
    assertThat(skipped(run)).isEmpty();
  }

  @Test
  void anIndexHasABillOnceEachOfItsImagesHas() {
    Folder folder = Folder.at(temp).write("index.json", BOTH).write("amd.json", bill(AMD));
    assertThat(digests(folder.gather().ofKind("image/sbom").get(0))).containsExactly(AMD);
    for (Evidence bill : folder.write("arm.json", bill(ARM)).gather().ofKind("image/sbom")) {
      assertThat(digests(bill)).hasSize(2).contains(digest(BOTH));
    }
  }

  private static Gap gap(Snapshot snapshot) {
    return snapshot.gaps().stream()
        .filter(gap -> gap.problem().code().equals("INVALID_IMAGE_INDEX"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> digests(Evidence evidence) {
    return evidence
        .content()
        .node()
        .at("/image/digests")
        .valueStream()
        .map(JsonNode::asText)
        .toList();
  }

  private static String bill(String digest) {
    return """
        {"bomFormat": "CycloneDX", "specVersion": "1.5", "metadata": {"component": {
          "type": "container", "name": "r.example/app",
          "purl": "pkg:oci/app@%s?repository_url=r.example/app"}},
         "components": [{"type": "library", "name": "zlib", "version": "1"}]}"""
        .formatted(digest);
  }

  private static String scan(String digest, String machine) {
    String config =
        machine.isEmpty()
            ? ""
            : ", \"ImageConfig\": {\"os\": \"linux\", \"architecture\": \"%s\"}".formatted(machine);
    return Reports.report(
        "\"Metadata\": {\"RepoDigests\": [\"r.example/app@%s\"]%s}, \"Results\": [%s]"
            .formatted(
                digest,
                config,
                Reports.vulnerabilities("app", Reports.entry("CVE-1", "HIGH", ""))));
  }

  private static String pod(String image) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec: {containers: [{name: web, image: "%s"}]}
        """
        .formatted(image);
  }

  private static List<String> skipped(Snapshot snapshot) {
    return snapshot.coverage().skipped().stream()
        .map(Coverage.Skipped::reason)
        .filter(reason -> reason.contains("workload"))
        .toList();
  }

  private JsonNode read(String index) {
    return index(Folder.at(temp).write("a.json", index).gather());
  }

  private static JsonNode index(Snapshot snapshot) {
    return snapshot.ofKind("image/index").get(0).content().node();
  }

  private static JsonNode index(Snapshot snapshot, String digest) {
    return snapshot.ofKind("image/index").stream()
        .map(one -> one.content().node())
        .filter(one -> one.path("digest").asText().equals(digest))
        .findFirst()
        .orElseThrow();
  }

  private static String index(String... manifests) {
    return """
        {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [%s]}"""
        .formatted(String.join(", ", manifests));
  }

  private static String entry(String digest, String architecture, String variant) {
    String more = variant.isEmpty() ? "" : ", \"variant\": \"" + variant + "\"";
    return """
        {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "%s", "size": 9, \
        "platform": {"os": "linux", "architecture": "%s"%s}}"""
        .formatted(digest, architecture, more);
  }

  private static String nested(String digest) {
    return "{\"mediaType\": \"application/vnd.oci.image.index.v1+json\", \"digest\": \"%s\", \"size\": 9}"
        .formatted(digest);
  }

  private static String digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
