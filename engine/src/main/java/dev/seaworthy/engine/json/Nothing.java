package dev.seaworthy.engine.json;

/** JSON's null, so that Java's need not travel through value trees. */
enum Nothing {
  NULL;

  @Override
  public String toString() {
    return "null";
  }
}
