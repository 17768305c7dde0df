package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.network.Ports;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everyone at the far end of one direction, numbered: classes of pods first, addresses after. */
final class Endpoints {
  private final List<PodClass> pods;
  private final List<AddressRange> ranges;
  private final Map<Peer, BitSet> matching = new HashMap<>();

  Endpoints(List<PodClass> pods, List<AddressRange> ranges) {
    this.pods = List.copyOf(pods);
    this.ranges = List.copyOf(ranges);
  }

  int size() {
    return pods.size() + ranges.size();
  }

  /** The ports that the pods at {@code index} declare; none for addresses. */
  Set<Ports.Port> ports(int index) {
    return index < pods.size() ? pods.get(index).ports() : Set.of();
  }

  /** Who is among any of {@code peers}. */
  BitSet matching(List<Peer> peers) {
    BitSet any = new BitSet(size());
    peers.forEach(peer -> any.or(matching.computeIfAbsent(peer, this::find)));
    return any;
  }

  private BitSet find(Peer peer) {
    BitSet found = new BitSet(size());
    for (int i = 0; i < pods.size(); i++) {
      found.set(i, peer.includes(pods.get(i)));
    }
    for (int i = 0; i < ranges.size(); i++) {
      found.set(pods.size() + i, peer.includes(ranges.get(i)));
    }
    return found;
  }
}
