package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.text.GoJsonWriter;
import dev.seaworthy.engine.rego.value.Bytes;

/** Text in the making, paid for before it grows. */
final class BudgetedText implements GoJsonWriter.Sink {
  private final Budget budget;
  private final StringBuilder text = new StringBuilder();

  BudgetedText(Budget budget) {
    this.budget = budget;
  }

  /** An empty one, paid for from the same budget. */
  @Override
  public BudgetedText another() {
    return new BudgetedText(budget);
  }

  @Override
  public BudgetedText append(String more) {
    pay(more.length());
    text.append(more);
    return this;
  }

  @Override
  public BudgetedText append(String more, int from, int to) {
    pay(to - from);
    text.append(more, from, to);
    return this;
  }

  @Override
  public BudgetedText append(char more) {
    pay(1);
    text.append(more);
    return this;
  }

  BudgetedText append(char more, int times) {
    pay(times);
    for (int i = 0; i < times; i++) {
      text.append(more);
    }
    return this;
  }

  /** Pays for text that is about to be made elsewhere. */
  void reserve(int characters) {
    pay(characters);
  }

  private void pay(int characters) {
    budget.allocate(2L * Math.max(0, characters));
    budget.steps(1 + characters / 16);
  }

  @Override
  public String toString() {
    return Bytes.joined(text.toString());
  }
}
