package dev.seaworthy.engine.preserve;

import dev.seaworthy.engine.stamp.DerShape;
import dev.seaworthy.engine.stamp.StampException;
import dev.seaworthy.engine.stamp.TimeStamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Reads evidence records of ASN.1 (RFC 4998, appendix A), whoever made them. Certificates beside
 * the time stamps ({@code cryptoInfos}) and what attributes say are passed over: nothing leans on
 * them.
 */
final class RecordReader {
  static final int MAX_BYTES = 8 << 20;

  private static final int MAX_STAMPS = 256;
  private static final int MAX_LISTS = 64;
  private static final int MAX_HASHES = 4096;
  private static final int ENCRYPTION_INFO = 1;
  private static final int FIXED_PARTS = 3;

  private int stamps;

  EvidenceRecord read(byte[] der) throws RecordException {
    if (der.length > MAX_BYTES) {
      throw tooLarge("is over %d MiB".formatted(MAX_BYTES >> 20));
    }
    try {
      if (DerShape.isSane(der)) {
        ASN1Primitive whole = ASN1Primitive.fromByteArray(der);
        if (Arrays.equals(RecordWriter.bytes(whole), der)) {
          return record(ASN1Sequence.getInstance(whole));
        }
      }
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle decodes lazily: any part may turn out to be malformed.
      throw bad("cannot be decoded");
    }
    throw bad("is not one value of ASN.1 in its one form");
  }

  private EvidenceRecord record(ASN1Sequence parts) throws RecordException {
    int size = parts.size();
    if (size < FIXED_PARTS || !ASN1Integer.getInstance(parts.getObjectAt(0)).hasValue(1)) {
      throw bad("is not of version 1");
    }
    for (int i = 2; i < size - 1; i++) {
      if (ASN1TaggedObject.getInstance(parts.getObjectAt(i)).hasContextTag(ENCRYPTION_INFO)) {
        throw new RecordException(
            "ENCRYPTED", "the evidence record is about data that was encrypted first");
      }
    }
    List<HashAlgorithm> listed = new ArrayList<>();
    for (ASN1Encodable one : ASN1Sequence.getInstance(parts.getObjectAt(1))) {
      listed.add(algorithm(AlgorithmIdentifier.getInstance(one).getAlgorithm().getId()));
    }
    List<EvidenceRecord.Chain> chains = new ArrayList<>();
    for (ASN1Encodable one : ASN1Sequence.getInstance(parts.getObjectAt(size - 1))) {
      chains.add(chain(ASN1Sequence.getInstance(one)));
    }
    return new EvidenceRecord(listed, chains);
  }

  private EvidenceRecord.Chain chain(ASN1Sequence all) throws RecordException {
    List<ArchiveStamp> chain = new ArrayList<>();
    for (ASN1Encodable one : all) {
      if (++stamps > MAX_STAMPS) {
        throw tooLarge("has more than %d time stamps".formatted(MAX_STAMPS));
      }
      chain.add(stamp(ASN1Sequence.getInstance(one)));
    }
    return new EvidenceRecord.Chain(chain);
  }

  private static ArchiveStamp stamp(ASN1Sequence parts) throws RecordException {
    byte[] token = RecordWriter.bytes(parts.getObjectAt(parts.size() - 1));
    Optional<HashAlgorithm> named = Optional.empty();
    List<List<Hash>> tree = List.of();
    int before = -1;
    for (int i = 0; i < parts.size() - 1; i++) {
      ASN1TaggedObject part = ASN1TaggedObject.getInstance(parts.getObjectAt(i));
      int tag = part.getTagNo();
      if (!part.hasContextTag() || tag <= before || tag > RecordWriter.REDUCED_HASH_TREE) {
        throw bad("has a time stamp with unknown parts");
      }
      before = tag;
      if (tag == RecordWriter.DIGEST_ALGORITHM) {
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.getInstance(part, false);
        named = Optional.of(algorithm(algorithm.getAlgorithm().getId()));
      } else if (tag == RecordWriter.REDUCED_HASH_TREE) {
        tree = tree(ASN1Sequence.getInstance(part, false));
      } else {
        requireAttributes(ASN1Set.getInstance(part, false));
      }
    }
    HashAlgorithm own = named.isPresent() ? named.get() : algorithm(hashed(token));
    return new ArchiveStamp(own, tree, token, RecordWriter.bytes(parts));
  }

  /** Another part must not pass for attributes by its tag: a later time stamp is not over it. */
  private static void requireAttributes(ASN1Set attributes) throws RecordException {
    for (ASN1Encodable one : attributes) {
      ASN1Sequence attribute = ASN1Sequence.getInstance(one);
      boolean whole =
          attribute.size() == 2
              && attribute.getObjectAt(0) instanceof ASN1ObjectIdentifier
              && attribute.getObjectAt(1) instanceof ASN1Set;
      if (!whole) {
        throw bad("has attributes that are none");
      }
    }
  }

  /** Where an Archive Timestamp names no algorithm, that of its time stamp counts. */
  private static String hashed(byte[] token) throws RecordException {
    try {
      return TimeStamp.readToken(token).hashAlgorithm();
    } catch (StampException e) {
      throw new RecordException(e.fault().name(), e.reason());
    }
  }

  private static List<List<Hash>> tree(ASN1Sequence lists) throws RecordException {
    if (lists.size() > MAX_LISTS) {
      throw tooLarge("has a hash tree of more than %d levels".formatted(MAX_LISTS));
    }
    List<List<Hash>> tree = new ArrayList<>();
    for (ASN1Encodable one : lists) {
      ASN1Sequence list = ASN1Sequence.getInstance(one);
      if (list.size() > MAX_HASHES) {
        throw tooLarge("has more than %d hashes in one list".formatted(MAX_HASHES));
      }
      List<Hash> hashes = new ArrayList<>();
      for (ASN1Encodable hash : list) {
        hashes.add(Hash.of(ASN1OctetString.getInstance(hash).getOctets()));
      }
      if (hashes.isEmpty()) {
        throw bad("has a hash tree with an empty list");
      }
      tree.add(List.copyOf(hashes));
    }
    return tree;
  }

  private static HashAlgorithm algorithm(String oid) throws RecordException {
    return HashAlgorithm.of(oid)
        .orElseThrow(
            () ->
                new RecordException(
                    "UNKNOWN_ALGORITHM",
                    "the evidence record names a hash algorithm that is neither SHA-2 nor SHA-3"));
  }

  private static RecordException bad(String how) {
    return new RecordException("BAD_RECORD", "the evidence record " + how);
  }

  private static RecordException tooLarge(String how) {
    return new RecordException("TOO_LARGE", "the evidence record " + how);
  }
}
