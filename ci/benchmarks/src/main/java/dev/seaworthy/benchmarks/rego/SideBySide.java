package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs all engines on all workloads in one run, taking turns, so that whatever else the machine
 * does meets them alike. Their results are compared before anything is measured; the first engine's
 * counts.
 */
public final class SideBySide {
  private static final List<Mode> MODES = List.of(Mode.JSON, Mode.PARSED, Mode.JSON_ON_TWO);

  private final Path folder;
  private final Map<String, List<String>> engines;
  private final int rounds;
  private final long millis;
  private final Measurements measurements = new Measurements();

  private SideBySide(Path folder, Map<String, List<String>> engines, int rounds, long millis) {
    this.folder = folder;
    this.engines = engines;
    this.rounds = rounds;
    this.millis = millis;
  }

  /**
   * Arguments: the workloads' folder; a file with an engine a line, its name and the words of its
   * command divided by tabs; rounds; milliseconds of each measurement; a file for the figures.
   */
  public static void main(String[] args) throws IOException {
    Map<String, List<String>> engines = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of(args[1]))) {
      List<String> words = List.of(line.split("\t", -1));
      engines.put(words.get(0), words.subList(1, words.size()));
    }
    SideBySide run =
        new SideBySide(
            Path.of(args[0]), engines, Integer.parseInt(args[2]), Long.parseLong(args[3]));
    boolean agree = run.all();
    System.out.print(run.measurements.tables(List.copyOf(run.engines.keySet())));
    Files.write(Path.of(args[4]), run.measurements.json().bytes());
    if (!agree) {
      System.err.println("engines disagree");
      System.exit(1);
    }
  }

  private boolean all() throws IOException {
    List<Path> workloads = new ArrayList<>();
    try (var each = Files.list(folder)) {
      each.filter(Files::isDirectory).sorted().forEach(workloads::add);
    }
    boolean agree = true;
    for (Path workload : workloads) {
      System.err.println("workload " + workload.getFileName());
      agree &= one(workload);
    }
    return agree;
  }

  /** Whether our own engines gave the right result. */
  private boolean one(Path workload) throws IOException {
    Map<String, Rival> running = new LinkedHashMap<>();
    try {
      boolean agree = start(workload, running);
      for (Rival rival : running.values()) {
        rival.measure(Mode.JSON_ON_TWO, 2 * millis);
        rival.measure(Mode.PARSED, millis);
        rival.measure(Mode.JSON, millis);
      }
      for (int round = 0; round < rounds; round++) {
        for (Mode mode : MODES) {
          for (Map.Entry<String, Rival> each : running.entrySet()) {
            measurements.add(
                workload.getFileName().toString(),
                each.getKey(),
                mode,
                each.getValue().measure(mode, millis));
          }
        }
      }
      return agree;
    } finally {
      running.values().forEach(Rival::close);
    }
  }

  private boolean start(Path workload, Map<String, Rival> running) throws IOException {
    String name = workload.getFileName().toString();
    Map<String, CanonicalJson> results = new LinkedHashMap<>();
    boolean agree = true;
    for (Map.Entry<String, List<String>> each : engines.entrySet()) {
      String engine = each.getKey();
      File errors = folder.resolve("%s-%s.err".formatted(name, engine)).toFile();
      try {
        Rival rival = Rival.start(each.getValue(), workload, errors);
        running.put(engine, rival);
        results.put(engine, rival.result());
        if (!results.get(engine).equals(results.values().iterator().next())) {
          throw new IOException("another result");
        }
      } catch (IOException | NotCanonicalException e) {
        agree &= !isOurs(engine);
        measurements.fail(name, engine, String.valueOf(e.getMessage()));
        Rival failed = running.remove(engine);
        if (failed != null) {
          failed.close();
        }
      }
    }
    return agree;
  }

  private static boolean isOurs(String engine) {
    return engine.equals("plan") || engine.equals("wasm");
  }
}
