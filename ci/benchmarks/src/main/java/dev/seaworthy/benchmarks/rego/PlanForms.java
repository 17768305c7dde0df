package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.rego.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Measures the two forms of the plan, tree and bytecode, on one workload in one process: they take
 * turns, and each round begins with the other one, so that the machine's noise meets both. Beside
 * them spins a loop that uses nothing but the processor: what it does not gain by a second thread,
 * nothing can.
 */
public final class PlanForms {
  private static final List<String> FORMS = List.of("plan", "bytecode");
  private static final String SPIN = "spin";

  private final Map<String, Race> json = new LinkedHashMap<>();
  private final Map<String, Race> parsed = new LinkedHashMap<>();
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();
  private final long nanos;

  private PlanForms(Workload workload, long nanos) {
    this.nanos = nanos;
    for (String form : FORMS) {
      Program program = Runtimes.named(form).load(workload.module());
      json.put(form, new Race(() -> open(program, workload)::fromJson));
      parsed.put(form, new Race(() -> open(program, workload)::fromParsed));
    }
  }

  private static Evaluation open(Program program, Workload workload) {
    return Evaluation.open(program, workload.input().bytes());
  }

  /** Arguments: the workload's folder, rounds, and milliseconds of each measurement. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Workload workload = Workload.read(folder);
    compare(workload);
    PlanForms forms = new PlanForms(workload, 1_000_000 * Long.parseLong(args[2]));
    // Until the JIT compiler has done its work.
    forms.round(FORMS);
    forms.round(FORMS);
    forms.rates.clear();
    int rounds = Integer.parseInt(args[1]);
    for (int round = 0; round < rounds; round++) {
      forms.round(round % 2 == 0 ? FORMS : List.of(FORMS.get(1), FORMS.get(0)));
    }
    System.out.print(forms.row(folder.getFileName().toString()));
  }

  /** Before anything is measured: both must give the same bytes. */
  private static void compare(Workload workload) throws IOException {
    byte[] expected = null;
    for (String form : FORMS) {
      try (Evaluation evaluation = open(Runtimes.named(form).load(workload.module()), workload)) {
        byte[] result = evaluation.fromJson();
        if (expected != null && !Arrays.equals(expected, result)) {
          throw new IOException("the forms disagree");
        }
        expected = result;
      }
    }
  }

  private void round(List<String> order) throws InterruptedException, ExecutionException {
    for (int threads = 1; threads <= 2; threads++) {
      add(SPIN + threads, new Race(() -> PlanForms::spin).perSecond(threads, nanos / 4));
      for (String form : order) {
        add(form + " json" + threads, race(json, form, threads));
        add(form + " parsed" + threads, race(parsed, form, threads));
      }
    }
  }

  private double race(Map<String, Race> races, String form, int threads)
      throws InterruptedException, ExecutionException {
    return races.getOrDefault(form, new Race(() -> () -> {})).perSecond(threads, nanos);
  }

  private void add(String what, double rate) {
    rates.computeIfAbsent(what, ignored -> new ArrayList<>()).add(rate);
  }

  /** Nothing but arithmetic, about a tenth of a millisecond of it. */
  private static void spin() {
    long x = System.nanoTime();
    for (int i = 0; i < 50_000; i++) {
      x = x * 6364136223846793005L + 1442695040888963407L;
    }
    if (x == 0) {
      throw new IllegalStateException("cannot be: the step has no fixed point at zero");
    }
  }

  /** Medians over the rounds; ratios are those within a round. */
  private String row(String workload) {
    StringBuilder row = new StringBuilder("%-4s".formatted(workload));
    for (String mode : List.of(" json1", " parsed1", " json2", " parsed2")) {
      for (String form : FORMS) {
        row.append(number("%,10.0f", median(rates(form + mode))));
      }
      row.append(number(" %5.2f", ratio("bytecode" + mode, "plan" + mode)));
    }
    for (String form : FORMS) {
      row.append(number("  %5.2f", ratio(form + " json2", form + " json1")));
      row.append(number(" %5.2f", ratio(form + " parsed2", form + " parsed1")));
    }
    return row.append(number("  %5.2f%n", ratio(SPIN + 2, SPIN + 1))).toString();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private double ratio(String above, String below) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rates(above).size(); i++) {
      ratios.add(rates(above).get(i) / rates(below).get(i));
    }
    return median(ratios);
  }

  private List<Double> rates(String what) {
    return rates.getOrDefault(what, List.of());
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
