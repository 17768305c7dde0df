package dev.seaworthy.collectors.tls.openssl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The list that a cipher string rearranges: all suites in order, and which of them are chosen. What
 * is taken out goes to its front, so that it comes back in the order that it had.
 */
final class Ring {
  /** What is done with suites. */
  enum Act {
    ADD,
    DELETE,
    TO_THE_END,
    TO_THE_FRONT,
    FORBID
  }

  private final Deque<Suite> order = new ArrayDeque<>(Suite.ALL);
  private final Set<Suite> chosen = new HashSet<>();

  private Ring() {}

  /** Nothing chosen, in the order that OpenSSL prefers. */
  static Ring preferred() {
    Ring ring = new Ring();
    ring.apply(Act.ADD, s -> s.exchange().equals("ECDH") && s.authentication().equals("ECDSA"));
    ring.apply(Act.ADD, s -> s.exchange().equals("ECDH"));
    ring.apply(Act.DELETE, s -> s.exchange().equals("ECDH"));
    ring.apply(Act.ADD, s -> s.encryption().equals("AESGCM"));
    ring.apply(Act.ADD, s -> s.encryption().equals("CHACHA20"));
    ring.apply(Act.ADD, s -> s.encryption().startsWith("AES"));
    ring.apply(Act.ADD, s -> true);
    ring.apply(Act.TO_THE_END, s -> s.mac().equals("MD5"));
    ring.apply(Act.TO_THE_END, s -> s.authentication().equals(Suite.NONE));
    ring.apply(Act.TO_THE_END, s -> s.exchange().equals("RSA"));
    ring.apply(Act.TO_THE_END, s -> s.exchange().equals("PSK"));
    ring.sortByStrength();
    ring.apply(Act.TO_THE_FRONT, s -> s.since().equals("TLSv1.2"));
    ring.apply(Act.TO_THE_FRONT, s -> s.mac().equals("AEAD"));
    ring.apply(Act.TO_THE_FRONT, Suite::isEphemeral);
    ring.apply(Act.TO_THE_FRONT, s -> s.isEphemeral() && s.mac().equals("AEAD"));
    ring.apply(Act.DELETE, s -> true);
    return ring;
  }

  void apply(Act act, Predicate<Suite> which) {
    List<Suite> found = new ArrayList<>(order.stream().filter(which).toList());
    switch (act) {
      case ADD -> {
        found.removeIf(chosen::contains);
        chosen.addAll(found);
        move(found, false);
      }
      case TO_THE_END -> {
        found.retainAll(chosen);
        move(found, false);
      }
      case TO_THE_FRONT -> {
        found.retainAll(chosen);
        move(found, true);
      }
      case DELETE -> {
        found.retainAll(chosen);
        chosen.removeAll(Set.copyOf(found));
        move(found, true);
      }
      case FORBID -> {
        chosen.removeAll(Set.copyOf(found));
        order.removeAll(Set.copyOf(found));
      }
    }
  }

  private void move(List<Suite> suites, boolean toFront) {
    order.removeAll(Set.copyOf(suites));
    if (toFront) {
      Collections.reverse(suites);
      suites.forEach(order::addFirst);
    } else {
      order.addAll(suites);
    }
  }

  /** The strongest first; otherwise as they were. */
  void sortByStrength() {
    TreeSet<Integer> strengths = new TreeSet<>();
    chosen.forEach(suite -> strengths.add(suite.bits()));
    strengths.descendingSet().forEach(bits -> apply(Act.TO_THE_END, suite -> suite.bits() == bits));
  }

  List<Suite> chosen() {
    return order.stream().filter(chosen::contains).toList();
  }
}
