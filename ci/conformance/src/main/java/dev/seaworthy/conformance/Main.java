package dev.seaworthy.conformance;

import dev.seaworthy.engine.rego.builtin.Builtins;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Compares runtimes with the answers of OPA that the oracle has written down. Exits with 1 when one
 * differs in a way that is not listed.
 */
public final class Main {
  private static final String USAGE =
      """
      usage: examine [--report FILE] RUNTIMES DEVIATIONS FOLDER   asks the questions in a folder
             serve RUNTIMES             the same for each folder named on a line of the input
             provided                   those of the builtins named in the input that there are""";

  private final PrintStream out;

  private Main(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] args) throws Exception {
    System.exit(new Main(System.out).run(List.of(args)));
  }

  private int run(List<String> args) throws IOException, ExecutionException, InterruptedException {
    String command = args.isEmpty() ? "" : args.get(0);
    return switch (command) {
      case "examine" ->
          args.get(1).equals("--report")
              ? examine(args.subList(3, 6), Path.of(args.get(2)))
              : examine(args.subList(1, 4), null);
      case "serve" -> serve(args.get(1));
      case "provided" -> provided();
      default -> {
        out.println(USAGE);
        yield 2;
      }
    };
  }

  private int examine(List<String> args, @Nullable Path report)
      throws IOException, ExecutionException, InterruptedException {
    Deviations deviations = Deviations.read(Path.of(args.get(1)));
    Path folder = Path.of(args.get(2));
    List<String> runtimes = List.of(args.get(0).split(",", -1));
    Tally tally = new Tally(deviations);
    Map<String, Long> seconds = new TreeMap<>();
    for (String runtime : runtimes) {
      long before = System.nanoTime();
      Examiners.all(runtime, Batch.in(folder)).forEach(tally::add);
      seconds.put(runtime, (System.nanoTime() - before) / 1_000_000_000L);
    }
    seconds.forEach((runtime, taken) -> out.println(tally.line(runtime, taken)));
    boolean whole = report != null;
    List<String> complaints = tally.complaints(whole);
    complaints.forEach(out::println);
    if (report != null) {
      Files.writeString(report, new Report(tally, runtimes, Untaken.in(folder)).text());
    }
    return complaints.isEmpty() ? 0 : 1;
  }

  private int serve(String runtimes) throws IOException, ExecutionException, InterruptedException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String folder = lines.readLine(); folder != null; folder = lines.readLine()) {
      Tally tally = new Tally(Deviations.none());
      for (String runtime : List.of(runtimes.split(",", -1))) {
        Examiners.all(runtime, Batch.in(Path.of(folder))).forEach(tally::add);
      }
      List<String> complaints = tally.complaints(false);
      out.println(complaints.isEmpty() ? "same" : complaints.get(0).replace('\n', ' '));
      out.flush();
    }
    return 0;
  }

  private int provided() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    lines.lines().filter(name -> Builtins.find(name).isPresent()).forEach(out::println);
    return 0;
  }
}
