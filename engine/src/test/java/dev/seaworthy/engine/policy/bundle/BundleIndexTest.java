package dev.seaworthy.engine.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleIndexTest {
  private static final BundleSigner SIGNER = BundleSigner.generate(new SecureRandom());
  private static final byte[] ARCHIVE = BundleWriter.write(SampleBundle.signed(SIGNER));

  private final Map<String, byte[]> store = new HashMap<>();

  @Test
  void aBundleIsFoundAndLoaded() throws PolicyException {
    BundleIndex index = index("1.2.3", ARCHIVE);
    BundleIndex.Entry entry = index.find("supply-chain").orElseThrow();
    assertThat(index.load(entry).digest()).isEqualTo(entry.digest());
    assertThat(index.find("supply-chain", "1.2.3")).contains(entry);
    assertThat(index.find("other")).isEmpty();
  }

  @Test
  void anArchiveWithAnotherDigestIsRefused() throws PolicyException {
    BundleIndex index = index("1.2.3", ARCHIVE);
    byte[] changed = ARCHIVE.clone();
    changed[4] ^= 1;
    store.put("dist/b.tar.gz", changed);
    refused(index, "BUNDLE_CHANGED", "has another digest");
  }

  @Test
  void anArchiveOfAnotherVersionIsRefused() throws PolicyException {
    refused(index("1.2.4", ARCHIVE), "BUNDLE_CHANGED", "not what the index says");
  }

  @Test
  void anArchiveSignedByAnotherKeyIsRefused() throws PolicyException {
    BundleSigner stranger = BundleSigner.generate(new SecureRandom());
    byte[] archive = BundleWriter.write(SampleBundle.signed(stranger));
    refused(index("1.2.3", archive), "BUNDLE_UNTRUSTED", "not trusted");
  }

  @Test
  void aMissingArchiveIsNamed() throws PolicyException {
    BundleIndex index = index("1.2.3", ARCHIVE);
    store.remove("dist/b.tar.gz");
    refused(index, "BUNDLE_MISSING", "dist/b.tar.gz");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | is not readable",
        "{\"bundles\":[]} | has no `keys`",
        "{\"bundles\":{},\"keys\":[]} | `bundles` that is not a list",
        "{\"bundles\":[],\"keys\":[\"../k.pem\"]} | names a key that is outside",
        "{\"bundles\":[{}],\"keys\":[]} | has no `name`",
      })
  void aMalformedIndexIsRefused(String json, String message) {
    store.put("index.json", SampleBundle.utf8(json));
    assertThatThrownBy(() -> BundleIndex.open(name -> Optional.ofNullable(store.get(name))))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.0, 1.0.1",
    "1.9.0, 1.10.0",
    "2.0.0-rc.1, 2.0.0",
    "1.0.0-1, 1.0.0-a",
    "0.9.9, 1.0.0-a"
  })
  void versionsAreInOrder(String older, String newer) {
    assertThat(BundleVersion.ORDER.compare(older, newer)).isNegative();
    assertThat(BundleVersion.ORDER.compare(newer, older)).isPositive();
  }

  private BundleIndex index(String version, byte[] archive) throws PolicyException {
    store.put("keys/k.pem", SampleBundle.utf8(SIGNER.key().toPem()));
    store.put("dist/b.tar.gz", archive);
    Map<String, Object> entry =
        Map.of(
            "name",
            "supply-chain",
            "version",
            version,
            "digest",
            Digest.of(archive).toString(),
            "file",
            "dist/b.tar.gz",
            "title",
            "Supply chain",
            "controls",
            List.of("IMG-01"));
    store.put(
        "index.json",
        CanonicalJson.of(Map.of("bundles", List.of(entry), "keys", List.of("keys/k.pem"))).bytes());
    return BundleIndex.open(name -> Optional.ofNullable(store.get(name)));
  }

  private static void refused(BundleIndex index, String code, String message) {
    assertThatThrownBy(() -> index.load(index.entries().get(0)))
        .isInstanceOfSatisfying(
            PolicyException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(code);
              assertThat(e).hasMessageContaining(message);
            });
  }
}
