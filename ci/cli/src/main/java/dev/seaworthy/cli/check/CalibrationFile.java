package dev.seaworthy.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.runtime.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which runtime was the fastest for which bundle on this machine: a JSON object of bundle digests
 * and runtimes, {@code calibration.json} in the user's cache. It changes how long a check takes,
 * never what it says; hence one that cannot be read is passed over.
 */
public final class CalibrationFile implements Calibration {
  private static final Set<String> RUNTIMES =
      Set.of(RuntimeChoice.PLAN.id(), RuntimeChoice.WASM.id());
  private static final int MAX_BYTES = 1 << 20;

  private final Map<String, String> fastest;

  private CalibrationFile(Map<String, String> fastest) {
    this.fastest = new TreeMap<>(fastest);
  }

  /**
   * Where it lies: in {@code SEAWORTHY_CACHE}, else in {@code seaworthy} below {@code
   * XDG_CACHE_HOME} (XDG Base Directory Specification: only if absolute) or {@code ~/.cache}.
   *
   * @return nothing where there is no home folder either
   */
  public static Optional<Path> in(Console console) {
    return variable(console, "SEAWORTHY_CACHE")
        .or(
            () ->
                variable(console, "XDG_CACHE_HOME")
                    .filter(Path::isAbsolute)
                    .or(() -> variable(console, "HOME").map(home -> home.resolve(".cache")))
                    .map(caches -> caches.resolve("seaworthy")))
        .map(folder -> folder.resolve("calibration.json"));
  }

  private static Optional<Path> variable(Console console, String name) {
    return Optional.ofNullable(console.environment().get(name))
        .filter(value -> !value.isEmpty())
        .map(Path::of);
  }

  /**
   * Reads it.
   *
   * @param warnings is told why the file is passed over, if it is
   */
  public static CalibrationFile read(Path file, Consumer<Problem> warnings) {
    if (!Files.exists(file)) {
      return new CalibrationFile(Map.of());
    }
    try {
      return parse(InputFile.bytes(file, MAX_BYTES));
    } catch (ConfigurationException | NotCanonicalException e) {
      warnings.accept(
          new Problem(
              "CALIBRATION_UNREADABLE",
              "`%s` is passed over: it is no record of the fastest runtimes".formatted(file),
              "measure them anew with `seaworthy policy calibrate`"));
      return new CalibrationFile(Map.of());
    }
  }

  private static CalibrationFile parse(byte[] json) {
    JsonNode document = StrictJson.parse(json);
    Map<String, String> fastest = new TreeMap<>();
    for (Map.Entry<String, JsonNode> one : document.properties()) {
      if (!Digest.isWellFormed(one.getKey()) || !RUNTIMES.contains(one.getValue().asText())) {
        throw new NotCanonicalException("it names what is no bundle or no runtime");
      }
      fastest.put(one.getKey(), one.getValue().asText());
    }
    if (!document.isObject()) {
      throw new NotCanonicalException("it is no object");
    }
    return new CalibrationFile(fastest);
  }

  /** The same with one bundle measured, or measured anew. */
  public CalibrationFile with(Digest bundle, RuntimeChoice runtime) {
    CalibrationFile more = new CalibrationFile(fastest);
    more.fastest.put(bundle.toString(), runtime.id());
    return more;
  }

  @Override
  public Optional<String> fastest(Digest bundle) {
    return Optional.ofNullable(fastest.get(bundle.toString()));
  }

  /** Writes it, and the folders it lies in. */
  public void write(Path file) throws ConfigurationException {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_WRITE",
          "`%s` cannot be made".formatted(folder),
          "name a folder of your own in `SEAWORTHY_CACHE`");
    }
    OutputFile.write(file, CanonicalJson.of(new TreeMap<>(fastest)).bytes());
  }
}
