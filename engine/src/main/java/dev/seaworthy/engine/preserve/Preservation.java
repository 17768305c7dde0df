package dev.seaworthy.engine.preserve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one time stamp is to be over: the root of a hash tree of many groups of data objects. Each
 * gets an evidence record, or one more time stamp in the record that it has. The same groups give
 * the same root.
 */
public final class Preservation {
  /** The records there are. */
  private final SortedMap<String, EvidenceRecord> former = new TreeMap<>();

  private final SortedMap<String, List<Hash>> groups = new TreeMap<>();
  private final HashAlgorithm algorithm;

  /** A new hash tree. */
  public Preservation(HashAlgorithm algorithm) {
    this.algorithm = algorithm;
  }

  /**
   * Takes in what has no record yet.
   *
   * @param name that tells it from others
   */
  public void add(String name, DataObjects data) {
    put(name, data.hashes(algorithm));
  }

  /** Renews the time stamp of a record (RFC 4998, section 5.2). */
  public void renew(String name, EvidenceRecord record) {
    if (record.algorithm() != algorithm) {
      throw new IllegalArgumentException("a chain keeps its hash algorithm");
    }
    put(name, record.toRenew());
    former.put(name, record);
  }

  /** Renews the hash tree of a record by a chain of this algorithm (RFC 4998, section 5.2). */
  public void rehash(String name, EvidenceRecord record, DataObjects data) {
    if (record.algorithm() == algorithm) {
      throw new IllegalArgumentException("a new chain has a new hash algorithm");
    }
    put(name, record.toRehash(data, algorithm));
    former.put(name, record);
  }

  private void put(String name, List<Hash> hashes) {
    if (hashes.isEmpty() || groups.put(name, hashes) != null) {
      throw new IllegalArgumentException("each group has a name and at least one data object");
    }
  }

  /** Of this hash tree. */
  public HashAlgorithm algorithm() {
    return algorithm;
  }

  /** What is to be stamped. */
  public Hash root() {
    return tree().root();
  }

  /**
   * The records, by the names that they were given.
   *
   * @param token a time stamp of {@link #root}, as a ContentInfo
   */
  public SortedMap<String, EvidenceRecord> stamped(byte[] token) {
    HashTree tree = tree();
    SortedMap<String, EvidenceRecord> records = new TreeMap<>();
    for (Map.Entry<String, List<Hash>> group : groups.entrySet()) {
      ArchiveStamp stamp =
          ArchiveStamp.of(algorithm, reduced(tree, group.getValue()), token.clone());
      records.put(
          group.getKey(),
          Optional.ofNullable(former.get(group.getKey()))
              .map(record -> extended(record, stamp))
              .orElseGet(() -> EvidenceRecord.of(stamp)));
    }
    return records;
  }

  private EvidenceRecord extended(EvidenceRecord record, ArchiveStamp stamp) {
    return record.algorithm() == algorithm ? record.renewed(stamp) : record.rehashed(stamp);
  }

  private HashTree tree() {
    return new HashTree(
        algorithm,
        groups.values().stream().map(group -> HashTree.father(algorithm, group)).toList());
  }

  /** The lists from a group to the root: its own hashes, and what they are hashed with in turn. */
  private List<List<Hash>> reduced(HashTree tree, List<Hash> group) {
    List<Hash> siblings = tree.siblings(HashTree.father(algorithm, group));
    List<List<Hash>> lists = new ArrayList<>();
    if (group.size() > 1) {
      lists.add(group);
      siblings.forEach(sibling -> lists.add(List.of(sibling)));
    } else if (!siblings.isEmpty()) {
      lists.add(List.of(group.get(0), siblings.get(0)).stream().sorted().toList());
      siblings.stream().skip(1).forEach(sibling -> lists.add(List.of(sibling)));
    }
    return lists;
  }
}
