package dev.seaworthy.collectors.cluster;

/**
 * How much the lists of one cluster may hold together. What does not fit is not held: the list that
 * it belongs to is unknown, and the others go on. For many threads.
 */
final class HeldBudget {
  private final long mostObjects;
  private final long mostBytes;
  private long objects;
  private long bytes;

  /**
   * @param mostBytes of the objects' canonical JSON, which is in proportion to what they take
   */
  HeldBudget(long mostObjects, long mostBytes) {
    this.mostObjects = mostObjects;
    this.mostBytes = mostBytes;
  }

  long mostObjects() {
    return mostObjects;
  }

  long mostBytes() {
    return mostBytes;
  }

  /** Changes what is held if that fits; what makes less of it always does. */
  synchronized boolean change(long moreObjects, long moreBytes) {
    boolean grows = moreObjects > 0 || moreBytes > 0;
    if (grows && !fits(moreObjects, moreBytes)) {
      return false;
    }
    objects += moreObjects;
    bytes += moreBytes;
    return true;
  }

  /** Whether so much more would fit. */
  synchronized boolean fits(long moreObjects, long moreBytes) {
    return objects + moreObjects <= mostObjects && bytes + moreBytes <= mostBytes;
  }
}
