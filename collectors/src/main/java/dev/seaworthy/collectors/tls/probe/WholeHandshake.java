package dev.seaworthy.collectors.tls.probe;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A handshake of TLS 1.3 by the Java platform, for what is encrypted in it. It takes whatever
 * certificate comes: this is where certificates are looked at, not where they are trusted, and no
 * byte of data is sent.
 */
final class WholeHandshake {
  /**
   * What was seen before it ended, well or not.
   *
   * @param alert that ended it
   */
  record Seen(
      List<byte[]> certificates,
      boolean certificateRequested,
      Optional<String> application,
      Optional<String> alert) {
    Seen {
      certificates = List.copyOf(certificates);
    }
  }

  private static final int MOST_ROUNDS = 200;

  private final Link link;
  private final Optional<String> serverName;
  private final List<byte[]> certificates = new ArrayList<>();
  private boolean requested;

  WholeHandshake(Link link, Optional<String> serverName) {
    this.link = link;
    this.serverName = serverName;
  }

  Seen run() throws IOException {
    SSLEngine engine = engine();
    Optional<String> alert = Optional.empty();
    try {
      shakeHands(engine);
    } catch (SSLException e) {
      // The platform tells an alert by the end of its message alone.
      String message = String.valueOf(e.getMessage());
      alert =
          message.startsWith("Received fatal alert: ")
              ? Optional.of(message.substring(message.indexOf(':') + 2))
              : Optional.empty();
    }
    return new Seen(
        certificates,
        requested,
        Optional.ofNullable(engine.getApplicationProtocol()).filter(name -> !name.isEmpty()),
        alert);
  }

  private void shakeHands(SSLEngine engine) throws IOException {
    int packet = engine.getSession().getPacketBufferSize();
    byte[] sent = new byte[packet];
    byte[] received = new byte[packet];
    ByteBuffer in = ByteBuffer.wrap(received).limit(0);
    ByteBuffer data = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    engine.beginHandshake();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      switch (engine.getHandshakeStatus()) {
        case NEED_WRAP -> {
          ByteBuffer out = ByteBuffer.wrap(sent);
          engine.wrap(ByteBuffer.allocate(0), out);
          link.write(Arrays.copyOf(sent, out.position()));
        }
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap(engine, in, received, data);
        case NEED_TASK -> tasks(engine);
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  private void unwrap(SSLEngine engine, ByteBuffer in, byte[] received, ByteBuffer data)
      throws IOException {
    SSLEngineResult result = engine.unwrap(in, data.clear());
    if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
      in.compact();
      int read = link.read(received, in.position(), in.remaining());
      in.position(in.position() + Math.max(0, read)).flip();
      if (read < 0) {
        throw new SSLException("the connection closed");
      }
    } else if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
      throw new SSLException("the connection closed");
    }
  }

  private static void tasks(SSLEngine engine) {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  private SSLEngine engine() throws SSLException {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(new KeyManager[] {new Asked()}, new TrustManager[] {new Shown()}, null);
      SSLEngine engine = context.createSSLEngine();
      engine.setUseClientMode(true);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setProtocols(new String[] {"TLSv1.3"});
      parameters.setApplicationProtocols(ApplicationProbe.KNOWN.toArray(new String[0]));
      serverName.ifPresent(name -> parameters.setServerNames(List.of(new SNIHostName(name))));
      engine.setSSLParameters(parameters);
      return engine;
    } catch (GeneralSecurityException e) {
      throw new SSLException("the platform has no TLS 1.3", e);
    }
  }

  /** Notes what is shown, and trusts it for nothing. */
  private final class Shown extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      for (X509Certificate certificate : chain) {
        try {
          certificates.add(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
          throw new IllegalStateException("what was decoded encodes", e);
        }
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new UnsupportedOperationException("an engine has no socket");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException("an engine is always given");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** Notes that a client's certificate is asked for, and has none. */
  private final class Asked extends X509ExtendedKeyManager {
    @Override
    public @Nullable String chooseEngineClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      requested = true;
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      return null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
      return null;
    }
  }
}
