package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;

/** Under which policies a certificate was issued, and what it asks of those below it. */
final class Policies {
  /** How many certificates further down something holds; -1 when that is not said. */
  private static final int UNSAID = -1;

  private final List<Oid> policies = new ArrayList<>();
  private final List<Mapping> mappings = new ArrayList<>();
  private long requireExplicit = UNSAID;
  private long inhibitMapping = UNSAID;
  private long inhibitAny = UNSAID;

  /** A policy of the issuer that counts as one of the subject. */
  record Mapping(Oid issuer, Oid subject) {}

  void readPolicies(Der der) {
    String invalid = "x509: invalid certificate policies";
    Der all = der.read(Der.SEQUENCE, invalid);
    while (!all.isEmpty()) {
      Oid policy = all.read(Der.SEQUENCE, invalid).longOid(invalid);
      if (policies.contains(policy)) {
        throw RegoException.failed(invalid);
      }
      policies.add(policy);
    }
  }

  void readMappings(Der der) {
    String invalid = "x509: invalid policy mappings extension";
    Der all = der.read(Der.SEQUENCE, invalid);
    while (!all.isEmpty()) {
      Der pair = all.read(Der.SEQUENCE, invalid);
      mappings.add(new Mapping(pair.longOid(invalid), pair.longOid(invalid)));
    }
  }

  void readConstraints(Der der) {
    String invalid = "x509: invalid policy constraints extension";
    Der both = der.read(Der.SEQUENCE, invalid);
    if (both.isNext(Der.tagged(0))) {
      requireExplicit = number(both.read(Der.tagged(0), invalid), invalid);
    }
    if (both.isNext(Der.tagged(1))) {
      inhibitMapping = number(both.read(Der.tagged(1), invalid), invalid);
    }
  }

  private static long number(Der content, String invalid) {
    try {
      return content.integerContent(invalid).longValueExact();
    } catch (ArithmeticException e) {
      throw RegoException.failed(invalid);
    }
  }

  void readInhibitAny(Der der) {
    inhibitAny = der.number("x509: invalid inhibit any policy extension");
  }

  List<Oid> policies() {
    return policies;
  }

  List<Mapping> mappings() {
    return mappings;
  }

  /** How many certificates below this one may yet lack a policy, as Go counts. */
  long requireExplicit(long otherwise) {
    return least(requireExplicit, otherwise);
  }

  long inhibitMapping(long otherwise) {
    return least(inhibitMapping, otherwise);
  }

  long inhibitAny(long otherwise) {
    return least(inhibitAny, otherwise);
  }

  private static long least(long said, long otherwise) {
    return said >= 0 ? Math.min(said, otherwise) : otherwise;
  }

  boolean requiresExplicitNow() {
    return requireExplicit == 0;
  }

  void put(Fields fields) {
    fields
        .list("Policies", policies, oid -> StringValue.of(oid.toString()))
        .list("PolicyIdentifiers", policies.stream().filter(Oid::isSmall).toList(), Oid::value)
        .list(
            "PolicyMappings",
            mappings,
            mapping ->
                new Fields()
                    .put("IssuerDomainPolicy", mapping.issuer().toString())
                    .put("SubjectDomainPolicy", mapping.subject().toString())
                    .done());
    put(fields, "RequireExplicitPolicy", requireExplicit);
    put(fields, "InhibitPolicyMapping", inhibitMapping);
    put(fields, "InhibitAnyPolicy", inhibitAny);
  }

  private static void put(Fields fields, String name, long value) {
    fields.put(name, value == UNSAID ? 0 : value).put(name + "Zero", value == 0);
  }
}
