package dev.seaworthy.admission.certify;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.certify.CertifiedCluster.HeldSecret;
import dev.seaworthy.admission.certify.CertifiedCluster.Told;
import dev.seaworthy.engine.evidence.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a Secret with a certificate for the webhook, and the CA that the API server trusts. A new
 * CA is trusted before a certificate of it is used, and the one before until nobody serves by it: a
 * stop at any moment leaves a webhook that can be asked. Several may run at once.
 */
public final class Certifier {
  /** Somebody else who writes is let go first, so often. */
  private static final int MOST_TRIES = 10;

  private final CertifiedCluster cluster;
  private final CertifyTerms terms;
  private final Clock clock;
  private final Events events;

  /** Is told what happens. */
  public interface Events {
    /**
     * Something was done.
     *
     * @param name such as {@code certificate-issued}
     * @param detail for people; may be empty
     */
    void done(String name, String detail);

    /** Waits for API servers to learn of a new CA. */
    void settle() throws InterruptedException;
  }

  Certifier(CertifiedCluster cluster, CertifyTerms terms, Clock clock, Events events) {
    this.cluster = cluster;
    this.terms = terms;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Looks once, and does what is needed.
   *
   * @param anew whether a certificate is issued that nobody needs yet
   * @throws AdmissionException if the cluster does not let it; what is served is left as it was
   */
  public void look(boolean anew) throws AdmissionException, InterruptedException {
    Optional<HeldSecret> held = cluster.secret();
    requireOwn(held);
    Optional<HeldCertificate> usable = held.flatMap(secret -> HeldCertificate.of(secret.issue()));
    Optional<String> why =
        usable.isEmpty()
            ? Optional.of(held.isEmpty() ? "there is no Secret" : "the Secret cannot be used")
            : usable.get().shortfall(clock.instant(), terms);
    if (held.isPresent() && usable.isPresent() && why.isEmpty() && !anew) {
      trust(held.get().issue().authority(), isNew(usable.get()));
    } else {
      issue(held, why.orElse("it was asked for"));
    }
  }

  private void issue(Optional<HeldSecret> held, String why)
      throws AdmissionException, InterruptedException {
    Issue next = Issue.at(clock.instant(), terms);
    List<String> authorities = new ArrayList<>(List.of(next.authority()));
    held.ifPresent(secret -> authorities.add(secret.issue().authority()));
    trust(Trust.of(clock.instant(), authorities).pem(), true);
    events.settle();
    if (!cluster.write(next, held)) {
      // The next look finds what they wrote.
      events.done("certificate-by-another", "");
      return;
    }
    events.done("certificate-issued", why);
  }

  /** Whether replicas may still serve by the certificate before this one. */
  private boolean isNew(HeldCertificate certificate) {
    return clock.instant().isBefore(certificate.issued().plus(terms.overlap()));
  }

  /**
   * Lets the API server trust these CAs.
   *
   * @param beside whether what it trusts by now stays trusted beside them
   */
  private void trust(String authorities, boolean beside) throws AdmissionException {
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<Told> told = cluster.told();
      if (told.isEmpty()) {
        events.done("webhook-missing", "");
        return;
      }
      List<String> bundles = new ArrayList<>(List.of(authorities));
      if (beside) {
        bundles.addAll(told.get().bundles());
      }
      String wanted = Trust.of(clock.instant(), bundles).pem();
      if (told.get().bundles().stream().allMatch(wanted::equals)) {
        return;
      }
      if (cluster.tell(told.get(), wanted)) {
        events.done("authority-told", "");
        return;
      }
    }
    throw new AdmissionException(
        new Problem(
            "CONFLICT",
            "the webhook's configuration changes faster than it can be written",
            "see who else writes its `caBundle`; cert-manager must not inject it too"));
  }

  private static void requireOwn(Optional<HeldSecret> held) throws AdmissionException {
    if (held.isPresent() && !held.get().own()) {
      throw new AdmissionException(
          new Problem(
              "FOREIGN_SECRET",
              "the Secret was not made by this program, and is left as it is",
              "name another one with `--secret`, or delete it"));
    }
  }
}
