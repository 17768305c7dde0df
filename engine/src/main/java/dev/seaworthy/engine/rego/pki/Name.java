package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/** A distinguished name: who a certificate is about, or from. */
final class Name {
  private final List<Attribute> attributes;

  private record Attribute(Oid type, String text) {
    Value value() {
      return new Fields().put("Type", type.value()).put("Value", StringValue.of(text)).done();
    }
  }

  private Name(List<Attribute> attributes) {
    this.attributes = attributes;
  }

  /** Reads an RDNSequence. */
  static Name read(Der.Element element) {
    String invalid = "x509: invalid RDNSequence";
    List<Attribute> attributes = new ArrayList<>();
    Der names = element.content();
    while (!names.isEmpty()) {
      Der set = names.read(Der.SET, invalid);
      while (!set.isEmpty()) {
        Der attribute = set.read(Der.SEQUENCE, invalid + ": invalid attribute");
        Oid type = attribute.oid(invalid + ": invalid attribute type");
        attributes.add(
            new Attribute(type, text(attribute.any(invalid + ": invalid attribute value"))));
      }
    }
    return new Name(attributes);
  }

  private static String text(Der.Element value) {
    try {
      return DerText.read(value);
    } catch (RegoException e) {
      throw RegoException.failed(
          "x509: invalid RDNSequence: invalid attribute value: " + e.getMessage());
    }
  }

  /** Go's {@code pkix.Name}, as JSON. */
  Value value() {
    return new Fields()
        .texts("Country", all("2.5.4.6"))
        .texts("Organization", all("2.5.4.10"))
        .texts("OrganizationalUnit", all("2.5.4.11"))
        .texts("Locality", all("2.5.4.7"))
        .texts("Province", all("2.5.4.8"))
        .texts("StreetAddress", all("2.5.4.9"))
        .texts("PostalCode", all("2.5.4.17"))
        .put("SerialNumber", last("2.5.4.5"))
        .put("CommonName", last("2.5.4.3"))
        .list("Names", attributes, Attribute::value)
        .none("ExtraNames")
        .done();
  }

  private List<String> all(String oid) {
    Oid type = Oid.of(oid);
    return attributes.stream()
        .filter(attribute -> attribute.type().equals(type))
        .map(Attribute::text)
        .toList();
  }

  private String last(String oid) {
    List<String> all = all(oid);
    return all.isEmpty() ? "" : all.get(all.size() - 1);
  }
}
