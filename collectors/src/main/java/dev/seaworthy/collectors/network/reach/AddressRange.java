package dev.seaworthy.collectors.network.reach;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * IPv4 addresses outside the cluster that follow each other and that no policy tells apart.
 *
 * @param first as a number
 * @param last as a number, included
 */
record AddressRange(long first, long last) {
  private static final long AFTER_LAST_ADDRESS = 1L << 32;
  private static final int BITS = 32;

  /** Every address, cut wherever one of {@code sets} begins or ends. */
  static List<AddressRange> partition(List<ImmutableRangeSet<Long>> sets) {
    TreeSet<Long> cuts = new TreeSet<>(List.of(0L, AFTER_LAST_ADDRESS));
    for (ImmutableRangeSet<Long> set : sets) {
      for (Range<Long> range : set.asRanges()) {
        cuts.add(range.lowerEndpoint());
        cuts.add(range.upperEndpoint());
      }
    }
    List<AddressRange> ranges = new ArrayList<>();
    long from = cuts.pollFirst();
    for (long cut : cuts) {
      ranges.add(new AddressRange(from, cut - 1));
      from = cut;
    }
    return ranges;
  }

  @Override
  public String toString() {
    return address(first) + "-" + address(last);
  }

  private static String address(long number) {
    StringBuilder text = new StringBuilder();
    for (int shift = BITS - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      text.append(number >> shift & 0xff).append(shift == 0 ? "" : ".");
    }
    return text.toString();
  }
}
