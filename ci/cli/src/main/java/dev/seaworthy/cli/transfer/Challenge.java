package dev.seaworthy.cli.transfer;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a server wants to be told who asks (RFC 9110, section 11.6.1).
 *
 * @param scheme in lower case: {@code bearer}, {@code basic}
 * @param parameters {@code realm}, {@code service}, {@code scope}
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z]+)=(?:\"([^\"]*)\"|([^,\\s]+))");

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  static Challenge parse(String header) {
    String[] parts = header.strip().split("\\s+", 2);
    Map<String, String> parameters = new TreeMap<>();
    Matcher found = PARAMETER.matcher(parts.length < 2 ? "" : parts[1]);
    while (found.find()) {
      String value = found.group(2) == null ? found.group(3) : found.group(2);
      parameters.put(found.group(1).toLowerCase(Locale.ROOT), value);
    }
    return new Challenge(parts[0].toLowerCase(Locale.ROOT), parameters);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
