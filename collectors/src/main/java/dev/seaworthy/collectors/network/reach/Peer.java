package dev.seaworthy.collectors.network.reach;

import com.google.common.collect.ImmutableRangeSet;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import java.math.BigInteger;

/** Whom a policy speaks of. */
sealed interface Peer {
  boolean includes(PodClass pods);

  boolean includes(AddressRange range);

  /** Everyone inside and outside the cluster. */
  record Everyone() implements Peer {
    @Override
    public boolean includes(PodClass pods) {
      return true;
    }

    @Override
    public boolean includes(AddressRange range) {
      return true;
    }
  }

  /** Pods of one name space. */
  record Local(String namespace, LabelSelector selector) implements Peer {
    @Override
    public boolean includes(PodClass pods) {
      return namespace.equals(pods.namespace()) && selector.matches(pods.labels());
    }

    @Override
    public boolean includes(AddressRange range) {
      return false;
    }
  }

  /** Pods of all name spaces that a selector matches. */
  record Selected(LabelSelector namespaces, LabelSelector selector) implements Peer {
    @Override
    public boolean includes(PodClass pods) {
      return namespaces.matches(pods.namespaceLabels()) && selector.matches(pods.labels());
    }

    @Override
    public boolean includes(AddressRange range) {
      return false;
    }
  }

  /**
   * Addresses, which are those of hosts outside the cluster: pods come and go under theirs, and the
   * specification keeps blocks for what lies outside.
   */
  record Addresses(ImmutableRangeSet<BigInteger> set) implements Peer {
    @Override
    public boolean includes(PodClass pods) {
      return false;
    }

    @Override
    public boolean includes(AddressRange range) {
      return set.contains(range.first());
    }
  }
}
