package dev.seaworthy.collectors.tls.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NewSessionTicket;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * A client of Bouncy Castle's TLS, which depends on nothing that the Java platform allows. It takes
 * whatever certificate and prime comes: this is where they are looked at, not where they are
 * trusted, and no byte of data is sent.
 */
final class HandshakeClient extends AbstractTlsClient {
  private static final TlsCrypto CRYPTO = new BcTlsCrypto(new SecureRandom());
  private static final int MOST_CERTIFICATES = 20;

  /** Both modes of resumption, RFC 8446 section 4.2.9; without them servers issue no ticket. */
  private static final byte[] RESUMPTION_MODES = {1, 1};

  private final HandshakeOffer offer;
  private final List<byte[]> certificates = new ArrayList<>();
  private Optional<byte[]> stapled = Optional.empty();
  private Optional<String> alert = Optional.empty();
  private Optional<byte[]> ticket = Optional.empty();
  private boolean certificateRequested;
  private int completed;
  private boolean isOffered;
  private byte[] sessionId = {};

  HandshakeClient(HandshakeOffer offer) {
    super(CRYPTO);
    this.offer = offer;
  }

  /** Whether a handshake with any of the suites can be finished here. */
  static boolean canFinish(HandshakeOffer offer) {
    return codes(offer).length > 0;
  }

  /** In DER, as sent. */
  List<byte[]> certificates() {
    return certificates;
  }

  /** The answer of the issuer that came along, RFC 6066 section 8, in DER. */
  Optional<byte[]> stapled() {
    return stapled;
  }

  /** The last alert of the server. */
  Optional<String> alert() {
    return alert;
  }

  /** Of TLS 1.2 and before. */
  Optional<byte[]> ticket() {
    return ticket;
  }

  boolean isCertificateRequested() {
    return certificateRequested;
  }

  /** How many handshakes came to their end. */
  int completed() {
    return completed;
  }

  /** Whether the server's hello says that it goes on with the earlier session. */
  boolean isResumed() {
    return isOffered
        && offer.session().filter(one -> Arrays.equals(one.getSessionID(), sessionId)).isPresent();
  }

  /** Whether an earlier session went into the hello. */
  boolean isOffered() {
    return isOffered;
  }

  /** Whether the server binds a renegotiation to its connection, RFC 5746. */
  boolean isBound() {
    return completed > 0 && context.getSecurityParametersConnection().isSecureRenegotiation();
  }

  Optional<TlsSession> session() {
    return completed > 0 ? Optional.ofNullable(context.getSession()) : Optional.empty();
  }

  Optional<String> application() {
    return completed > 0
        ? Optional.ofNullable(context.getSecurityParametersConnection().getApplicationProtocol())
            .map(ProtocolName::getUtf8Decoding)
        : Optional.empty();
  }

  @Override
  protected org.bouncycastle.tls.ProtocolVersion[] getSupportedVersions() {
    return new org.bouncycastle.tls.ProtocolVersion[] {
      org.bouncycastle.tls.ProtocolVersion.get(
          offer.version().code() >>> 8, offer.version().code() & 0xff)
    };
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return codes(offer);
  }

  /** Neither pre-shared keys nor passwords are known here. */
  private static int[] codes(HandshakeOffer offer) {
    return offer.suites().stream()
        .filter(suite -> !suite.name().contains("PSK") && !suite.name().contains("SRP"))
        .mapToInt(CipherSuite::code)
        .filter(code -> TlsUtils.isSupportedCipherSuite(CRYPTO, code))
        .toArray();
  }

  @Override
  @SuppressWarnings("unchecked")
  public Hashtable<Integer, byte[]> getClientExtensions() throws IOException {
    Hashtable<Integer, byte[]> extensions = super.getClientExtensions();
    // OpenSSL agrees to it for suites that encrypt nothing, which the library takes for an error.
    extensions.remove(Extension.ENCRYPT_THEN_MAC);
    if (!offer.version().isInTheClear()) {
      extensions.put(Extension.PSK_MODES, RESUMPTION_MODES);
    } else if (offer.asksTicket()) {
      extensions.put(Extension.SESSION_TICKET, offer.ticket().orElse(new byte[0]));
    }
    return extensions;
  }

