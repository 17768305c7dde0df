package dev.seaworthy.admission.certify;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a real cluster, for these two objects and no other. */
final class FabricCluster implements CertifiedCluster {
  private static final String CERTIFICATE = "tls.crt";
  private static final String KEY = "tls.key";
  private static final String AUTHORITY = "ca.crt";
  private static final String MANAGED = "app.kubernetes.io/managed-by";
  private static final String SELF = "seaworthy";
  private static final int UNPROCESSABLE = 422;

  private final KubernetesClient client;
  private final CertifiedObjects objects;

  FabricCluster(KubernetesClient client, CertifiedObjects objects) {
    this.client = client;
    this.objects = objects;
  }

  @Override
  public Optional<HeldSecret> secret() throws AdmissionException {
    Secret secret =
        ask(
            "read the Secret",
            () ->
                client.secrets().inNamespace(objects.namespace()).withName(objects.secret()).get());
    return Optional.ofNullable(secret)
        .map(
            one ->
                new HeldSecret(
                    new Issue(text(one, CERTIFICATE), text(one, KEY), text(one, AUTHORITY)),
                    one.getMetadata().getResourceVersion(),
                    isOwn(one)));
  }

  private static boolean isOwn(Secret secret) {
    Map<String, String> labels = secret.getMetadata().getLabels();
    return labels != null && SELF.equals(labels.get(MANAGED));
  }

  private static String text(Secret secret, String name) {
    @Nullable String encoded = secret.getData() == null ? null : secret.getData().get(name);
    try {
      return encoded == null
          ? ""
          : new String(Base64.getDecoder().decode(encoded), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  @Override
  public boolean write(Issue issue, Optional<HeldSecret> former) throws AdmissionException {
    Secret secret =
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(objects.namespace())
            .withName(objects.secret())
            .addToLabels(MANAGED, SELF)
            .withResourceVersion(former.map(HeldSecret::version).orElse(null))
            .endMetadata()
            .withType("kubernetes.io/tls")
            .addToData(CERTIFICATE, encoded(issue.certificate()))
            .addToData(KEY, encoded(issue.key()))
            .addToData(AUTHORITY, encoded(issue.authority()))
            .build();
    return changed(
        "write the Secret",
        () -> {
          if (former.isEmpty()) {
            client.secrets().resource(secret).create();
          } else {
            client.secrets().resource(secret).update();
          }
        });
  }

  @Override
  public Optional<Told> told() throws AdmissionException {
    ValidatingWebhookConfiguration webhook =
        ask(
            "read the webhook's configuration",
            () ->
                client
                    .admissionRegistration()
                    .v1()
                    .validatingWebhookConfigurations()
                    .withName(objects.webhook())
                    .get());
    if (webhook == null) {
      return Optional.empty();
    }
    List<String> bundles = new ArrayList<>();
    for (ValidatingWebhook one : webhook.getWebhooks()) {
      bundles.add(decoded(one.getClientConfig().getCaBundle()));
    }
    return Optional.of(new Told(bundles, webhook.getMetadata().getResourceVersion()));
  }

  private static String decoded(@Nullable String bundle) {
    return bundle == null
        ? ""
        : new String(Base64.getMimeDecoder().decode(bundle), StandardCharsets.US_ASCII);
  }

  /** A JSON patch (RFC 6902): nothing else of the configuration is touched. */
  @Override
  public boolean tell(Told former, String bundle) throws AdmissionException {
    List<Map<String, String>> patch = new ArrayList<>();
    patch.add(Map.of("op", "test", "path", "/metadata/resourceVersion", "value", former.version()));
    for (int i = 0; i < former.bundles().size(); i++) {
      patch.add(
          Map.of(
              "op", "add",
              "path", "/webhooks/%d/clientConfig/caBundle".formatted(i),
              "value", encoded(bundle)));
    }
    String text = CanonicalJson.of(patch).toString();
    return changed(
        "patch the webhook's configuration",
        () ->
            client
                .admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(objects.webhook())
                .patch(PatchContext.of(PatchType.JSON), text));
  }

  private static String encoded(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
  }

  private boolean changed(String what, Runnable change) throws AdmissionException {
    try {
      change.run();
      return true;
    } catch (KubernetesClientException e) {
      // 409 for another version of an object, 422 for a patch whose test does not hold.
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == UNPROCESSABLE) {
        return false;
      }
      throw refused(what, e);
    }
  }

  private <T> @Nullable T ask(String what, Supplier<@Nullable T> question)
      throws AdmissionException {
    try {
      return question.get();
    } catch (KubernetesClientException e) {
      throw refused(what, e);
    }
  }

  private AdmissionException refused(String what, KubernetesClientException e) {
    int code = e.getCode();
    String fix =
        switch (code) {
          case 0 -> "check that the API server runs, and its address";
          case HttpURLConnection.HTTP_UNAUTHORIZED -> "log in again, or mount the pod's token";
          case HttpURLConnection.HTTP_FORBIDDEN ->
              "grant get, create and update on the Secret `%s`, and get and patch on `%s`"
                  .formatted(objects.secret(), objects.webhook());
          default -> "see the API server's log";
        };
    return new AdmissionException(
        new Problem(
            code == 0 ? "SERVER_AWAY" : "REFUSED",
            "the API server does not let us %s (%s)"
                .formatted(what, code == 0 ? "no answer" : String.valueOf(code)),
            fix));
  }
}
