package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The time stamps of a sealed verdict: each a whole TimeStampResp (RFC 3161) over the bytes of the
 * envelope's signature, as Sigstore has them. In an evidence bundle each is a file for openssl, and
 * all are in the Sigstore bundle too, which those files determine.
 */
public final class Timestamps {
  /** More than there are reasons to ask. */
  public static final int MOST = 8;

  static final String FOLDER = BagIt.PAYLOAD + "timestamps/";
  static final String GUIDE = "VERIFY-TIME.md";

  private static final String SUFFIX = ".tsr";

  private Timestamps() {}

  /** Gives time stamps of a signature. */
  @FunctionalInterface
  public interface Authorities {
    /**
     * Those that there are: each a whole TimeStampResp.
     *
     * @throws BundleException if there are none, though some are needed
     */
    List<byte[]> stamp(byte[] signature) throws BundleException;
  }

  /** What a time stamp of a sealed verdict is over. */
  public static byte[] stamped(byte[] seal) {
    return Envelope.parse(seal).signature();
  }

  /** Adds to a bundle the time stamps that authorities give, if any. */
  public static Supplement by(Authorities authorities) {
    return seal -> files(seal, authorities.stamp(stamped(seal)));
  }

  private static SortedMap<String, byte[]> files(byte[] seal, List<byte[]> stamps) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    if (stamps.isEmpty()) {
      return files;
    }
    if (stamps.size() > MOST) {
      throw new IllegalArgumentException("more than %d time stamps".formatted(MOST));
    }
    for (int i = 0; i < stamps.size(); i++) {
      files.put(file(i), stamps.get(i).clone());
    }
    files.put(GUIDE, Guide.of(GUIDE));
    files.put(EvidenceBundle.SIGSTORE, sigstore(seal, stamps));
    return files;
  }

  /** The sealed verdict in the files of a bundle that has one. */
  static byte[] sealIn(SortedMap<String, byte[]> files) {
    return Objects.requireNonNull(files.get(EvidenceBundle.VERDICT), "the verdict").clone();
  }

  /** The Sigstore bundle that goes with the files: of their verdict, with their time stamps. */
  static byte[] sigstore(SortedMap<String, byte[]> files) {
    return sigstore(sealIn(files), of(files));
  }

  /** A sealed verdict as a Sigstore bundle v0.3, with time stamps. */
  public static byte[] sigstore(byte[] seal, List<byte[]> stamps) {
    byte[] plain = SigstoreBundle.of(seal);
    if (stamps.isEmpty()) {
      return plain;
    }
    Map<String, Object> bundle = new TreeMap<>();
    var tree = CanonicalJson.canonicalNode(plain);
    tree.properties().forEach(member -> bundle.put(member.getKey(), member.getValue()));
    Map<String, Object> material = new TreeMap<>();
    tree.path("verificationMaterial")
        .properties()
        .forEach(member -> material.put(member.getKey(), member.getValue()));
    List<Map<String, String>> all =
        stamps.stream()
            .map(stamp -> Map.of("signedTimestamp", Base64.getEncoder().encodeToString(stamp)))
            .toList();
    material.put("timestampVerificationData", Map.of("rfc3161Timestamps", all));
    bundle.put("verificationMaterial", material);
    return CanonicalJson.of(bundle).bytes();
  }

  /** The time stamps of a bundle, in the order of their numbers; those that have none are left. */
  public static List<byte[]> of(SortedMap<String, byte[]> files) {
    List<byte[]> stamps = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      byte[] stamp = files.get(file(i));
      if (stamp == null) {
        break;
      }
      stamps.add(stamp);
    }
    return stamps;
  }

  /** Whether anything lies where time stamps do. */
  static boolean areIn(SortedMap<String, byte[]> files) {
    return files.keySet().stream().anyMatch(name -> name.startsWith(FOLDER));
  }

  /** Files among the time stamps that are none, and so would go unread. */
  static List<String> strangers(SortedMap<String, byte[]> files) {
    List<String> known = new ArrayList<>();
    for (int i = 0; i < of(files).size(); i++) {
      known.add(file(i));
    }
    return files.keySet().stream()
        .filter(name -> name.startsWith(FOLDER) && !known.contains(name))
        .toList();
  }

  static String file(int at) {
    return FOLDER + (at + 1) + SUFFIX;
  }
}