  /** Those that the server takes, so that no second hello is needed. */
  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  protected Vector getSupportedGroups(Vector roles) {
    Vector<Integer> groups = new Vector<>();
    offer.groups().stream().filter(CRYPTO::hasNamedGroup).forEach(groups::add);
    return groups.isEmpty() ? super.getSupportedGroups(roles) : groups;
  }

  @Override
  protected @Nullable Vector<ServerName> getSNIServerNames() {
    Vector<ServerName> names = new Vector<>();
    offer
        .serverName()
        .map(name -> name.getBytes(StandardCharsets.US_ASCII))
        .ifPresent(name -> names.add(new ServerName(NameType.host_name, name)));
    return names.isEmpty() ? null : names;
  }

  @Override
  protected @Nullable Vector<ProtocolName> getProtocolNames() {
    // A resumed session keeps its protocol.
    if (offer.session().isPresent()) {
      return null;
    }
    Vector<ProtocolName> names = new Vector<>();
    ApplicationProbe.KNOWN.forEach(name -> names.add(ProtocolName.asUtf8Encoding(name)));
    return names;
  }

  @Override
  public @Nullable TlsSession getSessionToResume() {
    return offer.session().orElse(null);
  }

  @Override
  public TlsDHGroupVerifier getDHGroupVerifier() {
    return group -> true;
  }

  @Override
  public int getMaxCertificateChainLength() {
    return MOST_CERTIFICATES;
  }

  @Override
  public boolean shouldCheckSigAlgOfPeerCerts() {
    return false;
  }

  @Override
  public boolean allowLegacyResumption() {
    return true;
  }

  @Override
  public void notifySecureRenegotiation(boolean secureRenegotiation) {
    // Whether it is offered is no reason to end a handshake here.
  }

  @Override
  public void notifyHandshakeComplete() {
    completed++;
    // What it warned of before was no reason to end.
    alert = Optional.empty();
  }

  @Override
  public void notifySessionToResume(@Nullable TlsSession session) {
    isOffered = session != null;
  }

  @Override
  public void notifySessionID(byte[] chosen) {
    sessionId = chosen.clone();
  }

  @Override
  public void notifyAlertReceived(short level, short description) {
    if (description != AlertDescription.close_notify) {
      alert = Optional.of(Alert.name(description));
    }
  }

  @Override
  public void notifyNewSessionTicket(NewSessionTicket issued) {
    ticket = Optional.of(issued.getTicket()).filter(bytes -> bytes.length > 0);
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new Looking();
  }

  /** Notes what is shown, and has no certificate to show. */
  private final class Looking implements TlsAuthentication {
    @Override
    public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
      certificates.clear();
      for (TlsCertificate certificate : shown.getCertificate().getCertificateList()) {
        certificates.add(certificate.getEncoded());
      }
      stapled = stapled(shown);
    }

    @Override
    public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
      certificateRequested = true;
      return null;
    }

    private Optional<byte[]> stapled(TlsServerCertificate shown) throws IOException {
      CertificateStatus status = shown.getCertificateStatus();
      if (status == null && !shown.getCertificate().isEmpty()) {
        status = ofTls13(shown);
      }
      return status == null || status.getOCSPResponse() == null
          ? Optional.empty()
          : Optional.of(status.getOCSPResponse().getEncoded());
    }

    /** There the status is an extension of its certificate. */
    private @Nullable CertificateStatus ofTls13(TlsServerCertificate shown) throws IOException {
      java.util.Map<?, ?> extensions =
          shown.getCertificate().getCertificateEntryAt(0).getExtensions();
      return extensions != null && extensions.get(Extension.STATUS_REQUEST) instanceof byte[] body
          ? CertificateStatus.parse(context, new java.io.ByteArrayInputStream(body))
          : null;
    }
  }
}
