package dev.seaworthy.collectors.attestation;

import dev.seaworthy.engine.json.Digest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The promises of certificate logs that a certificate carries (RFC 6962, section 3.3), each signed
 * over what the certificate was before they were put in (section 3.2, an entry of a
 * precertificate).
 */
final class CertificateStamps {
  private static final ASN1ObjectIdentifier LIST =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

  private static final int EXTENSIONS_TAG = 3;
  private static final int VERSION_1 = 0;
  private static final int CERTIFICATE_TIMESTAMP = 0;
  private static final int PRECERT_ENTRY = 1;
  private static final int LOG_ID_BYTES = 32;

  /** Of HashAlgorithm in TLS; logs may use no other (section 2.1.4). */
  private static final int SHA256 = 4;

  /** Nobody asks more logs. */
  private static final int MAX_STAMPS = 32;

  /** One promise, of a log by its identifier in base64. */
  private static final class Stamp {
    private final String logId;
    private final long millis;
    private final byte[] extensions;
    private final byte[] signature;

    Stamp(String logId, long millis, byte[] extensions, byte[] signature) {
      this.logId = logId;
      this.millis = millis;
      this.extensions = extensions;
      this.signature = signature;
    }
  }

  private final X509CertificateHolder leaf;
  private final X509CertificateHolder issuer;

  /**
   * Those in {@code leaf}.
   *
   * @param issuer whose key is part of what is signed
   */
  CertificateStamps(X509CertificateHolder leaf, X509CertificateHolder issuer) {
    this.leaf = leaf;
    this.issuer = issuer;
  }

  /** Throws a refusal where none of {@code logs} promised to show the certificate. */
  void verify(List<TrustedRoot.Log> logs) throws Refusal {
    boolean named = false;
    for (Stamp stamp : stamps()) {
      Optional<TrustedRoot.Log> log =
          logs.stream().filter(one -> one.id().equals(stamp.logId)).findFirst();
      if (log.isPresent()) {
        named = true;
        Instant at = Instant.ofEpochMilli(stamp.millis);
        if (log.get().validity().holds(at)
            && log.get().key().verifies(signed(stamp), stamp.signature)) {
          return;
        }
      }
    }
    throw named
        ? new Refusal(
            "bad-certificate-stamp", "no promise of a trusted certificate log in it holds")
        : new Refusal(
            "certificate-not-logged",
            "the trusted root names certificate logs, and its certificate has a promise of none");
  }

  private List<Stamp> stamps() throws Refusal {
    Extension extension = leaf.getExtension(LIST);
    if (extension == null) {
      return List.of();
    }
    try {
      byte[] inner = extension.getExtnValue().getOctets();
      ByteBuffer all = ByteBuffer.wrap(ASN1OctetString.getInstance(inner).getOctets());
      ByteBuffer list = vector(all);
      requireEnd(all);
      List<Stamp> stamps = new ArrayList<>();
      while (list.hasRemaining()) {
        ByteBuffer one = vector(list);
        if (stamps.size() == MAX_STAMPS) {
          throw malformed();
        }
        // Of another version nothing is known but its length.
        if (one.get() == VERSION_1) {
          stamps.add(stamp(one));
        }
      }
      return stamps;
    } catch (BufferUnderflowException | IllegalArgumentException | IllegalStateException e) {
      throw malformed();
    }
  }

  private static Stamp stamp(ByteBuffer in) throws Refusal {
    byte[] id = new byte[LOG_ID_BYTES];
    in.get(id);
    long millis = in.getLong();
    byte[] extensions = bytes(vector(in));
    int hash = in.get();
    // The signature's own algorithm is that of the log's key.
    in.get();
    byte[] signature = bytes(vector(in));
    requireEnd(in);
    if (hash != SHA256 || millis < 0) {
      throw malformed();
    }
    return new Stamp(Base64.getEncoder().encodeToString(id), millis, extensions, signature);
  }

  /** What two bytes of length precede. */
  private static ByteBuffer vector(ByteBuffer in) throws Refusal {
    int length = Short.toUnsignedInt(in.getShort());
    if (length > in.remaining()) {
      throw malformed();
    }
    ByteBuffer vector = in.slice(in.position(), length);
    in.position(in.position() + length);
    return vector;
  }

  private static byte[] bytes(ByteBuffer vector) {
    byte[] bytes = new byte[vector.remaining()];
    vector.get(bytes);
    return bytes;
  }

  private static void requireEnd(ByteBuffer in) throws Refusal {
    if (in.hasRemaining()) {
      throw malformed();
    }
  }

  private static Refusal malformed() {
    return new Refusal(
        "bad-certificate", "the promises of logs in its certificate cannot be decoded");
  }

  private byte[] signed(Stamp stamp) throws Refusal {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(VERSION_1);
      out.write(CERTIFICATE_TIMESTAMP);
      out.writeLong(stamp.millis);
      out.writeShort(PRECERT_ENTRY);
      out.write(Digest.sha256().digest(issuer.getSubjectPublicKeyInfo().getEncoded()));
      byte[] before = withoutStamps();
      out.write(before.length >>> Short.SIZE);
      out.writeShort(before.length);
      out.write(before);
      out.writeShort(stamp.extensions.length);
      out.write(stamp.extensions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The certificate's own part as the log saw it: without the promises, all else in its place. */
  private byte[] withoutStamps() throws Refusal {
    ASN1Sequence whole =
        ASN1Sequence.getInstance(leaf.toASN1Structure().getTBSCertificate().toASN1Primitive());
    ASN1EncodableVector kept = new ASN1EncodableVector();
    for (ASN1Encodable part : whole) {
      boolean extensions =
          part instanceof ASN1TaggedObject tagged && tagged.getTagNo() == EXTENSIONS_TAG;
      kept.add(extensions ? withoutStamps((ASN1TaggedObject) part) : part);
    }
    try {
      return new DERSequence(kept).getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new Refusal("bad-certificate", "its certificate cannot be encoded");
    }
  }

  private static ASN1Encodable withoutStamps(ASN1TaggedObject extensions) {
    ASN1EncodableVector kept = new ASN1EncodableVector();
    for (ASN1Encodable one : ASN1Sequence.getInstance(extensions, true)) {
      if (!LIST.equals(ASN1Sequence.getInstance(one).getObjectAt(0))) {
        kept.add(one);
      }
    }
    return new DERTaggedObject(true, EXTENSIONS_TAG, new DERSequence(kept));
  }
}
