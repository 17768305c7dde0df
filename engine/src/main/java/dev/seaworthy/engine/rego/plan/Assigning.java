package dev.seaworthy.engine.rego.plan;

/** A statement that gives a variable a value, or leaves it undefined. */
abstract class Assigning extends Statement {
  final int target;

  Assigning(int target) {
    this.target = target;
  }
}
