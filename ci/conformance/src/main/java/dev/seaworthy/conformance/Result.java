package dev.seaworthy.conformance;

/**
 * How one runtime did on one question.
 *
 * @param runtime the runtime's short name
 * @param name the question's
 * @param family where the question belongs
 * @param mark how it did
 * @param detail for {@link Mark#REFUSED} why; for {@link Mark#WRONG} what was wanted
 * @param answer for {@link Mark#WRONG} what came
 */
record Result(String runtime, String name, String family, Mark mark, String detail, String answer) {
  /** How a runtime did. */
  enum Mark {
    PASSED,
    WRONG,
    /** The runtime said, when it loaded the module, that it cannot run it. */
    REFUSED
  }
}
