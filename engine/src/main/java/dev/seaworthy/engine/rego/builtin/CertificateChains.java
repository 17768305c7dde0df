package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.pki.Certificate;
import dev.seaworthy.engine.rego.pki.Certificates;
import dev.seaworthy.engine.rego.pki.ChainVerifier;
import dev.seaworthy.engine.rego.pki.ExtendedUsage;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options under which a chain of certificates is verified, and what comes of it. */
final class CertificateChains {
  private static final long NANOS = 1_000_000_000;

  private final Set<ExtendedUsage> usages = EnumSet.noneOf(ExtendedUsage.class);
  private String host = "";
  private @Nullable Instant time;

  private CertificateChains() {}

  static Value verify(Budget budget, Value text, Value options) {
    String pem = CertificateFamily.text(budget, text, 1);
    ObjectValue object = Operands.object(options, 2);
    List<Certificate> certificates;
    try {
      certificates = Certificates.inText(pem);
    } catch (RegoException e) {
      return answer(List.of());
    }
    CertificateChains chains = new CertificateChains();
    object.sort();
    for (int i = 0; i < object.size(); i++) {
      if (object.keyAt(i) instanceof StringValue key) {
        chains.read(key.text(), object.valueAt(i));
      }
    }
    return answer(chains.verify(certificates).orElse(List.of()));
  }

  private static Value answer(List<Certificate> chain) {
    List<Value> values = chain.stream().map(Certificate::value).toList();
    return ArrayValue.of(BooleanValue.of(!chain.isEmpty()), ArrayValue.of(values));
  }

  private Optional<List<Certificate>> verify(List<Certificate> certificates) {
    if (certificates.isEmpty()) {
      return Optional.empty();
    }
    if (time == null) {
      throw Operands.failed("'CurrentTime' is missing, and the clock is not read");
    }
    return ChainVerifier.verify(certificates, time, host, usages);
  }

  private void read(String key, Value value) {
    switch (key) {
      case "DNSName" -> {
        if (!(value instanceof StringValue text)) {
          throw Operands.failed("'DNSName' should be a string");
        }
        host = unquoted(text.text());
      }
      case "CurrentTime" -> time = time(value);
      // It bounds how long Go searches; our search is bounded anyway.
      case "MaxConstraintComparisons" -> integer(key, value, "a valid number");
      case "KeyUsages" -> readUsages(value);
      default -> throw Operands.failed("invalid key option");
    }
  }

  private static String unquoted(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == '"') {
      from++;
    }
    while (from < to && text.charAt(to - 1) == '"') {
      to--;
    }
    return text.substring(from, to);
  }

  private static Instant time(Value value) {
    long nanos = integer("CurrentTime", value, "a valid int64 number");
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  private static long integer(String key, Value value, String wanted) {
    if (!(value instanceof NumberValue number)) {
      throw Operands.failed("'%s' should be a number".formatted(key));
    }
    if (!number.isInteger()) {
      throw Operands.failed("'%s' should be %s".formatted(key, wanted));
    }
    return number.longValue();
  }

  private void readUsages(Value value) {
    if (!(value instanceof ArrayValue) && !(value instanceof SetValue)) {
      throw Operands.failed("'KeyUsages' should be an Array or Set");
    }
    ArrayValue names = Operands.arrayOrSet(value, 2);
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.at(i) instanceof StringValue text) {
        String name = unquoted(text.text());
        ExtendedUsage.named(name).ifPresentOrElse(usages::add, () -> unknown.add(name));
      }
    }
    if (!unknown.isEmpty()) {
      throw Operands.failed(
          "invalid entries for 'KeyUsages' found: [" + String.join(" ", unknown) + "]");
    }
  }
}
