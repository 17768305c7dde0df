package dev.seaworthy.collectors.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.record.Claims;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sets what was before the release apart from what is after it, and compares both. An export does
 * not know which it is, so records of kind {@code AccessBaseline} name the files of the state
 * before; all others are of the state after. Controls that judge the release do not see the former.
 */
final class AccessBaselines {
  static final String RECORD = "record/access-baseline";

  /** What is set apart, and compared. */
  private static final Set<String> KINDS =
      Set.of(EvidenceKinds.PRINCIPAL, EvidenceKinds.CLIENT, EvidenceKinds.REALM);

  private static final List<String> COMPARISONS =
      List.of(EvidenceKinds.ROLE_COMPARISON, EvidenceKinds.SIGN_ON_COMPARISON);

  /** Where accounts, names of clients and so on are unique. */
  private record Realm(String system, String name) implements Comparable<Realm> {
    static Realm of(Evidence evidence) {
      JsonNode content = evidence.content().node();
      return new Realm(content.path("system").asText(), content.path("realm").asText());
    }

    @Override
    public int compareTo(Realm other) {
      return Comparator.comparing(Realm::system).thenComparing(Realm::name).compare(this, other);
    }
  }

  private final SortedMap<String, Evidence> records = new TreeMap<>();
  private final List<Observation> before = new ArrayList<>();
  private final List<Observation> after = new ArrayList<>();
  private final List<Observation> joined = new ArrayList<>();

  AccessBaselines(List<Observation> all) {
    Evidence.ofKind(RECORD, all).forEach(this::record);
    all.forEach(this::sort);
    modules(all, true);
    modules(all, false);
    missing();
  }

  /** All observations, those of the state before under kinds of their own, and comparisons. */
  List<Observation> joined() {
    if (!before.isEmpty()) {
      RolesDiff.systems(before).forEach(this::compareRoles);
      Set<Realm> realms = new TreeSet<>();
      Stream.concat(signOn(before), signOn(after)).map(Realm::of).forEach(realms::add);
      realms.forEach(this::compareSignOn);
    }
    return joined;
  }

  private void record(Evidence record) {
    record
        .content()
        .node()
        .path("results")
        .forEach(
            result ->
                records.putIfAbsent(
                    Claims.resolved(record.source().file(), result.asText()), record));
  }

  private void sort(Observation one) {
    if (one instanceof Evidence evidence && KINDS.contains(evidence.kind())) {
      boolean former = isFormer(evidence);
      (former ? before : after).add(evidence);
      joined.add(former ? asFormer(evidence) : evidence);
    } else if (one instanceof Gap gap && isFormer(gap)) {
      // What the former state hides is no concern of controls that judge the release.
      before.add(gap);
      joined.add(new Gap(gap.problem(), gap.source(), gap.location(), COMPARISONS));
    } else {
      joined.add(one);
    }
  }

  /** Files of modules tell something only together, and those of each state by themselves. */
  private void modules(List<Observation> all, boolean former) {
    List<Evidence> files =
        Evidence.ofKind(OdooModuleFile.KIND, all).stream()
            .filter(one -> isFormer(one) == former)
            .toList();
    new OdooModules(files).principals().forEach(this::sort);
  }

  private boolean isFormer(Observation one) {
    String file = one.source().file();
    return records.keySet().stream().anyMatch(named -> isIn(named, file));
  }

  /** A record names files, or folders with all that is in them. */
  private static boolean isIn(String named, String file) {
    return file.equals(named) || file.startsWith(named + "/");
  }

  private static Evidence asFormer(Evidence evidence) {
    return new Evidence(
        EvidenceKinds.before(evidence.kind()),
        evidence.subject(),
        evidence.source(),
        evidence.content(),
        evidence.locations());
  }

  private void missing() {
    Set<String> seen = files(before.stream());
    records.values().stream()
        .distinct()
        .forEach(
            record -> {
              int i = 0;
              for (JsonNode result : record.content().node().path("results")) {
                JsonPath path = JsonPath.of("results", i++);
                String file = Claims.resolved(record.source().file(), result.asText());
                if (seen.stream().noneMatch(one -> isIn(file, one))) {
                  gap(IamProblems.baselineMissing(file), record, path);
                }
              }
            });
  }

