package dev.seaworthy.collectors.load;

import dev.seaworthy.collectors.document.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what {@code locust --headless --json} prints at the end: how often each request took how
 * long, in milliseconds of two significant digits. Samples have no times.
 * https://docs.locust.io/en/stable/running-without-web-ui.html
 */
final class LocustJsonReader {
  private static final double MILLIS = 1000;

  private final LoadFaults faults;
  private final RunTally run;

  LocustJsonReader(LoadFaults faults) {
    this.faults = faults;
    this.run = new RunTally(faults);
  }

  static boolean is(Tree root) {
    return root instanceof Tree.Sequence list
        && !list.items().isEmpty()
        && list.items().get(0).asMapping().stream()
            .anyMatch(one -> one.get("response_times").isPresent() && one.text("name").isPresent());
  }

  LoadRun read(Tree.Sequence root) {
    root.items()
        .forEach(
            item ->
                item.asMapping()
                    .ifPresentOrElse(
                        this::request, () -> fault(item, "an entry is no mapping of a request")));
    return new LoadRun("locust", "", true, run.toTree(false, OptionalLong.empty()));
  }

  private void request(Tree.Mapping request) {
    Optional<Tree.Mapping> times = request.mapping("response_times");
    Optional<Long> count = whole(request, "num_requests");
    Optional<Long> failures = whole(request, "num_failures");
    if (times.isEmpty() || count.isEmpty() || failures.isEmpty()) {
      fault(request, "a request lacks `response_times`, `num_requests` or `num_failures`");
      return;
    }
    String name =
        TransactionNames.of(request.text("method").orElse(""), request.text("name").orElse(""));
    TransactionTally tally = run.transaction(name, request.mark().line());
    if (tally == null) {
      return;
    }
    time(request, "start_time");
    time(request, "last_request_timestamp");
    long counted = 0;
    for (Map.Entry<String, Tree.Entry> time : times.get().entries().entrySet()) {
      counted += bucket(tally, time.getKey(), time.getValue().value());
    }
    tally.slice(0).addFailures(failures.get());
    long untimed = whole(request, "num_none_requests").orElse(0L);
    if (counted + untimed != count.get()) {
      fault(request, "`%s` has %d requests and %d durations".formatted(name, count.get(), counted));
    }
  }

  private long bucket(TransactionTally tally, String millis, Tree times) {
    Optional<Long> count = whole(times);
    if (!millis.matches("[0-9]{1,8}(\\.[0-9]{1,9})?") || count.isEmpty()) {
      fault(times, "`" + millis + "` is no duration, or how often it was seen no number");
      return 0;
    }
    tally.slice(0).addBucket(Double.parseDouble(millis), count.get());
    return count.get();
  }

  private void time(Tree.Mapping request, String key) {
    request
        .get(key)
        .filter(Tree.Scalar.class::isInstance)
        .map(one -> ((Tree.Scalar) one).value())
        .filter(Number.class::isInstance)
        .map(one -> ((Number) one).doubleValue() * MILLIS)
        .filter(millis -> millis > 0 && millis < Long.MAX_VALUE)
        .ifPresent(millis -> run.extend(millis.longValue()));
  }

  private static Optional<Long> whole(Tree.Mapping request, String key) {
    return request.get(key).flatMap(LocustJsonReader::whole);
  }

  private static Optional<Long> whole(Tree tree) {
    return tree instanceof Tree.Scalar scalar
            && scalar.value() instanceof Long number
            && number >= 0
        ? Optional.of(number)
        : Optional.empty();
  }

  private void fault(Tree tree, String reason) {
    faults.add(tree.mark().line(), tree.mark().column(), reason);
  }
}
