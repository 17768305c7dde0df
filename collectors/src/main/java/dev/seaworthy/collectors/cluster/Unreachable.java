package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Problem;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Tells from an exception why a server gave no answer: TLS, the identity, or the network. */
final class Unreachable {
  private final String cluster;
  private final String url;
  private final String kubectl;

  Unreachable(String cluster, String url, String kubectl) {
    this.cluster = cluster;
    this.url = url;
    this.kubectl = kubectl;
  }

  ApiException explain(String path, Throwable fault) {
    Set<Throwable> causes = causes(fault);
    if (has(CertificateExpiredException.class, causes)) {
      return all(
          "SERVER_CERTIFICATE_EXPIRED",
          "the certificate of %s has expired".formatted(url),
          "renew it on the server: `kubeadm certs renew apiserver`, or check this machine's clock");
    }
    if (has(CertPathBuilderException.class, causes)
        || has(CertPathValidatorException.class, causes)) {
      return all(
          "UNTRUSTED_SERVER",
          "the certificate of %s is not signed by the authority that the kubeconfig names"
              .formatted(url),
          "set `certificate-authority` of the cluster to the CA of this server; `%s version` fails"
                  .formatted(kubectl)
              + " the same way until then");
    }
    if (has(CertificateException.class, causes)) {
      return all(
          "WRONG_SERVER_NAME",
          "the certificate of %s is for another name".formatted(url),
          "use a name or address that the certificate holds, or set `tls-server-name`");
    }
    if (has(SSLException.class, causes)) {
      return tls(causes);
    }
    if (has(HttpTimeoutException.class, causes) || has(TimeoutException.class, causes)) {
      return new ApiException(
          Problems.of(
              "SERVER_SILENT",
              "`%s` does not answer to `%s`".formatted(cluster, path),
              "check the connection to %s, and run again".formatted(url)),
          ApiException.Reach.SERVER);
    }
    return new ApiException(
        Problems.of(
            "UNREACHABLE",
            "no connection to `%s` at %s".formatted(cluster, url),
            "check that the server runs and that this machine reaches it: `%s version`"
                .formatted(kubectl)),
        ApiException.Reach.SERVER);
  }

  /** A server that refuses a client's certificate in the handshake says so by an alert. */
  private ApiException tls(Set<Throwable> causes) {
    boolean alert =
        causes.stream()
            .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
            .anyMatch(
                message ->
                    message.contains("received fatal alert") && !message.contains("protocol"));
    return alert
        ? all(
            "CREDENTIALS_REFUSED",
            "%s refuses this client's certificate".formatted(url),
            "renew the client certificate of the kubeconfig's user")
        : all(
            "NO_TLS",
            "%s does not speak TLS as expected".formatted(url),
            "check `server` of the kubeconfig: its scheme and its port");
  }

  private static ApiException all(String code, String message, String fix) {
    Problem problem = Problems.of(code, message, fix);
    return new ApiException(problem, ApiException.Reach.ALL);
  }

  private static boolean has(Class<? extends Throwable> type, Set<Throwable> causes) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static Set<Throwable> causes(Throwable fault) {
    Set<Throwable> causes = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable at = fault; at != null && causes.add(at); at = at.getCause()) {
      Collections.addAll(causes, at.getSuppressed());
    }
    return causes;
  }
}
