package dev.seaworthy.engine.rego.plan;

/** Tells whether a loop must see the members of sets and objects in Rego's order. */
final class Order {
  private Order() {}

  /** Only what is appended to an array keeps the order in which it came. */
  static boolean matters(Block block) {
    return block.statements().stream().anyMatch(Order::matters);
  }

  private static boolean matters(Statement statement) {
    if (statement instanceof Branches.Blocks blocks) {
      for (Block block : blocks.blocks) {
        if (matters(block)) {
          return true;
        }
      }
      return false;
    }
    if (statement instanceof Branches.Not not) {
      return matters(not.block);
    }
    if (statement instanceof Scan scan) {
      return matters(scan.block);
    }
    if (statement instanceof With with) {
      return matters(with.block);
    }
    return statement instanceof Constructions.Append;
  }
}
