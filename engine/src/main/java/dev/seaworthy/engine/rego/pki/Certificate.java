package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.GoUrl;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An X.509 certificate (RFC 5280). */
public final class Certificate {
  private final byte[] raw;
  private final byte[] signed;
  private final byte[] signature;
  private final SignatureScheme scheme;
  private final long version;
  private final BigInteger serial;
  private final byte[] rawIssuer;
  private final Name issuer;
  private final OffsetDateTime notBefore;
  private final OffsetDateTime notAfter;
  private final byte[] rawSubject;
  private final Name subject;
  private final byte[] rawKey;
  private final PublicKeys.Read key;
  private final List<Extension> extensions = new ArrayList<>();
  private final KnownExtensions known = new KnownExtensions();

  private Certificate(Der input) {
    String malformed = "x509: malformed certificate";
    Der.Element all = input.element(Der.SEQUENCE, malformed);
    raw = all.full();
    Der outer = all.content();
    Der.Element signedPart = outer.element(Der.SEQUENCE, "x509: malformed tbs certificate");
    signed = signedPart.full();
    Der tbs = signedPart.content();
    version = version(tbs);
    serial = tbs.integer("x509: malformed serial number");
    if (serial.signum() < 0) {
      throw RegoException.failed("x509: negative serial number");
    }
    scheme = scheme(tbs, outer);
    Der.Element issuerPart = tbs.element(Der.SEQUENCE, "x509: malformed issuer");
    rawIssuer = issuerPart.full();
    issuer = Name.read(issuerPart);
    Der validity = tbs.read(Der.SEQUENCE, "x509: malformed validity");
    notBefore = DerTime.read(validity);
    notAfter = DerTime.read(validity);
    Der.Element subjectPart = tbs.element(Der.SEQUENCE, "x509: malformed issuer");
    rawSubject = subjectPart.full();
    subject = Name.read(subjectPart);
    Der.Element keyPart = tbs.element(Der.SEQUENCE, "x509: malformed spki");
    rawKey = keyPart.full();
    key = PublicKeys.read(keyPart.content());
    if (version == 3) {
      readExtensions(tbs);
    }
    signature = outer.bits("x509: malformed signature");
  }

  private static long version(Der tbs) {
    Der wrapped = tbs.optional(Der.wrapped(0), "x509: malformed version");
    long version = wrapped == null ? 0 : wrapped.number("x509: malformed version");
    if (version < 0 || (wrapped != null && !wrapped.isEmpty())) {
      throw RegoException.failed("x509: malformed version");
    }
    if (version > 2) {
      throw RegoException.failed("x509: invalid version");
    }
    return version + 1;
  }

  private static SignatureScheme scheme(Der tbs, Der outer) {
    Der inner = tbs.read(Der.SEQUENCE, "x509: malformed signature algorithm identifier");
    Der repeated = outer.read(Der.SEQUENCE, "x509: malformed algorithm identifier");
    if (!Arrays.equals(inner.rest(), repeated.rest())) {
      throw RegoException.failed(
          "x509: inner and outer signature algorithm identifiers don't match");
    }
    return SignatureScheme.of(Algorithm.read(inner));
  }

  private void readExtensions(Der tbs) {
    String malformed = "x509: malformed extensions";
    tbs.optional(Der.tagged(1), "x509: malformed issuerUniqueID");
    tbs.optional(Der.tagged(2), "x509: malformed subjectUniqueID");
    Der wrapped = tbs.optional(Der.wrapped(3), malformed);
    if (wrapped == null) {
      return;
    }
    Der all = wrapped.read(Der.SEQUENCE, malformed);
    Set<Oid> seen = new HashSet<>();
    while (!all.isEmpty()) {
      Extension extension = Extension.read(all.read(Der.SEQUENCE, "x509: malformed extension"));
      if (!seen.add(extension.id())) {
        throw RegoException.failed(
            "x509: certificate contains duplicate extension with OID \"%s\""
                .formatted(extension.id()));
      }
      extensions.add(extension);
    }
    extensions.forEach(known::read);
  }

  /** The certificate in DER. */
  static Certificate read(byte[] der) {
    Der input = new Der(der);
    Certificate certificate = new Certificate(input);
    if (!input.isEmpty()) {
      throw RegoException.failed("x509: trailing data");
    }
    return certificate;
  }

  /** Certificates in DER, one after the other. */
  static List<Certificate> readAll(byte[] der) {
    Der input = new Der(der);
    List<Certificate> certificates = new ArrayList<>();
    while (!input.isEmpty()) {
      certificates.add(new Certificate(input));
    }
    return certificates;
  }

  /** The key that the certificate is about; null if it is of a kind that Go does not know. */
  public @Nullable AnyPublicKey key() {
    return key.key();
  }

  byte[] raw() {
    return raw;
  }

  byte[] rawIssuer() {
    return rawIssuer;
  }

  byte[] rawSubject() {
    return rawSubject;
  }

  OffsetDateTime notBefore() {
    return notBefore;
  }

  OffsetDateTime notAfter() {
    return notAfter;
  }

  KnownExtensions known() {
    return known;
  }

  /** The names beside the subject's, as they are there; null when there are none. */
  byte @Nullable [] alternativeNames() {
    return extensions.stream()
        .filter(extension -> extension.id().equals(Extension.SUBJECT_ALTERNATIVE_NAME))
        .map(Extension::bytes)
        .findFirst()
        .orElse(null);
  }

  /** Whether both are about the same key under the same names. */
  boolean isSameSubject(Certificate that) {
    byte[] mine = alternativeNames();
    byte[] theirs = that.alternativeNames();
    return Arrays.equals(rawSubject, that.rawSubject)
        && Arrays.equals(rawKey, that.rawKey)
        && Arrays.equals(mine, theirs);
  }

  /** Whether another certificate's key signed this one, and was allowed to. */
  boolean isSignedBy(Certificate parent) {
    KnownExtensions theirs = parent.known;
    boolean isForbidden =
        theirs.hasBasicConstraints() ? !theirs.isAuthority() : parent.version == 3;
    return !isForbidden && theirs.mayCertify() && scheme.verifies(parent.key(), signed, signature);
  }

  /** Go's {@code x509.Certificate}, as JSON. */
  public Value value() {
    return fields().done();
  }

  /** The same, with the URIs once more as text, which OPA adds. */
  public Value valueWithUris() {
    List<GoUrl> uris = known.names().uris();
    return fields().list("URIStrings", uris, uri -> StringValue.of(uri.toString())).done();
  }

  private Fields fields() {
    AnyPublicKey publicKey = key.key();
    Fields fields =
        new Fields()
            .put("Raw", raw)
            .put("RawTBSCertificate", signed)
            .put("RawSubjectPublicKeyInfo", rawKey)
            .put("RawSubject", rawSubject)
            .put("RawIssuer", rawIssuer)
            .put("Signature", signature)
            .put("SignatureAlgorithm", scheme.number())
            .put("PublicKeyAlgorithm", key.algorithm())
            .put("PublicKey", publicKey == null ? NullValue.NULL : publicKey.value())
            .put("Version", version)
            .put("SerialNumber", serial)
            .put("Issuer", issuer.value())
            .put("Subject", subject.value())
            .put("NotBefore", DerTime.text(notBefore))
            .put("NotAfter", DerTime.text(notAfter))
            .list("Extensions", extensions, Extension::value)
            .none("ExtraExtensions");
    known.put(fields);
    return fields;
  }
}
