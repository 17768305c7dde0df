package dev.seaworthy.collectors.network.reach;

import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A set of protocols and destination ports. All protocols share one number line, 65,536 numbers
 * each, so that a set is a set of ranges; port 0 belongs to no range and keeps protocols apart.
 */
public final class Connections {
  /** Ports that follow each other, both ends included. */
  public record Span(Protocol protocol, int first, int last) {
    @Override
    public String toString() {
      return first == last ? String.valueOf(first) : first + "-" + last;
    }
  }

  static final int LAST_PORT = 65_535;
  private static final int PROTOCOL_SPAN = LAST_PORT + 1;

  /** No connection at all. */
  public static final Connections NONE = new Connections(ImmutableRangeSet.of());

  /** Every port of every protocol. */
  public static final Connections ALL =
      of(Protocol.SCTP).union(of(Protocol.TCP)).union(of(Protocol.UDP));

  private final ImmutableRangeSet<Integer> ranges;
  private final int hash;

  private Connections(ImmutableRangeSet<Integer> ranges) {
    this.ranges = ranges;
    this.hash = ranges.hashCode();
  }

  /** Every port of {@code protocol}. */
  static Connections of(Protocol protocol) {
    return of(protocol, 1, LAST_PORT);
  }

  /** The ports from {@code first} to {@code last}, each from 1 to 65535. */
  static Connections of(Protocol protocol, int first, int last) {
    int base = protocol.position() * PROTOCOL_SPAN;
    return new Connections(
        ImmutableRangeSet.of(
            Range.closed(base + first, base + last).canonical(DiscreteDomain.integers())));
  }

  Connections union(Connections other) {
    return new Connections(ranges.union(other.ranges));
  }

  Connections intersection(Connections other) {
    return new Connections(ranges.intersection(other.ranges));
  }

  /** Those that are not in {@code other}. */
  public Connections minus(Connections other) {
    return new Connections(ranges.difference(other.ranges));
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Whether {@code port} of {@code protocol} is among them. */
  public boolean contains(Protocol protocol, int port) {
    return ranges.contains(protocol.position() * PROTOCOL_SPAN + port);
  }

  /** The ports by protocol and number. */
  public List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (Range<Integer> range : ranges.asRanges()) {
      int first = range.lowerEndpoint();
      Protocol protocol = Protocol.at(first / PROTOCOL_SPAN);
      spans.add(
          new Span(protocol, first % PROTOCOL_SPAN, (range.upperEndpoint() - 1) % PROTOCOL_SPAN));
    }
    return spans;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Connections that && ranges.equals(that.ranges);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Such as {@code TCP 80,443-445,UDP 53}; {@code All Connections} and {@code No Connections}. */
  @Override
  public String toString() {
    if (isEmpty()) {
      return "No Connections";
    }
    if (equals(ALL)) {
      return "All Connections";
    }
    return spans().stream()
        .collect(Collectors.groupingBy(Span::protocol, java.util.TreeMap::new, portList()))
        .entrySet()
        .stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(","));
  }

  private static java.util.stream.Collector<Span, ?, String> portList() {
    return Collectors.mapping(Span::toString, Collectors.joining(","));
  }
}
