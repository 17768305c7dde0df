package dev.seaworthy.collectors.network.reach;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import dev.seaworthy.collectors.network.Traits;
import java.math.BigInteger;
import java.util.Optional;

/** Whom a policy speaks of. */
sealed interface Peer {
  /** Takes the {@link PodClass#traits} of the pods that it includes; empty if it speaks of none. */
  Optional<LabelSelector> pods();

  /** The addresses outside the cluster that it includes. */
  ImmutableRangeSet<BigInteger> addresses();

  /** Everyone inside and outside the cluster. */
  record Everyone() implements Peer {
    @Override
    public Optional<LabelSelector> pods() {
      return Optional.of(LabelSelector.ALL);
    }

    @Override
    public ImmutableRangeSet<BigInteger> addresses() {
      return ImmutableRangeSet.of(Range.closedOpen(BigInteger.ZERO, AddressLine.END));
    }
  }

  /** Pods of one name space. */
  record Local(String namespace, LabelSelector selector) implements Peer {
    @Override
    public Optional<LabelSelector> pods() {
      return Optional.of(Traits.within(namespace, selector));
    }

    @Override
    public ImmutableRangeSet<BigInteger> addresses() {
      return ImmutableRangeSet.of();
    }
  }

  /** Pods of all name spaces that a selector matches. */
  record Selected(LabelSelector namespaces, LabelSelector selector) implements Peer {
    @Override
    public Optional<LabelSelector> pods() {
      return Optional.of(Traits.across(namespaces, selector));
    }

    @Override
    public ImmutableRangeSet<BigInteger> addresses() {
      return ImmutableRangeSet.of();
    }
  }

  /**
   * Addresses, which are those of hosts outside the cluster: pods come and go under theirs, and the
   * specification keeps blocks for what lies outside.
   */
  record Addresses(ImmutableRangeSet<BigInteger> addresses) implements Peer {
    @Override
    public Optional<LabelSelector> pods() {
      return Optional.empty();
    }
  }
}
