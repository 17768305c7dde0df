package dev.seaworthy.engine.preserve;

import dev.seaworthy.engine.stamp.TimeStamp;
import dev.seaworthy.engine.x509.Authority;

/** Whom someone who checks evidence records trusts to attest times. */
@FunctionalInterface
public interface StampTrust {
  /**
   * Who made a time stamp.
   *
   * @param name what the authority is called by who trusts it
   * @param authority its certificates, and when they are trusted
   */
  record Maker(String name, Authority authority) {}

  /**
   * Who made a time stamp that is sound.
   *
   * @throws RecordException if nobody did who was trusted then
   */
  Maker maker(TimeStamp stamp) throws RecordException;
}
