package dev.seaworthy.admission.server;

import dev.seaworthy.admission.ClusterCache.Held;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** How a cluster's objects are held, a gauge for each kind, as of the last look. */
final class CacheGauges {
  private static final String PREFIX = "seaworthy.admission.cache.";

  private final MultiGauge age;
  private final MultiGauge known;
  private final MultiGauge objects;
  private final MultiGauge bytes;
  private final MultiGauge reads;
  private volatile Supplier<List<Held>> source = List::of;

  CacheGauges(MeterRegistry registry) {
    age =
        MultiGauge.builder(PREFIX + "age")
            .description("Time since the API server last proved what is held")
            .baseUnit("seconds")
            .register(registry);
    known =
        MultiGauge.builder(PREFIX + "known")
            .description("1 where what is held counts, 0 where it is unknown")
            .register(registry);
    objects = MultiGauge.builder(PREFIX + "objects").description("Objects held").register(registry);
    bytes =
        MultiGauge.builder(PREFIX + "held")
            .description("JSON of the objects held")
            .baseUnit("bytes")
            .register(registry);
    reads =
        MultiGauge.builder(PREFIX + "reads")
            .description("How often the kind was read as a whole since the start")
            .register(registry);
  }

  void of(Supplier<List<Held>> held) {
    source = held;
  }

  /** Looks how it is now. */
  synchronized void look() {
    List<Held> held = source.get();
    tell(age, held, one -> one.age().toMillis() / 1000.0);
    tell(known, held, one -> one.known() ? 1 : 0);
    tell(objects, held, Held::objects);
    tell(bytes, held, Held::bytes);
    tell(reads, held, Held::reads);
  }

  private static void tell(MultiGauge gauge, List<Held> held, Function<Held, Number> value) {
    gauge.register(
        held.stream()
            .map(one -> MultiGauge.Row.of(Tags.of("kind", one.kind()), value.apply(one)))
            .toList(),
        true);
  }
}
