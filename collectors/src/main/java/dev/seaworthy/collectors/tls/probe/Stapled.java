package dev.seaworthy.collectors.tls.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;

/** What an issuer says of a certificate in the answer that came along with it, RFC 6960. */
final class Stapled {
  private Stapled() {}

  static Map<String, Object> of(HandshakeClient client) {
    if (client.certificates().isEmpty()) {
      return Told.of(Told.UNKNOWN, "no certificate was shown");
    }
    Optional<byte[]> response = client.stapled();
    return response.isEmpty()
        ? Told.of("none")
        : read(response.get(), client.certificates().get(0));
  }

  private static Map<String, Object> read(byte[] response, byte[] certificate) {
    try {
      OCSPResp answer = new OCSPResp(response);
      if (answer.getStatus() != OCSPResp.SUCCESSFUL
          || !(answer.getResponseObject() instanceof BasicOCSPResp basic)) {
        return Told.of(Told.UNKNOWN, "the responder answered with status " + answer.getStatus());
      }
      Optional<SingleResp> single = ofCertificate(List.of(basic.getResponses()), certificate);
      return single.isEmpty()
          ? Told.of(Told.UNKNOWN, "what is stapled tells of another certificate")
          : tree(single.get());
    } catch (IOException | OCSPException | CertificateException | RuntimeException e) {
      return Told.of(Told.UNKNOWN, "what is stapled is no answer of a responder");
    }
  }

  private static Optional<SingleResp> ofCertificate(List<SingleResp> all, byte[] der)
      throws CertificateException {
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
    return all.stream()
        .filter(one -> one.getCertID().getSerialNumber().equals(certificate.getSerialNumber()))
        .findFirst();
  }

  private static Map<String, Object> tree(SingleResp single) {
    Map<String, Object> tree = Told.of("stapled");
    CertificateStatus status = single.getCertStatus();
    tree.put(
        "certificateStatus",
        status == CertificateStatus.GOOD
            ? "good"
            : status instanceof RevokedStatus ? "revoked" : "unknown");
    tree.put("thisUpdate", single.getThisUpdate().toInstant().toString());
    if (single.getNextUpdate() != null) {
      tree.put("nextUpdate", single.getNextUpdate().toInstant().toString());
    }
    return tree;
  }
}
