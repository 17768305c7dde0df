package dev.seaworthy.engine.preserve;

/** The checks of an evidence record, in the order they are made, each with what it proves. */
public enum RecordCheck {
  FORM("form", "it is an evidence record, of algorithms that hold"),
  STAMPS("stamps", "each time stamp is sound; not who made it"),
  CHAINS("chains", "each time stamp is over what is below it and the one before it"),
  COVERS("covers", "it is about these files, all of them and no others"),
  MAKERS("makers", "authorities that you trust made the time stamps while they were trusted"),
  RENEWALS("renewals", "each time stamp was renewed while its certificates held, to this day");

  private final String id;
  private final String proves;

  RecordCheck(String id, String proves) {
    this.id = id;
    this.proves = proves;
  }

  /** Its name in reports. */
  public String id() {
    return id;
  }

  /** What is known when it passes, for people. */
  public String proves() {
    return proves;
  }
}
