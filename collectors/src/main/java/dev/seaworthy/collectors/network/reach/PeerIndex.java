package dev.seaworthy.collectors.network.reach;

import com.google.common.primitives.ImmutableIntArray;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import dev.seaworthy.collectors.kubernetes.SelectorIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Numbered peers; finds those that include given pods without trying each. */
final class PeerIndex {
  private final SelectorIndex selectors;

  /** For each selector the number of its peer. */
  private final ImmutableIntArray numbers;

  /** Numbers {@code peers} from 0 on. */
  PeerIndex(List<Peer> peers) {
    List<LabelSelector> found = new ArrayList<>();
    ImmutableIntArray.Builder theirs = ImmutableIntArray.builder();
    for (int i = 0; i < peers.size(); i++) {
      Optional<LabelSelector> selector = peers.get(i).pods();
      if (selector.isPresent()) {
        found.add(selector.get());
        theirs.add(i);
      }
    }
    this.selectors = new SelectorIndex(found);
    this.numbers = theirs.build();
  }

  /** The numbers of those that include {@code pods}. */
  BitSet including(PodClass pods) {
    BitSet including = new BitSet();
    selectors.matching(pods.traits()).forEach(number -> including.set(numbers.get(number)));
    return including;
  }
}
