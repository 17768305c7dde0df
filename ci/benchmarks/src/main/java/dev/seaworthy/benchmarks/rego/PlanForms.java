package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.rego.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;

/**
 * Measures the two forms of the plan, tree and bytecode, on one workload in one process: they take
 * turns, and each round begins with the other one, so that the machine's noise meets both. Speed is
 * by the threads' own processor time, which others on the machine change little. Beside them spins
 * a loop that uses nothing but the processor: what it does not gain by a second thread, nothing
 * can.
 */
public final class PlanForms {
  private static final List<String> FORMS = List.of("plan", "bytecode");
  private static final int WARM_UP_ROUNDS = 3;
  private static final String SPIN = "spin";

  private static final ToDoubleFunction<Race.Rate> CLOCK = Race.Rate::perSecond;
  private static final ToDoubleFunction<Race.Rate> PROCESSOR = Race.Rate::perProcessorSecond;

  /** By the form of the plan, and that of the input. */
  private final Map<String, Race> races = new LinkedHashMap<>();

  private final Map<String, List<Race.Rate>> rates = new HashMap<>();
  private final long nanos;

  private PlanForms(Workload workload, long nanos) {
    this.nanos = nanos;
    for (String form : FORMS) {
      Program program = Runtimes.named(form).load(workload.module());
      races.put(form + " json", new Race(() -> open(program, workload)::fromJson));
      races.put(form + " parsed", new Race(() -> open(program, workload)::fromParsed));
    }
  }

  private static Evaluation open(Program program, Workload workload) {
    return Evaluation.open(program, workload.input().bytes());
  }

  /**
   * Arguments: the workload's folder, rounds, and milliseconds of processor for each measurement.
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Workload workload = Workload.read(folder);
    compare(workload);
    PlanForms forms = new PlanForms(workload, 1_000_000 * Long.parseLong(args[2]));
    // Until the JIT compiler has done its work.
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      forms.round(FORMS);
    }
    forms.rates.clear();
    int rounds = Integer.parseInt(args[1]);
    for (int round = 0; round < rounds; round++) {
      forms.round(round % 2 == 0 ? FORMS : List.of(FORMS.get(1), FORMS.get(0)));
    }
    System.out.print(forms.rows(folder.getFileName().toString()));
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
      add(SPIN + threads, new Race(() -> PlanForms::spin).run(threads, nanos / 4));
      for (String form : order) {
        for (Map.Entry<String, Race> race : races.entrySet()) {
          if (race.getKey().startsWith(form)) {
            add(race.getKey() + threads, race.getValue().run(threads, nanos));
          }
        }
      }
    }
  }

  private void add(String what, Race.Rate rate) {
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

  /** One line for each table: its first word names the table. */
  private String rows(String workload) {
    StringBuilder speed = new StringBuilder("speed\t" + workload);
    for (String mode : List.of(" json1", " parsed1", " json2", " parsed2")) {
      for (String form : FORMS) {
        speed.append(cell("%,.0f", median(rates(form + mode, Race.Rate::perProcessorSecond))));
      }
      speed.append(cell("%.2f", ratio("bytecode" + mode, "plan" + mode, PROCESSOR)));
    }
    StringBuilder scaling = new StringBuilder("scaling\t" + workload);
    for (ToDoubleFunction<Race.Rate> measure : List.of(CLOCK, PROCESSOR)) {
      scaling.append(cell("%.2f", ratio(SPIN + 2, SPIN + 1, measure)));
      for (String form : FORMS) {
        scaling.append(cell("%.2f", ratio(form + " json2", form + " json1", measure)));
        scaling.append(cell("%.2f", ratio(form + " parsed2", form + " parsed1", measure)));
      }
    }
    return speed.append('\n').append(scaling).append('\n').toString();
  }

  private static String cell(String format, double value) {
    return "\t" + String.format(Locale.ROOT, format, value);
  }

  /** The median of the ratios within a round. */
  private double ratio(String above, String below, ToDoubleFunction<Race.Rate> measure) {
    List<Double> upper = rates(above, measure);
    List<Double> lower = rates(below, measure);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < upper.size(); i++) {
      ratios.add(upper.get(i) / lower.get(i));
    }
    return median(ratios);
  }

  private List<Double> rates(String what, ToDoubleFunction<Race.Rate> measure) {
    return rates.getOrDefault(what, List.of()).stream()
        .map(rate -> measure.applyAsDouble(rate))
        .toList();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
