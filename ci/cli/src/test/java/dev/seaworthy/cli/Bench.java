package dev.seaworthy.cli;

import dev.seaworthy.cli.check.BundleLibrary;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.git.TestRepository;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.collectors.kubernetes.Salt;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Parameter;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.policy.Scope;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.rego.RegoModule;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import dev.seaworthy.engine.verdict.Identity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs the program in this process with its streams captured. The policy runtime is a stand-in for
 * which the name of an object decides: one called {@code bad} fails, one called {@code odd} cannot
 * be judged.
 */
public final class Bench {
  /** What came of a run. */
  public record Ran(int code, String out, String err) {}

  public static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  public static final Identity IDENTITY = new Identity("1.0.0-test", "", "stand-in");

  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private byte[] stdin = new byte[0];
  private Instant now = NOW;
  private boolean terminal;

  public Bench environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public Bench setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  public Bench stdin(String text) {
    stdin = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** The clock stands at {@code time} instead of at {@link #NOW}. */
  public Bench at(Instant time) {
    now = time;
    return this;
  }

  public Bench terminal() {
    terminal = true;
    return this;
  }

  public Ran run(Object... args) {
    return runBy(List.of(bundle()), args);
  }

  /** What is typed to judge the change between two commits. */
  static Object[] pr(TestRepository repository, String base, String head, String... more) {
    List<Object> args = new ArrayList<>(List.of("pr", "--repository", repository.folder()));
    args.addAll(List.of("--base", base, "--head", head));
    args.addAll(List.of(more));
    return args.toArray();
  }

  /** A ConfigMap, of whose name the stand-in judges. */
  public static String object(String name) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, namespace: ns}
        """
        .formatted(name);
  }

  /** By the stand-in and these bundles, of one control each. */
  public Ran runBy(List<PolicyBundle> bundles, Object... args) {
    return run(console -> standIn(console, bundles), args);
  }

  /** With the real runtime and the bundles that come with the program. */
  public Ran runReal(Object... args) {
    return run(Bench::real, args);
  }

  private Ran run(Function<Console, Setup> setup, Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = console(out, err);
    String[] words = List.of(args).stream().map(Object::toString).toArray(String[]::new);
    int code = Main.run(setup.apply(console), words);
    console.out().flush();
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** What a run with the real runtime is set up with, for what serves beside it. */
  public Setup realSetup() {
    return real(console(new ByteArrayOutputStream(), new ByteArrayOutputStream()));
  }

  private Console console(ByteArrayOutputStream out, ByteArrayOutputStream err) {
    return new Console(
        new ByteArrayInputStream(stdin),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        terminal,
        terminal,
        100,
        environment,
        settings,
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Setup real(Console console) {
    Setup setup = Setup.of(console);
    return new Setup(
        console,
        setup.library(),
        setup.runtime(),
        runtime -> new Identity(IDENTITY.version(), "", runtime.id()),
        () -> Salt.of(new byte[32]),
        setup.rendering(),
        setup.podPaths());
  }

  private static Setup standIn(Console console, List<PolicyBundle> bundles) {
    return new Setup(
        console,
        () -> BundleLibrary.of(bundles),
        choice -> new StandInRuntime(),
        runtime -> IDENTITY,
        () -> Salt.of(new byte[32]));
  }

  /** One bundle with one control over objects and a parameter of each type. */
  public static PolicyBundle bundle() {
    return bundle("naming", "T-01", Stage.BUILD);
  }

  /** The same under other names, its control in a chosen stage. */
  public static PolicyBundle bundle(String name, String control, Stage stage) {
    return bundle(name, control(control, stage));
  }

  private static Control control(String id, Stage stage) {
    return new Control(
        id,
        "Is every object well named?",
        "Names tell what a thing is.",
        Severity.HIGH,
        stage,
        Scope.OBJECT,
        List.of("kubernetes/object"),
        List.of(),
        List.of("allowed"),
        Map.of("bad-name", new Control.Rule("`{subject}` has a bad name", "rename it")),
        Map.of("nist-800-53r5", List.of("CM-6")),
        "test/t_01/findings");
  }

  private static PolicyBundle bundle(String name, Control control) {
    return new PolicyBundle(
        name,
        "1.2.0",
        "Names",
        "Rules for names.",
        Digest.of(new byte[0]),
        List.of(control),
        List.of(
            parameter("allowed", List.of("a")),
            parameter("limit", 3),
            parameter("strict", true),
            parameter("prefix", "x")),
        new RegoModule(new byte[0], new byte[0], CanonicalJson.of(Map.of())));
  }

  private static Parameter parameter(String name, Object value) {
    return new Parameter(name, "a parameter", CanonicalJson.of(value), List.of());
  }

  /** Finds fault with names. */
  private static final class StandInRuntime implements PolicyRuntime {
    @Override
    public String id() {
      return IDENTITY.runtime();
    }

    @Override
    public PreparedPolicy prepare(PolicyBundle bundle) {
      return (entrypoints, input) ->
          Map.of(entrypoints.get(0), new PreparedPolicy.Answer.Said(findings(input.json())));
    }

    private static Value findings(CanonicalJson input) {
      String name = input.node().path("subject").path("name").asText();
      Map<String, Object> finding = new HashMap<>();
      finding.put("rule", "bad-name");
      finding.put("path", List.of("metadata", "name"));
      if (name.startsWith("odd")) {
        finding.put("status", "unknown");
      }
      boolean allowed =
          input
              .node()
              .path("parameters")
              .path("allowed")
              .valueStream()
              .anyMatch(one -> one.asText().equals(name));
      boolean silent = allowed || !(name.startsWith("odd") || name.startsWith("bad"));
      return new ValueReader().read(CanonicalJson.of(silent ? List.of() : List.of(finding)));
    }
  }
}
