package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.seal.BundleReport.Line;
import dev.seaworthy.engine.seal.SealReport.Check;
import dev.seaworthy.engine.seal.SealReport.Claim;
import dev.seaworthy.engine.seal.SealReport.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Checks an evidence bundle, offline and by nothing but a trust root. Checks that lean on one that
 * failed are skipped, which is never a pass.
 */
public final class BundleVerifier {
  private final SortedMap<String, byte[]> files;
  private final SortedMap<String, String> digests;
  private final TrustRoot trust;
  private final Instant now;
  private final List<byte[]> records;
  private final RedactionCheck redaction;
  private final Consumer<Line> lines;

  /** A check failed, and nobody asks for the others. */
  private static final class Failed extends RuntimeException {
    Failed() {
      super(null, null, false, false);
    }
  }

  private BundleVerifier(
      SortedMap<String, byte[]> files,
      TrustRoot trust,
      Instant now,
      List<byte[]> records,
      Consumer<Line> lines) {
    this.files = new TreeMap<>(files);
    this.digests = BundleDigests.of(files);
    this.trust = trust.chosenFor(files);
    this.now = now;
    this.records = records;
    this.redaction = new RedactionCheck(this.files, this.trust.sealer());
    this.lines = lines;
  }

  /**
   * Checks the files of a bundle.
   *
   * @param files by their names with {@code /} between folders
   * @param now what to hold the bundle's times against
   */
  public static BundleReport verify(SortedMap<String, byte[]> files, TrustRoot trust, Instant now) {
    return verify(files, trust, now, List.of());
  }

  /**
   * The same with evidence records (RFC 4998), each of which must hold and be of this bundle.
   *
   * @param records each the content of its file
   */
  public static BundleReport verify(
      SortedMap<String, byte[]> files, TrustRoot trust, Instant now, List<byte[]> records) {
    List<Line> lines = new ArrayList<>();
    return new BundleVerifier(files, trust, now, records, lines::add).report(lines);
  }

  /** Whether the same report holds, which is known once a check fails: the others are not made. */
  static boolean holds(SortedMap<String, byte[]> files, TrustRoot trust, Instant now) {
    List<Line> lines = new ArrayList<>();
    Consumer<Line> untilOneFails =
        line -> {
          if (line.result() == Result.FAILED) {
            throw new Failed();
          }
          lines.add(line);
        };
    try {
      return new BundleVerifier(files, trust, now, List.of(), untilOneFails).report(lines).holds();
    } catch (Failed e) {
      return false;
    }
  }

  private BundleReport report(List<Line> made) {
    Optional<Claim> claim = run();
    return BundleReport.of(made, claim, trustChecks().asked());
  }

  private Optional<Claim> run() {
    trustChecks().checkDuties(lines);
    BundleLayout layout = new BundleLayout(files, digests);
    add(
        BundleCheck.LAYOUT,
        layout.problems(),
        "a bag (RFC 8493) of %d files".formatted(files.size()));
    if (files.containsKey(BundleIndexFile.NAME)) {
      checkIndex();
    }
    if (!layout.isComplete()) {
      return Optional.empty();
    }
    add(BundleCheck.MANIFESTS, layout.manifestProblems(), "both manifests list what is there");
    Optional<Claim> claim = checkSeal();
    claim.ifPresent(this::checkContent);
    return claim;
  }

  private void checkIndex() {
    try {
      SortedMap<String, String> listed =
          BundleIndexFile.listed(file(BundleIndexFile.NAME), trust.sealer());
      add(BundleCheck.INDEX, List.of(), "signed by `%s`".formatted(trust.sealer().id()));
      add(
          BundleCheck.FILES,
          redaction.fileProblems(listed, BundleIndexFile.listable(digests)),
          redaction.isRedacted()
              ? "all that was not left out or replaced has its digest"
              : "all %d digests match".formatted(listed.size()));
    } catch (BundleIndexFile.Refused e) {
      add(BundleCheck.INDEX, List.of(e.problem()), "");
    }
  }

  private Optional<Claim> checkSeal() {
    SealReport report =
        SealVerifier.verify(
            file(EvidenceBundle.VERDICT),
            trust.sealer(),
            Optional.of(file(EvidenceBundle.SNAPSHOT)).filter(any -> !redaction.isRedacted()));
    List<Problem> broken =
        report.checks().stream()
            .filter(check -> check.result() == Result.FAILED && !isEvidence(check))
            .map(BundleVerifier::problem)
            .toList();
    add(BundleCheck.SEAL, broken, "signature, statement and schema hold");
    report.checks().stream()
        .filter(check -> isEvidence(check) && check.result() != Result.SKIPPED)
        .forEach(
            check ->
                add(
                    BundleCheck.EVIDENCE,
                    check.result() == Result.FAILED ? List.of(problem(check)) : List.of(),
                    check.detail()));
    return broken.isEmpty() ? report.claim() : Optional.empty();
  }