  private void gap(Problem problem, Evidence record, JsonPath path) {
    joined.add(new Gap(problem, record.source(), record.locations().locate(path), COMPARISONS));
  }

  private void compareRoles(String system) {
    RolesDiff diff = new RolesDiff(system, before, after);
    Stream<Evidence> was = RolesDiff.principals(before, system);
    Stream<Evidence> is = RolesDiff.principals(after, system);
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("changes", diff.toTree());
    Evidence record = comparison(EvidenceKinds.ROLE_COMPARISON, system, "", was, is, content);
    if (diff.isCutOff()) {
      gap(IamProblems.comparisonTooLarge(system, RolesDiff.mostChecks()), record, JsonPath.ROOT);
    }
  }

  private void compareSignOn(Realm realm) {
    List<Evidence> was = signOn(before).filter(one -> Realm.of(one).equals(realm)).toList();
    List<Evidence> is = signOn(after).filter(one -> Realm.of(one).equals(realm)).toList();
    List<Map<String, Object>> changes = new ArrayList<>();
    if (!was.isEmpty() && !is.isEmpty()) {
      SortedMap<Subject, Evidence> old = bySubject(was);
      SortedMap<Subject, Evidence> next = bySubject(is);
      Set<Subject> all = new TreeSet<>(old.keySet());
      all.addAll(next.keySet());
      all.forEach(
          subject ->
              compare(
                  subject,
                  Optional.ofNullable(old.get(subject)),
                  Optional.ofNullable(next.get(subject)),
                  changes));
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("realm", realm.name());
    content.put("changes", changes);
    comparison(
        EvidenceKinds.SIGN_ON_COMPARISON,
        realm.system(),
        realm.name(),
        was.stream(),
        is.stream(),
        content);
  }

  private static void compare(
      Subject subject,
      Optional<Evidence> old,
      Optional<Evidence> next,
      List<Map<String, Object>> changes) {
    List<Map<String, Object>> found = new ArrayList<>();
    boolean client = subject.kind().equals("Client");
    if (old.isPresent() && next.isPresent()) {
      JsonNode was = old.get().content().node();
      JsonNode is = next.get().content().node();
      found.addAll(
          client ? SignOnDiff.ofClient(subject.name(), was, is) : SignOnDiff.ofRealm(was, is));
    } else if (client) {
      found.add(SignOnDiff.ofWhole(subject.name(), next.isPresent()));
    } else {
      return;
    }
    next.or(() -> old)
        .map(one -> one.locations().locate(JsonPath.ROOT).toTree())
        .ifPresent(place -> found.forEach(change -> change.put("source", place)));
    changes.addAll(found);
  }

  private static SortedMap<Subject, Evidence> bySubject(List<Evidence> evidence) {
    SortedMap<Subject, Evidence> sorted = new TreeMap<>();
    evidence.forEach(one -> sorted.putIfAbsent(one.subject(), one));
    return sorted;
  }

  /**
   * Adds a comparison; gives the record of its state before, the oldest where there are several.
   */
  private Evidence comparison(
      String kind,
      String system,
      String realm,
      Stream<Evidence> was,
      Stream<Evidence> is,
      Map<String, Object> content) {
    Set<String> files = files(was);
    Evidence record =
        records.entrySet().stream()
            .filter(
                entry ->
                    files.isEmpty() || files.stream().anyMatch(one -> isIn(entry.getKey(), one)))
            .map(Map.Entry::getValue)
            .min(Comparator.comparingLong(one -> one.content().node().path("at").asLong()))
            .orElseThrow();
    content.put("system", system);
    content.put("before", files);
    content.put("after", files(is));
    for (String key : List.of("environment", "at", "by")) {
      content.put(key, record.content().node().path(key));
    }
    joined.add(
        new Evidence(
            kind,
            new Subject("Comparison", system, realm.isEmpty() ? system : realm),
            record.source(),
            CanonicalJson.of(content),
            path -> record.locations().locate(JsonPath.of("results"))));
    return record;
  }

  private static SortedSet<String> files(Stream<? extends Observation> observations) {
    return observations
        .map(one -> one.source().file())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Evidence> signOn(List<Observation> observations) {
    return Evidence.in(observations).filter(one -> !one.kind().equals(EvidenceKinds.PRINCIPAL));
  }
}
