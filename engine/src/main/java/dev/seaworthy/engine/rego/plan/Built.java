package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a collection that the policy made: why each member is in it. */
final class Built {
  private final Map<Value, Traced> members = new HashMap<>();

  /** What decided all that is in the collection, and that nothing else is. */
  private Reads whole = Reads.NONE;

  /** What decided how many members there are, and under which keys. */
  private Reads keys = Reads.NONE;

  Reads keys() {
    return keys;
  }

  Reads whole() {
    return whole;
  }

  void dependsOn(Reads reads) {
    whole = whole.and(reads);
    keys = keys.and(reads);
  }

  /** The same of what changes no key: the value under one. */
  void holds(Reads reads) {
    whole = whole.and(reads);
  }

  /** The first reason for a member is reason enough. */
  void put(Value key, Traced why) {
    members.putIfAbsent(key, why);
  }

  @Nullable Traced get(Value key) {
    return members.get(key);
  }

  /** Takes over what is known of another collection's members. */
  void putAll(Built other) {
    other.members.forEach(this::put);
    whole = whole.and(other.whole);
    keys = keys.and(other.keys);
  }
}
