package dev.seaworthy.engine.preserve;

import java.util.Collection;
import java.util.List;

/** What an evidence record is about: files that are kept together, each a data object. */
@FunctionalInterface
public interface DataObjects {
  /** The hash of each, in ascending order. */
  List<Hash> hashes(HashAlgorithm algorithm);

  /** These, all of them together and no others. */
  static DataObjects of(Collection<byte[]> contents) {
    return algorithm -> contents.stream().map(algorithm::hash).sorted().toList();
  }
}
