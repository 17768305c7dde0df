package dev.seaworthy.collectors.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.seaworthy.collectors.document.Instants;
import dev.seaworthy.collectors.document.LineStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code k6 run --out json=FILE} writes: one JSON value a line, each the definition of a
 * metric or one point of it. Requests, groups and the script's own trends of time are transactions.
 * https://grafana.com/docs/k6/latest/results-output/real-time/json/
 */
final class K6PointsReader implements LoadReader {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Pattern FIRST_LINE =
      Pattern.compile("^\\{.*\"type\" ?: ?\"(Metric|Point)\"");
  private static final String POINT = "{\"metric\":\"";
  private static final String POINT_TYPE = "\",\"type\":\"Point\",";
  private static final String GROUP = "group_duration";
  private static final Set<String> REQUESTS = Set.of("http_req_duration", "grpc_req_duration");

  /** Parts of requests, and k6's own doings. */
  private static final Set<String> PARTS =
      Set.of(
          "http_req_blocked",
          "http_req_connecting",
          "http_req_tls_handshaking",
          "http_req_sending",
          "http_req_waiting",
          "http_req_receiving",
          "iteration_duration",
          "ws_connecting",
          "ws_session_duration",
          "ws_ping");

  private final LoadFaults faults;
  private final RunTally run;
  private final Set<String> trends = new HashSet<>();
  private boolean complete = true;

  K6PointsReader(LoadFaults faults) {
    this.faults = faults;
    this.run = new RunTally(faults);
  }

  static boolean is(String head) {
    return head.stripLeading().lines().findFirst().stream()
        .anyMatch(line -> FIRST_LINE.matcher(line).find());
  }

  /** Whether a trend is of k6 itself, and no transaction. */
  static boolean isBuiltIn(String trend) {
    return PARTS.contains(trend) || REQUESTS.contains(trend) || trend.equals(GROUP);
  }

  @Override
  public LoadRun read(LineStream lines) throws IOException {
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (lines.isTooLong()) {
        faults.add(lines.line(), 1, "the line is longer than a megabyte");
      } else if (!line.isBlank() && !isOfNoConcern(line)) {
        line(line, lines);
      }
    }
    return new LoadRun("k6", "", complete, run.toTree(true, OptionalLong.empty()));
  }

  /**
   * Most points are of metrics that are no transactions. k6 writes the metric first, so that these
   * need not be read as JSON.
   */
  private boolean isOfNoConcern(String line) {
    if (!line.startsWith(POINT) || !line.endsWith("}}")) {
      return false;
    }
    int end = line.indexOf('"', POINT.length());
    return end > 0
        && line.startsWith(POINT_TYPE, end)
        && !trends.contains(line.substring(POINT.length(), end));
  }

  private void line(String text, LineStream lines) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      new Line(parser, lines.line()).read();
    } catch (JsonProcessingException e) {
      int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
      if (lines.hasEnd()) {
        faults.add(lines.line(), column, "the line is no JSON");
      } else {
        complete = false;
        faults.add(lines.line(), column, "the file ends within a line: k6 did not end by itself");
      }
    }
  }

  /** One line, read in one pass; its keys come in any order. */
  private final class Line {
    private final JsonParser parser;
    private final long number;
    private final Map<String, String> data = new HashMap<>();
    private final Map<String, String> tags = new HashMap<>();
    private String metric = "";
    private String type = "";

    Line(JsonParser parser, long number) {
      this.parser = parser;
      this.number = number;
    }

    void read() throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        faults.add(number, 1, "the line is no JSON object");
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        field(parser.currentName(), parser.nextToken());
      }
      if (!parser.hasToken(JsonToken.END_OBJECT)) {
        throw new com.fasterxml.jackson.core.io.JsonEOFException(parser, null, "cut short");
      }
      take();
    }

    private void field(String name, @Nullable JsonToken value) throws IOException {
      if (name.equals("data") && value == JsonToken.START_OBJECT) {
        scalars(data);
      } else if (name.equals("metric")) {
        metric = parser.getText();
      } else if (name.equals("type")) {
        type = parser.getText();
      } else {
        parser.skipChildren();
      }
    }

    private void scalars(Map<String, String> into) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.START_OBJECT && name.equals("tags")) {
          scalars(tags);
        } else if (value != null && value.isScalarValue()) {
          into.put(name, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    }

    private void take() {
      if (type.equals("Metric")) {
        boolean own = !metric.startsWith("browser_") && !PARTS.contains(metric);
        if (own && is("type", "trend") && is("contains", "time")) {
          trends.add(metric);
        }
      } else if (!type.equals("Point")) {
        faults.add(number, 1, "the line is neither a metric of k6 nor a point");
      } else if (trends.contains(metric)) {
        point();
      }
    }

    private void point() {
      OptionalLong time = time();
      double value = value();
      if (time.isEmpty() || Double.isNaN(value)) {
        faults.add(number, 1, "the point has no time or no number as value");
      } else {
        run.add(new Sample(name(), time.getAsLong(), value, failed()), number);
      }
    }

    private String name() {
      if (metric.equals(GROUP)) {
        return "group " + tag("group").replaceFirst("^::", "");
      }
      return REQUESTS.contains(metric)
          ? TransactionNames.of(tag("method"), tag("name").isEmpty() ? tag("url") : tag("name"))
          : metric;
    }

    /** k6 marks requests by whether the answer was expected, unless the script forbids it. */
    private Sample.Failed failed() {
      if (!REQUESTS.contains(metric)) {
        return Sample.Failed.UNTOLD;
      }
      if (tags.containsKey("expected_response")) {
        return tag("expected_response").equals("true") ? Sample.Failed.NO : Sample.Failed.YES;
      }
      if (tags.containsKey("error_code")) {
        return Sample.Failed.YES;
      }
      // gRPC has codes of its own, of which none but 0 is good.
      boolean good =
          metric.equals("grpc_req_duration")
              ? tag("status").equals("0")
              : tag("status").matches("[123][0-9]{2}");
      return good ? Sample.Failed.NO : Sample.Failed.YES;
    }

    private String tag(String name) {
      return tags.getOrDefault(name, "");
    }

    private boolean is(String key, String value) {
      return value.equals(data.get(key));
    }

    private double value() {
      try {
        return Double.parseDouble(data.getOrDefault("value", ""));
      } catch (NumberFormatException e) {
        return Double.NaN;
      }
    }

    private OptionalLong time() {
      return Instants.time(data.getOrDefault("time", "")).stream()
          .mapToLong(Instant::toEpochMilli)
          .findAny();
    }
  }
}
