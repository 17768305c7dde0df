package dev.seaworthy.collectors.network.reach;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The protocols that network policies know, in the order in which connections list them. */
public enum Protocol {
  SCTP(0),
  TCP(1),
  UDP(2);

  private final int position;

  Protocol(int position) {
    this.position = position;
  }

  /** Where it stands among them, from 0. */
  int position() {
    return position;
  }

  /** The one at {@code position}. */
  static Protocol at(int position) {
    return List.of(values()).get(position);
  }

  /** The protocol of this name, in capitals as Kubernetes writes it. */
  static Optional<Protocol> of(String name) {
    return Stream.of(values()).filter(one -> one.name().equals(name)).findFirst();
  }
}
