package dev.seaworthy.engine.preserve;

import java.util.ArrayList;
import java.util.List;

/**
 * An evidence record (RFC 4998): chains of time stamps, each over the one before it, and each chain
 * of a newer hash algorithm over all chains before it and the data.
 *
 * @param listed the hash algorithms that it names at its head
 * @param chains in the order of time; none is empty
 */
public record EvidenceRecord(List<HashAlgorithm> listed, List<Chain> chains) {
  /** Time stamps of one hash algorithm. */
  record Chain(List<ArchiveStamp> stamps) {
    Chain {
      stamps = List.copyOf(stamps);
      if (stamps.isEmpty()) {
        throw new IllegalArgumentException("a chain has a time stamp");
      }
    }

    HashAlgorithm algorithm() {
      return stamps.get(0).algorithm();
    }
  }

  public EvidenceRecord {
    listed = List.copyOf(listed);
    chains = List.copyOf(chains);
    if (chains.isEmpty()) {
      throw new IllegalArgumentException("a record has a chain");
    }
  }

  static EvidenceRecord of(ArchiveStamp first) {
    return new EvidenceRecord(List.of(first.algorithm()), List.of(new Chain(List.of(first))));
  }

  /** Reads what {@link #toDer} wrote, or another's program. */
  public static EvidenceRecord parse(byte[] der) throws RecordException {
    return new RecordReader().read(der);
  }

  /** The content of its file. */
  public byte[] toDer() {
    return RecordWriter.record(this);
  }

  /** Of its last chain, which time stamps are renewed in. */
  public HashAlgorithm algorithm() {
    return last().algorithm();
  }

  /** How many time stamps it has. */
  public int size() {
    return stamps().size();
  }

  List<ArchiveStamp> stamps() {
    return chains.stream().flatMap(chain -> chain.stamps().stream()).toList();
  }

  /** What the next time stamp of its last chain is over. */
  List<Hash> toRenew() {
    return List.of(last().stamps().get(last().stamps().size() - 1).tokenHash());
  }

  /** What the first time stamp of a new chain is over. */
  List<Hash> toRehash(DataObjects data, HashAlgorithm algorithm) {
    return over(data, algorithm, chains);
  }

  /**
   * What the first time stamp of a chain is over: the data, and from the second chain on, with each
   * of it, all chains before.
   */
  static List<Hash> over(DataObjects data, HashAlgorithm algorithm, List<Chain> before) {
    if (before.isEmpty()) {
      return data.hashes(algorithm);
    }
    Hash chains = algorithm.hash(RecordWriter.chains(before));
    return data.hashes(algorithm).stream()
        .map(hash -> algorithm.hash(List.of(hash, chains)))
        .sorted()
        .toList();
  }

  /** With one more time stamp in its last chain. */
  EvidenceRecord renewed(ArchiveStamp next) {
    List<ArchiveStamp> stamps = new ArrayList<>(last().stamps());
    stamps.add(next);
    List<Chain> all = new ArrayList<>(chains.subList(0, chains.size() - 1));
    all.add(new Chain(stamps));
    return new EvidenceRecord(listed, all);
  }

  /** With a chain of its own for a time stamp. */
  EvidenceRecord rehashed(ArchiveStamp next) {
    List<HashAlgorithm> algorithms = new ArrayList<>(listed);
    if (!algorithms.contains(next.algorithm())) {
      algorithms.add(next.algorithm());
    }
    List<Chain> all = new ArrayList<>(chains);
    all.add(new Chain(List.of(next)));
    return new EvidenceRecord(algorithms, all);
  }

  private Chain last() {
    return chains.get(chains.size() - 1);
  }
}
