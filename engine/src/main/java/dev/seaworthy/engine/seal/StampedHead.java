package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.log.Checkpoint;
import dev.seaworthy.engine.log.ConsistencyProof;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogTrust;
import dev.seaworthy.engine.log.StampedCheckpoint;
import dev.seaworthy.engine.stamp.StampException;
import dev.seaworthy.engine.stamp.TimeStampQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An earlier checkpoint of a log, its time stamps, and the proof that the log only grew from it: by
 * the time of a stamp the log had its first entries as it has them now.
 *
 * @param checkpoint with its time stamps
 * @param growth from it to the checkpoint that the entries are under
 */
public record StampedHead(StampedCheckpoint checkpoint, ConsistencyProof growth) {
  private static final String CHECKPOINT = "/checkpoint-";
  private static final String GROWTH = ".consistency";
  private static final String STAMP = ".tsr";
  private static final int NAME_LENGTH = CHECKPOINT.length() + DecisionBundle.MOST_DIGITS;

  /** Its files in a bundle. */
  SortedMap<String, byte[]> files(String log) {
    String place = log + CHECKPOINT + DecisionBundle.number(checkpoint.size());
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(place, checkpoint.stamped());
    files.put(place + GROWTH, growth.text().getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < checkpoint.stamps().size(); i++) {
      files.put(place + stamp(i), checkpoint.stamps().get(i).clone());
    }
    return files;
  }

  /**
   * Reads those of a log, the earliest first, and requires that each is what it should be, whoever
   * made the time stamps.
   *
   * @param head of the log, whose entries are in the bundle
   * @param key signed both checkpoints
   */
  static List<StampedHead> in(
      SortedMap<String, byte[]> files, String log, Checkpoint head, VerificationKey key)
      throws BundleException {
    List<StampedHead> found = new ArrayList<>();
    for (String name : files.tailMap(log + CHECKPOINT).keySet()) {
      if (!name.startsWith(log + CHECKPOINT)) {
        break;
      }
      if (name.length() == log.length() + NAME_LENGTH) {
        StampedHead one = read(files, name);
        one.require(name, head, key);
        found.add(one);
      }
    }
    return found;
  }

  private static StampedHead read(SortedMap<String, byte[]> files, String place)
      throws BundleException {
    byte[] note = DecisionBundle.file(files, place);
    byte[] proof = DecisionBundle.file(files, place + GROWTH);
    List<byte[]> stamps = new ArrayList<>();
    stamps.add(DecisionBundle.file(files, place + stamp(0)));
    while (files.containsKey(place + stamp(stamps.size()))) {
      stamps.add(DecisionBundle.file(files, place + stamp(stamps.size())));
    }
    try {
      ConsistencyProof growth = ConsistencyProof.parse(utf8(proof));
      return new StampedHead(new StampedCheckpoint(growth.from(), utf8(note), stamps), growth);
    } catch (LogException e) {
      throw new BundleException(e.problem());
    }
  }

  private void require(String place, Checkpoint head, VerificationKey key) throws BundleException {
    try {
      Checkpoint proven = growth.verify(checkpoint.note(), LogTrust.of(key));
      if (!proven.equals(head)) {
        throw new BundleException(
            "CONTRADICTION",
            "`%s` is not about the checkpoint of the entries".formatted(place + GROWTH),
            BundleReport.FIX);
      }
    } catch (LogException e) {
      throw new BundleException(e.problem());
    }
    for (int i = 0; i < checkpoint.stamps().size(); i++) {
      try {
        TimeStampQuery.sound(checkpoint.stamps().get(i), checkpoint.stamped());
      } catch (StampException e) {
        throw new BundleException(
            new Problem(
                e.fault().name(),
                "`%s`: %s".formatted(place + stamp(i), e.reason()),
                BundleReport.FIX));
      }
    }
  }

  private static String stamp(int at) {
    return ".%d%s".formatted(at + 1, STAMP);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
