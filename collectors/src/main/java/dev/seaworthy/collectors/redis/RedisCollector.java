package dev.seaworthy.collectors.redis;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.LineStream;
import dev.seaworthy.collectors.record.Claims;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@code redis-cli} wrote of a server; records of kind {@code CacheServer} say which
 * server that is, and when it was asked.
 */
public final class RedisCollector implements Collector {
  static final String NAME = "redis";

  private static final Claims.Kind KIND =
      new Claims.Kind("CacheServer", EvidenceKinds.REDIS_SERVER, NAME, "cache answer");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(Document document) {
    return document instanceof Document.Raw raw && RedisReader.is(raw.head());
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    Source source = new Source(NAME, document.file().name(), document.index());
    RedisFaults faults = new RedisFaults(source);
    List<Observation> observations = new ArrayList<>();
    try (InputStream in = document.file().open()) {
      observations.add(new RedisReader(faults).read(new LineStream(in), source));
    } catch (IOException e) {
      faults.add(0, "it cannot be read to its end");
    }
    observations.addAll(faults.gaps());
    return observations;
  }

  @Override
  public Joined join(List<Observation> all, Instant now) {
    return new Joined(Claims.joined(KIND, all, RedisCollector::claimed), List.of());
  }

  /** The answers with what the record says of them. */
  private static Evidence claimed(Claims.Claim claim) {
    return claim.saying(
        claim.told(List.of("server", "environment", "at", "by", "sessions", "atPeak")));
  }
}
