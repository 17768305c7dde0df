package dev.seaworthy.engine.rego.plan;

/** Tells whether a loop must see the members of sets and objects in Rego's order. */
final class Order {
  private Order() {}

  /** Only what is appended to an array keeps the order in which it came. */
  static boolean matters(Block block) {
    return block.statements().stream()
        .anyMatch(
            statement ->
                statement instanceof Constructions.Append
                    || statement.blocks().stream().anyMatch(Order::matters));
  }
}
