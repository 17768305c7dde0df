package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.log.Checkpoint;
import dev.seaworthy.engine.log.Cosignature;
import dev.seaworthy.engine.log.InclusionProof;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogTrust;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Whether a bundle's verdict is in a transparency log, by the keys of logs that are trusted. */
final class LogCheck {
  private final SortedMap<String, byte[]> files;
  private final List<TrustedKey> logs;
  private final TrustRules rules;
  private String detail = "";
  private Optional<TrustedKey> signer = Optional.empty();

  LogCheck(SortedMap<String, byte[]> files, TrustRules rules) {
    this.files = files;
    this.rules = rules;
    this.logs = rules.of(Role.LOG).toList();
  }

  /** Whether there is anything to check: files, or a log that the verdict must be in. */
  static boolean isAsked(SortedMap<String, byte[]> files, TrustRules rules) {
    return LoggedVerdict.isIn(files) || rules.of(Role.LOG).findAny().isPresent();
  }

  /** What is wrong. Afterwards {@link #detail} and {@link #signer} tell what was found. */
  List<Problem> problems() {
    byte[] entry = files.get(LoggedVerdict.ENTRY);
    byte[] proof = files.get(LoggedVerdict.PROOF);
    if (entry == null || proof == null) {
      String lacking = entry == null ? LoggedVerdict.ENTRY : LoggedVerdict.PROOF;
      return List.of(problem("MISSING", "`%s` is not there".formatted(lacking)));
    }
    if (proof.length > InclusionProof.MAX_CHARACTERS) {
      return List.of(
          problem("TOO_LARGE", "`%s` has more than 128 KiB".formatted(LoggedVerdict.PROOF)));
    }
    if (!Arrays.equals(entry, LoggedVerdict.entry(Timestamps.sealIn(files)))) {
      return List.of(
          problem("OTHER_ENTRY", "`%s` is not about this verdict".formatted(LoggedVerdict.ENTRY)));
    }
    try {
      check(InclusionProof.parse(utf8(proof)), entry);
      return List.of();
    } catch (CharacterCodingException e) {
      return List.of(problem("BAD_PROOF", "`%s` is no text".formatted(LoggedVerdict.PROOF)));
    } catch (LogException e) {
      return List.of(problem(code(e), "`%s`: %s".formatted(LoggedVerdict.PROOF, e.getMessage())));
    }
  }

  /** What was found, for people. */
  String detail() {
    return detail;
  }

  /** The trusted key that signed the checkpoint. */
  Optional<TrustedKey> signer() {
    return signer;
  }

  private void check(InclusionProof proof, byte[] entry) throws LogException {
    if (logs.isEmpty()) {
      Checkpoint head = proof.unsigned(entry);
      detail =
          "entry %d of %d in `%s`; who signed the log was not checked: name its key, `--log-key PUB`"
              .formatted(proof.index(), head.size(), head.origin());
      return;
    }
    LogException refused = null;
    for (TrustedKey log : logs) {
      LogTrust trust = new LogTrust(log.key(), rules.witnesses());
      try {
        Checkpoint head = proof.verify(entry, trust);
        signer = Optional.of(log);
        detail =
            "entry %d of %d in `%s`, signed by `%s`%s"
                .formatted(
                    proof.index(),
                    head.size(),
                    head.origin(),
                    log.key().id(),
                    seen(trust.cosignatures(proof.note())));
        return;
      } catch (LogException e) {
        // The one that came farthest tells most: of a stranger's key nothing is told.
        if (refused == null || code(refused).equals("WRONG_KEY")) {
          refused = e;
        }
      }
    }
    throw refused;
  }

  private static String seen(List<Cosignature> cosignatures) {
    return cosignatures.isEmpty()
        ? ""
        : cosignatures.stream()
            .map(Cosignature::toString)
            .collect(Collectors.joining(", ", "; seen by ", ""));
  }

  private static String code(LogException e) {
    return switch (e.problem().code()) {
      case "CHECKPOINT_NOT_SIGNED" -> "WRONG_KEY";
      case "TOO_FEW_WITNESSES" -> "TOO_FEW_WITNESSES";
      default -> "BAD_PROOF";
    };
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static Problem problem(String code, String message) {
    return new Problem(code, message, BundleReport.FIX);
  }
}
