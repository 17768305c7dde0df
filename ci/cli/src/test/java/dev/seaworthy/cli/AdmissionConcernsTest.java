package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A control that an object concerns is judged, or named as not judged: silence would be a pass. */
final class AdmissionConcernsTest {
  private static final String CONFIG_MAP = "{'apiVersion':'v1','kind':'ConfigMap',%s,'data':{%s}}";

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          NET-03 | networking.k8s.io/v1 | NetworkPolicy | 'spec':{'podSelector':{},'policyTypes':['Ingress']}
          NET-03 | networking.k8s.io/v1 | NetworkPolicy | 'spec':{'podSelector':3}
          NET-02 | cilium.io/v2 | CiliumNetworkPolicy | 'spec':{'endpointSelector':{}}
          NET-02 | v1 | Service | 'spec':{'ports':[{'port':80}]}
          NET-02 | v1 | Pod | 'spec':{'containers':[{'name':'a','image':'a:1'}]}
          IAM-02 | rbac.authorization.k8s.io/v1 | Role | 'rules':[]
          IAM-02 | v1 | ServiceAccount | 'secrets':[]
          TRF-01 | traefik.io/v1alpha1 | Middleware | 'spec':{'redirectScheme':{'scheme':'https'}}
          TRF-01 | networking.k8s.io/v1 | Ingress | 'spec':{'defaultBackend':{'service':{'name':'a','port':{'number':80}}}}
          """)
  void controlsOfDerivedEvidenceAreNamed(String control, String version, String kind, String rest)
      throws IOException {
    String object = "{'apiVersion':'%s','kind':'%s',%s,%s}".formatted(version, kind, named(), rest);
    assertThat(notJudged(object)).contains(control);
  }

  @Test
  void anEntranceInAConfigMapIsToldFromAnyOther() throws IOException {
    String settings = "'traefik.yml':'entryPoints: {web: {address: :80}}'";
    assertThat(notJudged(CONFIG_MAP.formatted(named(), settings))).contains("TRF-01");
    assertThat(notJudged(CONFIG_MAP.formatted(named(), "'a':'b'")))
        .doesNotContain("TRF-01", "IAM-02", "NET-", "IMG-");
  }

  private static String named() {
    return "'metadata':{'name':'a','namespace':'shop'}";
  }

  private String notJudged(String object) throws IOException {
    String review =
        """
        {'apiVersion':'admission.k8s.io/v1','kind':'AdmissionReview','request':{'uid':'u-1',\
        'operation':'CREATE','namespace':'shop','object':%s,'oldObject':null}}\
        """
            .formatted(object)
            .replace('\'', '"');
    Path file = Files.writeString(folder.resolve("review.json"), review);
    Path modes = Files.writeString(folder.resolve("modes.yaml"), "default: audit");
    Bench.Ran ran = new Bench().runReal("admission", "replay", file, "--config", modes);
    assertThat(ran.code()).as(ran.err()).isZero();
    String key = "\"controls-not-judged\":\"";
    int start = ran.out().indexOf(key);
    return start < 0
        ? ""
        : ran.out().substring(start, ran.out().indexOf('"', start + key.length()));
  }
}
