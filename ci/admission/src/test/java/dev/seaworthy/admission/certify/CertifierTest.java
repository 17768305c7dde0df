package dev.seaworthy.admission.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.admission.AdmissionException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against objects in memory, which can be made to fail at any step; the live test has real ones.
 */
final class CertifierTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final CertifyTerms TERMS =
      new CertifyTerms(List.of("webhook.seaworthy.svc"), Duration.ofDays(90), Duration.ofHours(1));

  private final Objects cluster = new Objects();

  @Test
  void makesWhatIsMissingAndTellsOfItFirst() throws Exception {
    look(START);
    assertThat(cluster.steps).containsExactly("tell", "settle", "write");
    assertThat(chainIsTrusted(START)).isTrue();
    assertThat(names()).containsExactly("webhook.seaworthy.svc");
  }

  @Test
  void leavesAloneWhatIsGood() throws Exception {
    look(START);
    cluster.steps.clear();
    look(START.plus(Duration.ofDays(59)));
    look(START.plus(Duration.ofDays(59)));
    assertThat(cluster.steps).isEmpty();
  }

  @Test
  void renewsWhenAThirdIsLeftAndForgetsTheOldAuthorityLater() throws Exception {
    look(START);
    Issue first = cluster.held();
    Instant later = START.plus(Duration.ofDays(60)).plusSeconds(1);
    look(later);
    assertThat(cluster.held()).isNotEqualTo(first);
    assertThat(trusted()).isEqualTo(2);
    assertThat(chainIsTrusted(later)).isTrue();
    look(later.plus(Duration.ofMinutes(59)));
    assertThat(trusted()).isEqualTo(2);
    look(later.plus(Duration.ofMinutes(61)));
    assertThat(trusted()).isEqualTo(1);
    assertThat(chainIsTrusted(later)).isTrue();
  }

  /** A replica serves by the lost certificate until its files are replaced. */
  @Test
  void aDeletedSecretIsMadeAnewWhileTheLostOneIsTrusted() throws Exception {
    look(START);
    Issue lost = cluster.held();
    cluster.secret = Optional.empty();
    look(START.plus(Duration.ofDays(1)));
    assertThat(cluster.told.bundles().get(0)).contains(body(lost.authority()));
    assertThat(chainIsTrusted(START.plus(Duration.ofDays(1)))).isTrue();
  }

  @Test
  void anEmptiedBundleIsToldAgain() throws Exception {
    look(START);
    cluster.told = new CertifiedCluster.Told(List.of("", ""), "99");
    look(START);
    assertThat(chainIsTrusted(START)).isTrue();
    assertThat(cluster.told.bundles().get(0)).isEqualTo(cluster.told.bundles().get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n"})
  void aSpoiledSecretIsMadeAnew(String spoiled) throws Exception {
    look(START);
    Issue good = cluster.held();
    for (Issue bad :
        List.of(
            new Issue(spoiled, good.key(), good.authority()),
            new Issue(good.certificate(), spoiled, good.authority()),
            new Issue(good.certificate(), good.key(), spoiled),
            new Issue(good.certificate(), Issue.at(START, TERMS).key(), good.authority()),
            new Issue(good.certificate(), good.key(), Issue.at(START, TERMS).authority()))) {
      cluster.hold(bad, true);
      look(START);
      assertThat(cluster.held()).isNotEqualTo(bad);
      assertThat(chainIsTrusted(START)).isTrue();
    }
  }

  @Test
  void anotherNameAsksForAnotherCertificate() throws Exception {
    look(START);
    new Certifier(
            cluster,
            new CertifyTerms(List.of("other.seaworthy.svc"), TERMS.validity(), TERMS.overlap()),
            clock(START),
            cluster)
        .look(false);
    assertThat(names()).containsExactly("other.seaworthy.svc");
  }

  @Test
  void aClockThatWasAheadIsMended() throws Exception {
    look(START.plus(Duration.ofDays(400)));
    look(START);
    assertThat(chainIsTrusted(START)).isTrue();
  }

  @Test
  void aForeignSecretIsLeftAsItIs() {
    Issue foreign = Issue.at(START, TERMS);
    cluster.hold(foreign, false);
    assertThatThrownBy(() -> look(START.plus(Duration.ofDays(100))))
        .isInstanceOf(AdmissionException.class)
        .hasMessageContaining("was not made by this program");
    assertThat(cluster.held()).isEqualTo(foreign);
    assertThat(cluster.steps).isEmpty();
  }

  @Test
  void whoIsFasterWins() throws Exception {
    Issue theirs = Issue.at(START, TERMS);
    cluster.beforeWrite = () -> cluster.hold(theirs, true);
    look(START);
    assertThat(cluster.held()).isEqualTo(theirs);
    look(START);
    assertThat(chainIsTrusted(START)).isTrue();
  }

  @Test
  void aConfigurationThatOthersChangeMeanwhileIsToldAgain() throws Exception {
    cluster.conflicts = 3;
    look(START);
    assertThat(chainIsTrusted(START)).isTrue();
    cluster.conflicts = 1_000;
    cluster.told = new CertifiedCluster.Told(List.of(""), "100");
    assertThatThrownBy(() -> look(START)).hasMessageContaining("changes faster");
  }

  /** Stopped before any step: what a replica serves by is trusted, and the next look goes on. */
  @Test
  void aStopAtAnyMomentLeavesAWebhookThatIsTrusted() throws Exception {
    look(START);
    Instant later = START.plus(Duration.ofDays(70));
    for (int step = 0; step < 3; step++) {
      Issue served = cluster.held();
      cluster.stopAt = step;
      cluster.steps.clear();
      assertThatThrownBy(() -> certifier(later).look(true)).hasMessageContaining("stopped");
      assertThat(cluster.told.bundles().get(0)).contains(body(served.authority()));
      cluster.stopAt = -1;
      look(later);
      assertThat(chainIsTrusted(later)).isTrue();
      assertThat(cluster.told.bundles().get(0)).contains(body(served.authority()));
    }
  }

  @Test
  void manyRenewalsDoNotGrowTheBundleWithoutEnd() throws Exception {
    for (int i = 0; i < 20; i++) {
      certifier(START.plusSeconds(i)).look(true);
    }
    assertThat(trusted()).isEqualTo(8);
    assertThat(chainIsTrusted(START.plusSeconds(20))).isTrue();
  }

  private void look(Instant now) throws Exception {
    certifier(now).look(false);
  }

  private Certifier certifier(Instant now) {
    return new Certifier(cluster, TERMS, clock(now), cluster);
  }

  private static Clock clock(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private int trusted() {
    return Trust.certificates(cluster.told.bundles().get(0)).size();
  }

  private static String body(String pem) {
    return pem.lines().filter(line -> !line.startsWith("-")).collect(Collectors.joining("\n"));
  }

  private List<String> names() throws Exception {
    List<String> names = new ArrayList<>();
    leaf().getSubjectAlternativeNames().forEach(one -> names.add(String.valueOf(one.get(1))));
    return names;
  }

  private X509Certificate leaf() throws Exception {
    return certificates(cluster.held().certificate()).get(0);
  }

  private static List<X509Certificate> certificates(String pem) throws Exception {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
        .stream()
        .map(X509Certificate.class::cast)
        .toList();
  }

  /** Java's own path validation, by what the API server is told. */
  private boolean chainIsTrusted(Instant now) throws Exception {
    KeyStore none = KeyStore.getInstance("PKCS12");
    none.load(null, null);
    for (String bundle : cluster.told.bundles()) {
      PKIXParameters parameters =
          new PKIXParameters(
              certificates(bundle).stream()
                  .map(one -> new TrustAnchor(one, null))
                  .collect(Collectors.toSet()));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf())),
              parameters);
    }
    return leaf().getExtendedKeyUsage().containsAll(Set.of("1.3.6.1.5.5.7.3.1"));
  }

  /** The two objects, and what was done to them. */
  private static final class Objects implements CertifiedCluster, Certifier.Events {
    private final List<String> steps = new ArrayList<>();
    private Optional<HeldSecret> secret = Optional.empty();
    private Told told = new Told(List.of("", ""), "1");
    private Runnable beforeWrite = () -> {};
    private int versions = 1;
    private int conflicts;
    private int stopAt = -1;

    private Issue held() {
      return secret.orElseThrow().issue();
    }

    private void hold(Issue issue, boolean own) {
      secret = Optional.of(new HeldSecret(issue, String.valueOf(++versions), own));
    }

    private void step(String name) {
      if (steps.size() == stopAt) {
        throw new IllegalStateException("stopped before " + name);
      }
      steps.add(name);
    }

    @Override
    public Optional<HeldSecret> secret() {
      return secret;
    }

    @Override
    public boolean write(Issue issue, Optional<HeldSecret> former) {
      step("write");
      beforeWrite.run();
      if (!former.map(HeldSecret::version).equals(secret.map(HeldSecret::version))) {
        return false;
      }
      hold(issue, true);
      return true;
    }

    @Override
    public Optional<Told> told() {
      return Optional.of(told);
    }

    @Override
    public boolean tell(Told former, String bundle) {
      if (conflicts > 0) {
        conflicts--;
        return false;
      }
      step("tell");
      told = new Told(List.of(bundle, bundle), String.valueOf(++versions));
      return true;
    }

    @Override
    public void done(String name, String detail) {
      assertThat(name).isNotEmpty();
    }

    @Override
    public void settle() {
      step("settle");
    }
  }
}