  private static boolean isEvidence(Check check) {
    return check.name().equals("evidence");
  }

  private static Problem problem(Check check) {
    return new Problem(
        "BAD_" + check.name().toUpperCase(Locale.ROOT),
        check.detail().replaceAll("\\R", " "),
        BundleReport.FIX);
  }

  private void checkContent(Claim claim) {
    byte[] seal = file(EvidenceBundle.VERDICT);
    JsonNode predicate =
        CanonicalJson.canonicalNode(Envelope.parse(seal).payload()).path("predicate");
    add(
        BundleCheck.SIGSTORE,
        same(EvidenceBundle.SIGSTORE, Timestamps.sigstore(files)),
        "a Sigstore bundle v0.3 of the same envelope");
    StatementCheck statements = new StatementCheck(files, predicate, trust.sealer());
    add(BundleCheck.STATEMENTS, statements.problems(), statements.detail());
    if (LongTermSeal.isAsked(files, trust)) {
      add(BundleCheck.LONG_TERM, LongTermSeal.problems(files, trust), LongTermSeal.detail(trust));
    }
    if (redaction.isRedacted()) {
      add(
          BundleCheck.EVIDENCE,
          redaction.evidenceProblems(predicate),
          "all pieces are there; of those with hidden values the shown ones are proven below");
    }
    if (Disclosure.isIn(files) || redaction.isRedacted()) {
      RedactionCheck.Leaves leaves = redaction.leaves();
      add(BundleCheck.DISCLOSURE, leaves.problems(), leaves.detail());
    }
    add(BundleCheck.PLACES, placeProblems(predicate), "places of this snapshot's evidence");
    PolicyCheck policies = new PolicyCheck(files, digests, predicate);
    add(
        BundleCheck.POLICIES,
        policies.digestProblems(),
        "all %d have the digest in the verdict".formatted(policies.count()));
    add(
        BundleCheck.AUTHORS,
        policies.authorProblems(trust.authors()),
        "all %d are signed by a trusted author".formatted(policies.count()));
    add(
        BundleCheck.COVERAGE,
        same(EvidenceBundle.COVERAGE, CoverageFile.of(predicate)),
        "populations, counts and gaps are the verdict's");
    checkTimes(predicate, claim);
    trustChecks().checkContent(predicate, policies, lines);
  }

  private TrustChecks trustChecks() {
    return new TrustChecks(files, trust, now, records);
  }

  private List<Problem> placeProblems(JsonNode predicate) {
    try {
      int pieces = predicate.path("evidence").path("items").size();
      ShownPlaces.in(files, pieces);
      return List.of();
    } catch (NotCanonicalException e) {
      return List.of(
          new Problem(
              "BAD_PLACES",
              "`%s` cannot be read: %s".formatted(EvidenceBundle.PLACES, e.getMessage()),
              BundleReport.FIX));
    }
  }

  private void checkTimes(JsonNode predicate, Claim claim) {
    Optional<Custody> custody = Custody.read(file(EvidenceBundle.CUSTODY));
    if (custody.isEmpty()) {
      add(BundleCheck.CUSTODY, same(EvidenceBundle.CUSTODY, new byte[0]), "");
      return;
    }
    List<Problem> problems =
        new ArrayList<>(
            same(EvidenceBundle.CUSTODY, custody.get().toFile(predicate, trust.sealer().id())));
    TimeCheck times = new TimeCheck(custody.get(), claim, now);
    problems.addAll(times.disorder(predicate.path("timePinned").asBoolean()));
    add(
        BundleCheck.CUSTODY,
        problems,
        "collected from %s, judged, sealed %s"
            .formatted(custody.get().collectedFrom(), custody.get().sealedAt()));
    add(BundleCheck.TIME, times.impossible(), times.detail());
  }

  private List<Problem> same(String name, byte[] expected) {
    return Arrays.equals(file(name), expected)
        ? List.of()
        : List.of(
            new Problem(
                "CONTRADICTION",
                "`%s` is not what the sealed verdict says".formatted(name),
                BundleReport.FIX));
  }

  private byte[] file(String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  private void add(BundleCheck check, List<Problem> problems, String detail) {
    lines.accept(problems.isEmpty() ? Line.passed(check, detail) : Line.failed(check, problems));
  }
}
