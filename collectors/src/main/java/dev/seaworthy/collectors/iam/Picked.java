package dev.seaworthy.collectors.iam;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Values that are taken over from a document under their own names. What is not named here stays
 * out of evidence: exports hold secrets between their settings.
 */
final class Picked {
  /** A name and a password before the host of an address. */
  private static final Pattern CREDENTIALS = Pattern.compile("(?<=//)[^/@\\s]*@");

  private final Reading reading;
  private final Spot at;
  private final Map<String, Object> values = new TreeMap<>();

  Picked(Reading reading, Spot at) {
    this.reading = reading;
    this.at = at;
  }

  Picked flags(List<String> keys) {
    keys.stream()
        .filter(key -> at.get(key).isPresent())
        .forEach(key -> reading.truth(at, key).ifPresent(value -> values.put(key, value)));
    return this;
  }

  Picked numbers(List<String> keys) {
    keys.forEach(key -> reading.number(at, key).ifPresent(value -> values.put(key, value)));
    return this;
  }

  /** Texts, of which an empty one says as much as none. */
  Picked texts(List<String> keys) {
    for (String key : keys) {
      if (at.get(key).isPresent() && at.get(key).get().text().isEmpty()) {
        reading.wrong(at, key, "text");
      }
      at.get(key)
          .flatMap(Spot::text)
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> values.put(key, withoutCredentials(value)));
    }
    return this;
  }

  Picked put(String key, Object value) {
    values.put(key, value);
    return this;
  }

  Map<String, Object> values() {
    return values;
  }

  static String withoutCredentials(String address) {
    return CREDENTIALS.matcher(address).replaceAll("…@");
  }

  static List<String> withoutCredentials(List<String> addresses) {
    return addresses.stream().map(Picked::withoutCredentials).toList();
  }
}
