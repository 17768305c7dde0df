package dev.seaworthy.engine.preserve;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLTaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Evidence records in ASN.1 (RFC 4998, appendix A). Lengths are definite throughout, and time
 * stamps keep the order of what is in them: DER would sort it, and authorities do not.
 */
final class RecordWriter {
  static final int VERSION = 1;
  static final int DIGEST_ALGORITHM = 0;
  static final int REDUCED_HASH_TREE = 2;

  private RecordWriter() {}

  static byte[] record(EvidenceRecord record) {
    ASN1Encodable[] algorithms =
        record.listed().stream().map(RecordWriter::algorithm).toArray(ASN1Encodable[]::new);
    return bytes(
        new DLSequence(
            new ASN1Encodable[] {
              new ASN1Integer(VERSION), new DLSequence(algorithms), sequence(record.chains())
            }));
  }

  /** An ArchiveTimeStampSequence. */
  static byte[] chains(List<EvidenceRecord.Chain> chains) {
    return bytes(sequence(chains));
  }

  static byte[] stamp(HashAlgorithm algorithm, List<List<Hash>> tree, byte[] token) {
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(new DLTaggedObject(false, DIGEST_ALGORITHM, algorithm(algorithm)));
    if (!tree.isEmpty()) {
      ASN1Encodable[] lists = tree.stream().map(RecordWriter::list).toArray(ASN1Encodable[]::new);
      parts.add(new DLTaggedObject(false, REDUCED_HASH_TREE, new DLSequence(lists)));
    }
    parts.add(parsed(token));
    return bytes(new DLSequence(parts));
  }

  static byte[] bytes(ASN1Encodable any) {
    try {
      return any.toASN1Primitive().getEncoded(ASN1Encoding.DL);
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory cannot fail", e);
    }
  }

  private static DLSequence sequence(List<EvidenceRecord.Chain> chains) {
    ASN1Encodable[] all = chains.stream().map(RecordWriter::chain).toArray(ASN1Encodable[]::new);
    return new DLSequence(all);
  }

  private static ASN1Encodable chain(EvidenceRecord.Chain chain) {
    ASN1Encodable[] stamps =
        chain.stamps().stream().map(stamp -> parsed(stamp.encoded())).toArray(ASN1Encodable[]::new);
    return new DLSequence(stamps);
  }

  private static ASN1Encodable list(List<Hash> hashes) {
    ASN1Encodable[] all =
        hashes.stream().map(hash -> new DEROctetString(hash.bytes())).toArray(ASN1Encodable[]::new);
    return new DLSequence(all);
  }

  /** Without parameters, as RFC 5754 has them. */
  private static AlgorithmIdentifier algorithm(HashAlgorithm algorithm) {
    return new AlgorithmIdentifier(new ASN1ObjectIdentifier(algorithm.oid()));
  }

  private static ASN1Primitive parsed(byte[] encoded) {
    try {
      return ASN1Primitive.fromByteArray(encoded);
    } catch (IOException e) {
      throw new IllegalStateException("only what was decoded is encoded", e);
    }
  }
}
