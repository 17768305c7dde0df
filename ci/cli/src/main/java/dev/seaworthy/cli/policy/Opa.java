package dev.seaworthy.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.ArchiveReader;
import dev.seaworthy.engine.policy.bundle.BundleFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The Open Policy Agent's command line, of the pinned version. */
final class Opa {
  /** What a policy is compiled to. */
  enum Target {
    WASM,
    PLAN
  }

  private final Path program;

  Opa(Path program) {
    this.program = program;
  }

  /**
   * Compiles strictly.
   *
   * @throws ConfigurationException with every complaint and its place
   */
  void check(Path folder, List<String> options, List<String> paths) throws ConfigurationException {
    List<String> arguments = new ArrayList<>(List.of("check", "--strict", "--format", "json"));
    arguments.addAll(options);
    arguments.addAll(paths);
    Tool.Run run = run(folder, arguments);
    if (!run.succeeded()) {
      throw complaint(run);
    }
  }

  /** The syntax tree of one file, with locations. */
  JsonNode parse(Path folder, String file) throws ConfigurationException {
    return json(
        run(
            folder,
            List.of("parse", "--format", "json", "--json-include", "locations,-comments", file)));
  }

  /** Packages and their annotations. */
  JsonNode inspect(Path folder, String path) throws ConfigurationException {
    return json(run(folder, List.of("inspect", "--annotations", "--format", "json", path)));
  }

  /** Compiles for the entry points; the archive that OPA writes holds the sources too. */
  BundleFiles build(Target target, Path folder, List<String> options, List<String> paths)
      throws ConfigurationException, PolicyException {
    Path archive = folder.resolve("built.tar.gz");
    List<String> arguments = new ArrayList<>(List.of("build"));
    arguments.addAll(List.of("--target", target.name().toLowerCase(Locale.ROOT)));
    arguments.addAll(List.of("--output", archive.toString()));
    arguments.addAll(options);
    arguments.addAll(paths);
    Tool.Run run = run(folder, arguments);
    if (!run.succeeded()) {
      throw complaint(run);
    }
    byte[] built = InputFile.bytes(archive);
    try {
      Files.delete(archive);
    } catch (IOException e) {
      throw new IllegalStateException("a file just written can be deleted", e);
    }
    return ArchiveReader.read(built, "the archive that OPA wrote");
  }

  /** Runs the tests: one object for each, with {@code fail}, {@code error} or {@code skip}. */
  JsonNode test(Path folder, List<String> paths) throws ConfigurationException {
    List<String> arguments = new ArrayList<>(List.of("test", "--format", "json"));
    arguments.addAll(paths);
    Tool.Run run = run(folder, arguments);
    // OPA ends with 2 when tests fail, and with 1 when it could not run them.
    if (run.code() != 0 && run.code() != 2) {
      throw complaint(run);
    }
    return json(run);
  }

  /** Runs the tests, which must pass, and counts the lines they reach. */
  JsonNode coverage(Path folder, List<String> paths) throws ConfigurationException {
    List<String> arguments = new ArrayList<>(List.of("test", "--coverage", "--format", "json"));
    arguments.addAll(paths);
    return json(run(folder, arguments));
  }

  private Tool.Run run(Path folder, List<String> arguments) throws ConfigurationException {
    return Tool.of(program, arguments).in(folder);
  }

  private static JsonNode json(Tool.Run run) throws ConfigurationException {
    try {
      return StrictJson.parse(run.out().getBytes(StandardCharsets.UTF_8));
    } catch (NotCanonicalException e) {
      throw complaint(run);
    }
  }

  private static ConfigurationException complaint(Tool.Run run) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    try {
      String text = run.err().isBlank() ? run.out() : run.err();
      StrictJson.parse(text.getBytes(StandardCharsets.UTF_8))
          .path("errors")
          .forEach(error -> diagnostics.add(diagnostic(error)));
    } catch (NotCanonicalException e) {
      String first = run.err().lines().filter(Opa::tells).findFirst().orElse("");
      diagnostics.add(
          new Diagnostic(Diagnostic.Level.ERROR, Location.of(""), problem("", said(first))));
    }
    return diagnostics.isEmpty()
        ? new ConfigurationException(problem("", "OPA failed with code " + run.code()))
        : new ConfigurationException(diagnostics);
  }

  /** How many errors there are tells nobody which. */
  private static boolean tells(String line) {
    return !line.isBlank() && !line.matches("[0-9]+ errors? occurred:\\s*");
  }

  private static Diagnostic diagnostic(JsonNode error) {
    JsonNode at = error.path("location");
    Location location =
        new Location(
            at.path("file").asText(), at.path("row").asInt(), Math.max(1, at.path("col").asInt()));
    String message = error.path("message").asText("OPA refuses it").lines().findFirst().orElse("");
    return new Diagnostic(
        Diagnostic.Level.ERROR, location, problem(error.path("code").asText(), message));
  }

  private static Problem problem(String code, String message) {
    boolean builtin = message.startsWith("undefined function ");
    String kind = code.isEmpty() ? "" : " (" + code + ")";
    return new Problem(
        "REGO",
        message + kind,
        builtin
            ? "define the function, or use a built-in that `capabilities.json` allows"
            : "correct the policy; `opa check --strict` checks it alone");
  }

  private static String said(String line) {
    return line.isEmpty() ? "OPA failed without a word" : line.replaceFirst("^error: ", "");
  }
}
