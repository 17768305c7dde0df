package dev.seaworthy.cli.descriptor;

import dev.seaworthy.cli.descriptor.Descriptor.BundlePin;
import dev.seaworthy.cli.descriptor.Descriptor.EvidenceRequest;
import dev.seaworthy.cli.descriptor.Descriptor.Placed;
import dev.seaworthy.collectors.cluster.ClusterSelection;
import dev.seaworthy.collectors.document.Instants;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the tree of a {@code release.yaml} into a descriptor and reports every mistake in it. */
public final class DescriptorReader {
  private static final Set<String> ROOT_KEYS =
      Set.of(
          "apiVersion",
          "kind",
          "candidate",
          "environment",
          "architecture",
          "asOf",
          "evidence",
          "endpoints",
          "podPaths",
          "bundles",
          "parameters",
          "waivers",
          "notApplicable");
  private static final Set<String> CANDIDATE_KEYS = Set.of("name", "version", "digest");
  private static final String PASSWORD = "passwordVariable";
  private static final Set<String> EVIDENCE_KEYS =
      Set.of(
          "collector",
          "paths",
          "role",
          "serves",
          "trust",
          "cluster",
          "keys",
          "identities",
          "trustedRoot",
          PASSWORD,
          "vex");
  private static final String BASELINE = "baseline";
  private static final Set<String> ROLES = Set.of("candidate", BASELINE);
  private static final Set<String> BUNDLE_KEYS = Set.of("name", "version", "digest");
  private static final Set<String> ARCHITECTURES = Set.of("multi-tenant", "dedicated");

  private final Set<String> collectors;
  private final Diagnostics diagnostics;

  /**
   * @param collectors what {@code evidence[].collector} may be
   */
  public DescriptorReader(Set<String> collectors, Diagnostics diagnostics) {
    this.collectors = Set.copyOf(collectors);
    this.diagnostics = diagnostics;
  }

  /** What could be read; to be used only if no error was reported. */
  public Descriptor read(Tree root) {
    Fields fields = Fields.of(root, "", ROOT_KEYS, diagnostics);
    fields.oneOf("apiVersion", fields.required("apiVersion"), Set.of(Descriptor.API_VERSION));
    fields.oneOf("kind", fields.required("kind"), Set.of(Descriptor.KIND));
    Fields candidate = candidate(fields);
    Exceptions exceptions = new Exceptions(diagnostics);
    return new Descriptor(
        candidate.required("name").orElse(""),
        candidate.required("version").orElse(""),
        digest(candidate),
        fields.optional("environment").orElse(""),
        fields.oneOf("architecture", fields.optional("architecture"), ARCHITECTURES).orElse(""),
        asOf(fields),
        evidence(fields),
        new EndpointFields(diagnostics).read(fields),
        new PodPathFields(diagnostics).read(fields),
        bundles(fields),
        parameters(fields),
        exceptions.waivers(fields),
        exceptions.notApplicable(fields));
  }

  private Fields candidate(Fields fields) {
    List<Fields> found = new ArrayList<>();
    fields.nested("candidate", CANDIDATE_KEYS, found::add);
    if (found.isEmpty()) {
      missing(fields, "candidate", "add `candidate: {name: …, version: …}`");
      found.add(emptyCandidate(fields));
    }
    return found.get(0);
  }

  /** Reports into the void: one complaint about a missing candidate is enough. */
  private static Fields emptyCandidate(Fields fields) {
    return Fields.of(
        new Tree.Mapping(fields.mark(), Map.of()),
        "candidate",
        CANDIDATE_KEYS,
        new Diagnostics(""));
  }

  private Optional<Digest> digest(Fields fields) {
    Optional<String> text = fields.optional("digest");
    if (text.isPresent() && !Digest.isWellFormed(text.get())) {
      diagnostics.error(
          fields.valueMark("digest"),
          "BAD_DIGEST",
          "`%s` is not a digest".formatted(text.get()),
          "write `sha256:` and 64 lower-case hexadecimal digits");
      return Optional.empty();
    }
    return text.map(Digest::parse);
  }

  private Optional<Instant> asOf(Fields fields) {
    Optional<String> text = fields.optional("asOf");
    Optional<Instant> time = text.flatMap(Instants::time);
    if (text.isPresent() && time.isEmpty()) {
      diagnostics.error(
          fields.valueMark("asOf"),
          "BAD_TIME",
          "`%s` is not a time".formatted(text.get()),
          "write a time of RFC 3339 with its offset: `%s`".formatted(Instants.EXAMPLE));
    }
    return time;
  }

