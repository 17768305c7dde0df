package dev.seaworthy.cli.command;

import dev.seaworthy.cli.check.ProgramIdentity;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.collectors.record.RecordKind;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a document that this program takes begins with, of whatever kind it is. */
final class TakenRecord {
  private TakenRecord() {}

  /** One that is taken now, to be filled with what was found. */
  static Map<String, Object> of(String kind, String environment, Console console) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("apiVersion", RecordKind.API_VERSION);
    record.put("kind", kind);
    record.put("environment", environment);
    record.put("at", console.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString());
    record.put("tool", "seaworthy " + ProgramIdentity.version());
    return record;
  }
}
