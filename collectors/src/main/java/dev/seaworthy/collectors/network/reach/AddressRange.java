package dev.seaworthy.collectors.network.reach;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Addresses outside the cluster that follow each other and that no policy tells apart, on the
 * number line of {@link AddressLine}.
 *
 * @param first as a number
 * @param last as a number, included
 */
record AddressRange(BigInteger first, BigInteger last) {
  /**
   * Every address, cut wherever one of {@code sets} begins or ends.
   *
   * @param ipv6 whether addresses of IPv6 are wanted too
   */
  static List<AddressRange> partition(List<ImmutableRangeSet<BigInteger>> sets, boolean ipv6) {
    BigInteger end = ipv6 ? AddressLine.END : AddressLine.IPV6_START;
    TreeSet<BigInteger> cuts = new TreeSet<>(List.of(BigInteger.ZERO, AddressLine.IPV6_START, end));
    for (ImmutableRangeSet<BigInteger> set : sets) {
      for (Range<BigInteger> range : set.asRanges()) {
        cuts.add(range.lowerEndpoint());
        cuts.add(range.upperEndpoint());
      }
    }
    return between(cuts.headSet(end, true));
  }

  private static List<AddressRange> between(SortedSet<BigInteger> cuts) {
    List<AddressRange> ranges = new ArrayList<>();
    BigInteger from = cuts.first();
    for (BigInteger cut : cuts) {
      if (cut.compareTo(from) > 0) {
        ranges.add(new AddressRange(from, cut.subtract(BigInteger.ONE)));
        from = cut;
      }
    }
    return ranges;
  }

  /** The same, closed below and open above. */
  Range<BigInteger> toRange() {
    return Range.closedOpen(first, last.add(BigInteger.ONE));
  }

  @Override
  public String toString() {
    return AddressLine.address(first) + "-" + AddressLine.address(last);
  }
}
