package dev.seaworthy.collectors.redis;

import dev.seaworthy.collectors.document.FirstFaults;
import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Source;
import java.util.List;

/** What is wrong in output that is read all the same; the first of it in words. */
final class RedisFaults {
  private final Source source;
  private final FirstFaults<Gap> first = new FirstFaults<>();

  RedisFaults(Source source) {
    this.source = source;
  }

  /**
   * Adds one. The line itself is never shown: it may hold a password.
   *
   * @param reason the end of a sentence
   */
  void add(long line, String reason) {
    first.add(
        new Gap(
            Problems.of(
                "INVALID_REDIS_OUTPUT",
                "what redis-cli wrote to `%s` cannot be trusted as a whole: %s"
                    .formatted(source.file(), reason),
                "take `INFO`, `CONFIG GET *` and `ACL LIST` again, by a user that may ask for them"),
            source,
            new Location(source.file(), (int) Math.min(line, Integer.MAX_VALUE), 1),
            List.of(RedisCollector.NAME + "/*")));
  }

  List<Gap> gaps() {
    return first.told();
  }
}
