package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.log.ProofCheck;
import dev.seaworthy.engine.log.TreeHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An entry of a transparency log (Rekor) with the log's promise to include it, or the proof that it
 * did (https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_rekor.proto).
 */
final class LogEntry {
  private static final String DASH = "\u2014 ";

  private static final Set<String> MEMBERS =
      Set.of(
          "logIndex",
          "logId",
          "kindVersion",
          "integratedTime",
          "inclusionPromise",
          "inclusionProof",
          "canonicalizedBody");
  private static final Set<String> PROOF_MEMBERS =
      Set.of("logIndex", "rootHash", "treeSize", "hashes", "checkpoint");

  /** A tree of as many entries as a number counts is no higher. */
  private static final int MAX_PATH = 63;

  private static final int NOTE_KEY_ID_BYTES = 4;

  private final Members members;
  private final byte[] body;
  private final String logId;
  private final long index;

  private LogEntry(Members members, byte[] body, String logId, long index) {
    this.members = members;
    this.body = body;
    this.logId = logId;
    this.index = index;
  }

  static LogEntry read(Tree tree) throws Refusal {
    Members members = Members.of(tree, "an entry of a log").only(MEMBERS);
    return new LogEntry(
        members,
        members.bytes("canonicalizedBody"),
        members.object("logId").base64("keyId"),
        members.numberOrZero("logIndex"));
  }

  String logId() {
    return logId;
  }

  long index() {
    return index;
  }

  /**
   * Verifies that {@code log} has the entry, and that it is about {@code content} and {@code key}.
   *
   * @return when the log took it, where the log signed that
   */
  Optional<Instant> verify(TrustedRoot.Log log, Content content, SignatureKey key, byte[] leaf)
      throws Refusal {
    boolean promised = members.has("inclusionPromise");
    boolean proved = members.has("inclusionProof");
    if (!promised && !proved) {
      throw new Refusal("no-log-proof", "the log's entry has neither promise nor proof");
    }
    new LoggedSignature(body).requireAbout(content, key, leaf);
    if (proved) {
      verifyProof(log);
    }
    return promised ? Optional.of(verifyPromise(log)) : Optional.empty();
  }

  private Instant verifyPromise(TrustedRoot.Log log) throws Refusal {
    long seconds = members.number("integratedTime");
    byte[] promised =
        CanonicalJson.of(
                Map.of(
                    "body",
                    members.text("canonicalizedBody"),
                    "integratedTime",
                    seconds,
                    "logID",
                    HexFormat.of().formatHex(members.object("logId").bytes("keyId")),
                    "logIndex",
                    index))
            .bytes();
    byte[] signature = members.object("inclusionPromise").bytes("signedEntryTimestamp");
    if (!log.key().verifies(promised, signature)) {
      throw new Refusal("bad-log-promise", "the log did not sign its promise of the entry");
    }
    Instant at = Instant.ofEpochSecond(seconds);
    if (!log.validity().holds(at)) {
      throw new Refusal("log-not-valid", "the log was not trusted at the time of the entry");
    }
    return at;
  }

  private void verifyProof(TrustedRoot.Log log) throws Refusal {
    Members proof = members.object("inclusionProof").only(PROOF_MEMBERS);
    List<TreeHash> path = new ArrayList<>();
    for (Tree item : proof.items("hashes")) {
      path.add(hash(item.asText().orElse("")));
    }
    long size = proof.number("treeSize");
    TreeHash root = hash(proof.text("rootHash"));
    long position = proof.numberOrZero("logIndex");
    if (path.size() > MAX_PATH
        || !ProofCheck.includes(root, size, position, TreeHash.ofLeaf(body), path)) {
      throw new Refusal("bad-log-proof", "the proof does not lead to the log's root");
    }
    requireCheckpoint(log, proof.object("checkpoint").text("envelope"), size, root);
  }

  private static TreeHash hash(String base64) throws Refusal {
    try {
      return TreeHash.parse(base64);
    } catch (IllegalArgumentException e) {
      throw new Refusal("bad-log-proof", "a hash of the proof is none");
    }
  }

  /** A checkpoint (C2SP tlog-checkpoint) of a log with any key that we take. */
  private static void requireCheckpoint(TrustedRoot.Log log, String note, long size, TreeHash root)
      throws Refusal {
    int end = note.indexOf("\n\n");
    String text = end < 0 ? "" : note.substring(0, end + 1);
    List<String> lines = text.lines().toList();
    if (lines.size() < 3
        || !lines.get(1).equals(Long.toString(size))
        || !lines.get(2).equals(root.toString())) {
      throw new Refusal("bad-log-checkpoint", "the checkpoint is about another tree");
    }
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    if (note.substring(end + 2).lines().noneMatch(line -> isSigned(line, message, log.key()))) {
      throw new Refusal("bad-log-checkpoint", "the log did not sign the checkpoint");
    }
  }

  private static boolean isSigned(String line, byte[] message, SignatureKey key) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || space < DASH.length()) {
      return false;
    }
    try {
      byte[] both = Base64Text.decode(line.substring(space + 1), "a signature");
      return both.length > NOTE_KEY_ID_BYTES
          && key.verifies(message, Arrays.copyOfRange(both, NOTE_KEY_ID_BYTES, both.length));
    } catch (Refusal e) {
      return false;
    }
  }
}
