package dev.seaworthy.admission.certify;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.collectors.cluster.ClusterConfig;
import dev.seaworthy.collectors.cluster.ClusterException;
import dev.seaworthy.collectors.cluster.ClusterSelection;
import dev.seaworthy.engine.evidence.Problem;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;

/** A certifier, and its way to the cluster. */
public final class Certifying implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int RETRIES = 2;

  private final KubernetesClient client;
  private final Certifier certifier;

  private Certifying(KubernetesClient client, Certifier certifier) {
    this.client = client;
    this.certifier = certifier;
  }

  /**
   * Finds the way; sends nothing yet.
   *
   * @throws AdmissionException if the selection leads to no cluster
   */
  public static Certifying open(
      ClusterSelection selection,
      CertifiedObjects objects,
      CertifyTerms terms,
      Clock clock,
      Certifier.Events events)
      throws AdmissionException {
    try {
      Config config = ClusterConfig.of(selection).config();
      config.setRequestTimeout(PATIENCE_MILLIS);
      config.setRequestRetryBackoffLimit(RETRIES);
      KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
      return new Certifying(
          client, new Certifier(new FabricCluster(client, objects), terms, clock, events));
    } catch (ClusterException e) {
      throw new AdmissionException(e.problem());
    } catch (KubernetesClientException e) {
      throw new AdmissionException(
          new Problem(
              "BAD_KUBECONFIG",
              "the kubeconfig cannot be used",
              "check it with `kubectl config view`"));
    }
  }

  public Certifier certifier() {
    return certifier;
  }

  @Override
  public void close() {
    client.close();
  }
}
