/** What a Redis or Valkey server says of itself, as {@code redis-cli} wrote it. */
@NullMarked
package dev.seaworthy.collectors.redis;

import org.jspecify.annotations.NullMarked;
