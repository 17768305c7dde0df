package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.Base64Text;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request to be certified (RFC 2986). */
public final class CertificateRequest {
  private static final String MALFORMED = "asn1: structure error: malformed certificate request";
  private static final Oid REQUESTED = Oid.of("1.2.840.113549.1.9.14");

  private final List<Value> attributes = new ArrayList<>();
  private final List<Extension> extensions = new ArrayList<>();
  private final Set<Oid> seen = new HashSet<>();
  private AlternativeNames names = new AlternativeNames();

  private CertificateRequest() {}

  /**
   * Reads a request in PEM, or in Base64 of PEM or DER, as Go's {@code x509.CertificateRequest}.
   *
   * @throws RegoException if it is none
   */
  public static Value read(String text) {
    byte[] bytes =
        text.startsWith("-----BEGIN CERTIFICATE REQUEST-----")
            ? Bytes.of(text)
            : Base64Text.decode(text);
    PemBlock block = new PemText(bytes).next();
    if (block != null && !block.type().equals("CERTIFICATE REQUEST")) {
      throw RegoException.failed("invalid PEM-encoded certificate signing request");
    }
    Der input = new Der(block == null ? bytes : block.content());
    Der.Element all = input.element(Der.SEQUENCE, MALFORMED);
    if (!input.isEmpty()) {
      throw RegoException.failed("asn1: syntax error: trailing data");
    }
    return new CertificateRequest().value(all);
  }

  private Value value(Der.Element all) {
    Der outer = all.content();
    Der.Element signed = outer.element(Der.SEQUENCE, MALFORMED);
    Algorithm algorithm = Algorithm.read(outer.read(Der.SEQUENCE, MALFORMED));
    byte[] signature = outer.bits(MALFORMED);
    Der info = signed.content();
    long version = info.number(MALFORMED);
    Der.Element subject = info.element(Der.SEQUENCE, MALFORMED);
    Der.Element key = info.element(Der.SEQUENCE, MALFORMED);
    Der more = info.optional(Der.wrapped(0), MALFORMED);
    while (more != null && !more.isEmpty()) {
      readAttribute(more.element(Der.SEQUENCE, MALFORMED).content());
    }
    PublicKeys.Read publicKey = PublicKeys.read(key.content());
    AnyPublicKey known = publicKey.key();
    Fields fields =
        new Fields()
            .put("Raw", all.full())
            .put("RawTBSCertificateRequest", signed.full())
            .put("RawSubjectPublicKeyInfo", key.full())
            .put("RawSubject", subject.full())
            .put("Version", version)
            .put("Signature", signature)
            .put("SignatureAlgorithm", SignatureScheme.of(algorithm).number())
            .put("PublicKeyAlgorithm", publicKey.algorithm())
            .put("PublicKey", known == null ? NullValue.NULL : known.value())
            .put("Subject", Name.read(subject).value())
            .list("Attributes", attributes, attribute -> attribute)
            .list("Extensions", extensions, Extension::value)
            .none("ExtraExtensions");
    names.put(fields);
    return fields.done();
  }

  private void readAttribute(Der attribute) {
    Oid type = attribute.oid(MALFORMED);
    Der values = attribute.optional(Der.SET, MALFORMED);
    if (values == null || values.isEmpty()) {
      return;
    }
    byte[] content = values.rest();
    Value value = sets(new Der(content));
    if (value != null) {
      attributes.add(new Fields().put("Type", type.value()).put("Value", value).done());
    }
    if (type.equals(REQUESTED)) {
      readExtensions(new Der(content).read(Der.SEQUENCE, MALFORMED));
    }
  }

  /** Sets of pairs, as which Go shows the attributes that can be read as such. */
  private static @Nullable Value sets(Der values) {
    try {
      ArrayValue sets = ArrayValue.withCapacity(1);
      while (!values.isEmpty()) {
        Der pairs = values.read(Der.SEQUENCE, MALFORMED);
        ArrayValue set = ArrayValue.withCapacity(4);
        while (!pairs.isEmpty()) {
          set.add(pair(pairs.read(Der.SEQUENCE, MALFORMED)));
        }
        sets.add(set);
      }
      return sets;
    } catch (RegoException e) {
      return null;
    }
  }

  private static Value pair(Der pair) {
    Oid type = pair.oid(MALFORMED);
    Der.Element element = pair.any(MALFORMED);
    Value value =
        switch (element.tag()) {
          case Der.OCTET_STRING -> StringValue.of(Base64Text.encode(element.content().rest()));
          case Der.BOOLEAN -> BooleanValue.of(element.content().rest()[0] != 0);
          default -> NullValue.NULL;
        };
    return new Fields().put("Type", type.value()).put("Value", value).done();
  }

  private void readExtensions(Der all) {
    while (!all.isEmpty()) {
      Extension extension = Extension.read(all.read(Der.SEQUENCE, MALFORMED));
      if (!seen.add(extension.id())) {
        throw RegoException.failed(
            "x509: certificate request contains duplicate requested extensions");
      }
      extensions.add(extension);
      if (extension.id().equals(Extension.SUBJECT_ALTERNATIVE_NAME)) {
        names = AlternativeNames.read(extension.content());
      }
    }
  }
}
