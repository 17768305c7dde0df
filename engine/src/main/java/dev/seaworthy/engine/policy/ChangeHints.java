package dev.seaworthy.engine.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a finding's own words propose to try: places and values in backticks in how to mend it, and
 * the values that the policy reported. Whether they help is for the policy to say.
 */
record ChangeHints(List<List<Object>> places, Set<CanonicalJson> values, boolean removal) {
  private static final Pattern QUOTED = Pattern.compile("`([^`]{1,120})`");
  private static final Pattern DOTTED = Pattern.compile("[A-Za-z][\\w-]*(\\.[A-Za-z][\\w-]*)*");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}");
  private static final Pattern REMOVAL = Pattern.compile("\\b(remove|drop|delete|leave out)\\b");
  private static final int MOST = 24;

  static ChangeHints of(Finding finding) {
    List<List<Object>> places = new ArrayList<>();
    Set<CanonicalJson> values = new LinkedHashSet<>();
    Matcher quoted = QUOTED.matcher(finding.fix());
    while (quoted.find() && values.size() < MOST) {
      String text = quoted.group(1);
      int colon = text.indexOf(':');
      String key = colon < 0 ? text : text.substring(0, colon).strip();
      if (DOTTED.matcher(key).matches()) {
        places.add(List.of((Object[]) key.split("\\.")));
      }
      values.addAll(read(text));
      if (colon > 0) {
        values.addAll(read(text.substring(colon + 1).strip()));
      }
    }
    finding.values().node().forEach(value -> reported(value, values));
    return new ChangeHints(List.copyOf(places), values, REMOVAL.matcher(finding.fix()).find());
  }

  /** The places named, from every value on the way to {@code path}, the nearest first. */
  Stream<JsonPath> placesNear(JsonPath path) {
    List<JsonPath> near = new ArrayList<>();
    for (int length = path.steps().size(); length > 0; length--) {
      for (List<Object> place : places) {
        List<Object> steps = new ArrayList<>(path.steps().subList(0, length));
        steps.addAll(place);
        near.add(new JsonPath(steps));
      }
    }
    return near.stream();
  }

  private static List<CanonicalJson> read(String text) {
    List<CanonicalJson> read = new ArrayList<>();
    scalar(text).ifPresent(read::add);
    if (text.startsWith("[") && text.endsWith("]")) {
      List<CanonicalJson> items =
          Stream.of(text.substring(1, text.length() - 1).split(","))
              .map(String::strip)
              .flatMap(item -> scalar(item).stream())
              .toList();
      read.add(CanonicalJson.of(items));
    }
    return read;
  }

  private static Optional<CanonicalJson> scalar(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Optional.of(CanonicalJson.of(text.equals("true")));
    }
    if (NUMBER.matcher(text).matches()) {
      return Optional.of(CanonicalJson.of(Long.parseLong(text)));
    }
    try {
      return Optional.of(CanonicalJson.of(text));
    } catch (NotCanonicalException e) {
      return Optional.empty();
    }
  }

  /** A limit that was missed may be what is wanted, or the number beside it. */
  static void reported(JsonNode value, Set<CanonicalJson> values) {
    if (values.size() >= 2 * MOST) {
      return;
    }
    if (value.isArray()) {
      value.forEach(item -> reported(item, values));
    } else if (value.isIntegralNumber()) {
      BigInteger number = value.bigIntegerValue();
      values.add(CanonicalJson.of(number));
      addSafely(number.add(BigInteger.ONE), values);
      addSafely(number.subtract(BigInteger.ONE), values);
    } else if (value.isValueNode()
        && value.toString().getBytes(StandardCharsets.UTF_8).length < 200) {
      values.add(CanonicalJson.of(value));
    }
  }

  private static void addSafely(BigInteger number, Set<CanonicalJson> values) {
    try {
      values.add(CanonicalJson.of(number));
    } catch (NotCanonicalException e) {
      // A number beyond what a double holds exactly is no candidate.
    }
  }
}
