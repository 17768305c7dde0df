package dev.seaworthy.collectors.network.reach;

import com.google.common.collect.Range;
import dev.seaworthy.collectors.kubernetes.LabelIndex;
import dev.seaworthy.collectors.network.Ports;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everyone at the far end of one direction, numbered: classes of pods first, addresses after. */
final class Endpoints {
  private final List<PodClass> pods;
  private final LabelIndex traits;
  private final List<BigInteger> rangeStarts;
  private final Map<Peer, BitSet> matching = new HashMap<>();

  /**
   * Numbers the far end.
   *
   * @param traits those of {@code pods}
   * @param ranges ascending
   */
  Endpoints(List<PodClass> pods, LabelIndex traits, List<AddressRange> ranges) {
    this.pods = List.copyOf(pods);
    this.traits = traits;
    this.rangeStarts = ranges.stream().map(AddressRange::first).toList();
  }

  int size() {
    return pods.size() + rangeStarts.size();
  }

  /** The ports that the pods at {@code index} declare; none for addresses. */
  Set<Ports.Port> ports(int index) {
    return index < pods.size() ? pods.get(index).ports() : Set.of();
  }

  /** Who is among any of {@code peers}; to be read alone. */
  BitSet matching(List<Peer> peers) {
    if (peers.size() == 1) {
      return matching(peers.get(0));
    }
    BitSet any = new BitSet();
    peers.forEach(peer -> any.or(matching(peer)));
    return any;
  }

  private BitSet matching(Peer peer) {
    return matching.computeIfAbsent(peer, this::find);
  }

  private BitSet find(Peer peer) {
    BitSet found = new BitSet();
    peer.pods().ifPresent(selector -> traits.matching(selector).forEach(found::set));
    for (Range<BigInteger> range : peer.addresses().asRanges()) {
      found.set(
          pods.size() + firstFrom(range.lowerEndpoint()),
          pods.size() + firstFrom(range.upperEndpoint()));
    }
    return found;
  }

  /** How many of the ranges begin before {@code address}. */
  private int firstFrom(BigInteger address) {
    int place = Collections.binarySearch(rangeStarts, address);
    return place >= 0 ? place : -place - 1;
  }
}