  private List<EvidenceRequest> evidence(Fields fields) {
    List<EvidenceRequest> requests = new ArrayList<>();
    fields.each(
        "evidence",
        (item, path) -> requests.add(request(Fields.of(item, path, EVIDENCE_KEYS, diagnostics))));
    if (requests.isEmpty()) {
      missing(fields, "evidence", "add `evidence: [{collector: kubernetes, paths: [manifests]}]`");
    }
    return requests;
  }

  private EvidenceRequest request(Fields fields) {
    Optional<String> collector = fields.required("collector");
    fields.oneOf("collector", collector, collectors);
    List<String> paths = fields.texts("paths");
    Optional<ClusterSelection> cluster = new ClusterFields(diagnostics).read(fields);
    if (paths.isEmpty() && !fields.has("cluster")) {
      missing(fields, "paths", "name the files or folders: `paths: [manifests]`");
    }
    List<String> trust = fields.texts("trust");
    refuseAbsolute(fields, "paths", paths);
    refuseAbsolute(fields, "trust", trust);
    boolean baseline =
        fields.oneOf("role", fields.optional("role"), ROLES).filter(BASELINE::equals).isPresent();
    return new EvidenceRequest(
        collector.orElse(""),
        paths,
        baseline,
        fields.texts("serves"),
        trust,
        cluster,
        new SignerFields(diagnostics).read(fields),
        passwordVariable(fields));
  }

  /** Of a prefix, so that whoever writes a descriptor cannot try out what else is set. */
  private Optional<String> passwordVariable(Fields fields) {
    Optional<String> name = fields.optional(PASSWORD);
    if (name.isPresent() && !name.get().matches("SEAWORTHY_PASSWORD_[A-Z0-9_]{1,100}")) {
      diagnostics.error(
          fields.valueMark(PASSWORD),
          "BAD_VARIABLE",
          "`%s` is no variable for passwords of key stores".formatted(name.get()),
          "name a variable that begins with `SEAWORTHY_PASSWORD_`, and set it to the password");
      return Optional.empty();
    }
    return name;
  }

  private void refuseAbsolute(Fields fields, String key, List<String> paths) {
    paths.forEach(path -> requireRelative(diagnostics, fields.valueMark(key), path));
  }

  /** Reports a path that does not begin at the descriptor. */
  static void requireRelative(Diagnostics diagnostics, Tree.Mark at, String path) {
    if (path.isBlank() || path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
      diagnostics.error(
          at,
          "BAD_PATH",
          "`%s` is not a path relative to the descriptor".formatted(path),
          "keep the evidence beside release.yaml and name it from there");
    }
  }

  private List<BundlePin> bundles(Fields fields) {
    List<BundlePin> pins = new ArrayList<>();
    fields.each(
        "bundles",
        (item, path) -> {
          Fields pin = Fields.of(item, path, BUNDLE_KEYS, diagnostics);
          pins.add(
              new BundlePin(
                  pin.required("name").orElse(""),
                  pin.required("version"),
                  digest(pin),
                  pin.valueMark(pin.has("version") ? "version" : "name"),
                  pin.valueMark("digest")));
        });
    if (pins.isEmpty()) {
      missing(fields, "bundles", "add `bundles: [{name: kubernetes, version: 1.2.0}]`");
    }
    return pins;
  }

  private Map<String, Placed<CanonicalJson>> parameters(Fields fields) {
    Map<String, Placed<CanonicalJson>> parameters = new LinkedHashMap<>();
    fieldsOf(fields, "parameters")
        .forEach(
            (name, entry) ->
                value(entry.value())
                    .ifPresent(one -> parameters.put(name, new Placed<>(one, entry.keyMark()))));
    return parameters;
  }

  private Map<String, Tree.Entry> fieldsOf(Fields fields, String key) {
    Tree.Entry entry = fields.entries().get(key);
    if (entry == null) {
      return Map.of();
    }
    Set<String> known =
        entry.value() instanceof Tree.Mapping mapping ? mapping.entries().keySet() : Set.of();
    return Fields.of(entry.value(), key, known, diagnostics).entries();
  }

  private Optional<CanonicalJson> value(Tree tree) {
    try {
      return Optional.of(CanonicalJson.of(tree.plain()));
    } catch (NotCanonicalException e) {
      diagnostics.error(
          tree.mark(),
          "BAD_VALUE",
          String.valueOf(e.getMessage()),
          "write a smaller or plain value");
      return Optional.empty();
    }
  }

  private void missing(Fields fields, String key, String fix) {
    if (!fields.has(key)) {
      diagnostics.error(fields.mark(), "MISSING_KEY", "`%s` is missing".formatted(key), fix);
    } else if (fields.isEmptyList(key)) {
      diagnostics.error(fields.markOf(key), "EMPTY_VALUE", "`%s` is empty".formatted(key), fix);
    }
  }
}
