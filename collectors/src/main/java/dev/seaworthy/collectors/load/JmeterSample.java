package dev.seaworthy.collectors.load;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What JMeter writes of a sample, in either form. */
final class JmeterSample {
  /**
   * Forms of times that JMeter can be told to write ({@code jmeter.save.saveservice.
   * timestamp_format}). They name no offset: all samples of a run share it, and that is enough.
   */
  private static final List<DateTimeFormatter> TIMES =
      List.of(
          DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss[.SSS]", Locale.ROOT),
          DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSS]", Locale.ROOT),
          DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]", Locale.ROOT));

  private JmeterSample() {}

  /**
   * A sample; empty where its time or duration cannot be read.
   *
   * @param success empty where it is not told
   */
  static Optional<Sample> of(String time, String elapsed, String label, String success) {
    OptionalLong at = time(time);
    if (at.isEmpty() || !elapsed.matches("-?[0-9]{1,15}")) {
      return Optional.empty();
    }
    Sample.Failed failed =
        switch (success) {
          case "true" -> Sample.Failed.NO;
          case "" -> Sample.Failed.UNTOLD;
          default -> Sample.Failed.YES;
        };
    // A label is a name that somebody chose; recorded ones begin like a path and have no method.
    return Optional.of(
        new Sample(
            TransactionNames.of("", label), at.getAsLong(), Long.parseLong(elapsed), failed));
  }

  private static OptionalLong time(String text) {
    if (text.matches("[0-9]{1,15}")) {
      return OptionalLong.of(Long.parseLong(text));
    }
    return TIMES.stream()
        .map(form -> time(text, form))
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  private static OptionalLong time(String text, DateTimeFormatter form) {
    try {
      return OptionalLong.of(
          LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC).toEpochMilli());
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }
}
