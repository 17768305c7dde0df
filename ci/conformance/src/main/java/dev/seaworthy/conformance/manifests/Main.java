package dev.seaworthy.conformance.manifests;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Compares our reading of manifests with that of the real kubectl, and exits with 1 when one
 * differs in a way that is not listed.
 */
public final class Main {
  private static final String USAGE = "usage: KUBECTL STRICTER.json WORK SEED COUNT [FOLDER…]";

  private record Compared(String file, Comparison comparison) {}

  private final Kubectl kubectl;
  private final Map<String, String> stricter;
  private final Path work;
  private final PrintStream out;

  private Main(Kubectl kubectl, Map<String, String> stricter, Path work, PrintStream out) {
    this.kubectl = kubectl;
    this.stricter = stricter;
    this.work = work;
    this.out = out;
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 5) {
      System.out.println(USAGE);
      System.exit(2);
    }
    Map<String, String> stricter =
        new ObjectMapper().readValue(Path.of(args[1]).toFile(), new TypeReference<>() {});
    Path work = Files.createDirectories(Path.of(args[2]));
    List<Path> files = Generator.write(work, Long.parseLong(args[3]), Integer.parseInt(args[4]));
    files = new ArrayList<>(files);
    for (String folder : List.of(args).subList(5, args.length)) {
      files.addAll(manifests(Path.of(folder)));
    }
    System.exit(new Main(new Kubectl(Path.of(args[0])), stricter, work, System.out).run(files));
  }

  private static List<Path> manifests(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
          .sorted()
          .toList();
    }
  }

  private int run(List<Path> files) throws ExecutionException, InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    Map<Comparison.Kind, Integer> counts = new TreeMap<>();
    Map<String, Integer> reasons = new TreeMap<>();
    try {
      List<Future<Compared>> results = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        Path file = files.get(i);
        Path scratch = work.resolve("answer-" + i);
        results.add(pool.submit(() -> compare(file, scratch)));
      }
      for (Future<Compared> result : results) {
        Compared one = result.get();
        Comparison comparison = one.comparison();
        counts.merge(comparison.kind(), 1, Integer::sum);
        switch (comparison.kind()) {
          case READ_ALIKE, REFUSED_ALIKE -> {}
          case STRICTER -> reasons.merge(comparison.why(), 1, Integer::sum);
          case DISAGREE -> out.println(one.file() + ": " + comparison.why().replace('\n', ' '));
        }
      }
    } finally {
      pool.shutdownNow();
    }
    reasons.forEach((why, count) -> out.println("stricter, listed: %s: %d".formatted(why, count)));
    out.println(
        "%d files: %d read alike, %d refused alike, %d stricter, %d disagree"
            .formatted(
                files.size(),
                counts.getOrDefault(Comparison.Kind.READ_ALIKE, 0),
                counts.getOrDefault(Comparison.Kind.REFUSED_ALIKE, 0),
                counts.getOrDefault(Comparison.Kind.STRICTER, 0),
                counts.getOrDefault(Comparison.Kind.DISAGREE, 0)));
    return counts.containsKey(Comparison.Kind.DISAGREE) ? 1 : 0;
  }

  private Compared compare(Path file, Path scratch) throws IOException, InterruptedException {
    Reading theirs = kubectl.read(file, scratch);
    return new Compared(file.toString(), Comparison.of(new Ours().read(file), theirs, stricter));
  }
}
