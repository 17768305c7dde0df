package dev.seaworthy.admission.web;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that handshakes are answered with, which can be replaced while they go on. An
 * alias names its generation, so that a handshake gets key and chain of one and the same.
 */
public final class ServedCertificate extends X509ExtendedKeyManager {
  /** The newest, and the one before for handshakes under way. */
  private record Generations(int number, Certificate newest, Certificate former) {}

  private volatile Generations generations;

  public ServedCertificate(Certificate first) {
    generations = new Generations(0, first, first);
  }

  public synchronized void replace(Certificate next) {
    Generations last = generations;
    generations = new Generations(last.number() + 1, next, last.newest());
  }

  public Instant ends() {
    return generations.newest().ends();
  }

  /** Handshakes of a server that answers with this certificate. */
  public SslContextFactory.Server handshakes() {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(context());
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return tls;
  }

  private SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {this}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    Generations now = generations;
    String alias = now.newest().keys().chooseEngineServerAlias(keyType, issuers, engine);
    return alias == null ? null : now.number() + ":" + alias;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return named(alias).keys().getCertificateChain(inner(alias));
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return named(alias).keys().getPrivateKey(inner(alias));
  }

  private Certificate named(String alias) {
    Generations now = generations;
    int number = Integer.parseInt(alias.substring(0, alias.indexOf(':')));
    return number == now.number() ? now.newest() : now.former();
  }

  private static String inner(String alias) {
    return alias.substring(alias.indexOf(':') + 1);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
