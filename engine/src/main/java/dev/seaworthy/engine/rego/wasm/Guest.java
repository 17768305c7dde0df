package dev.seaworthy.engine.rego.wasm;

import com.dylibso.chicory.runtime.Machine;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.builtin.Budget;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.wasm.Abi.Function;

/** A running module, called through OPA's ABI. */
final class Guest {
  private final Abi abi;
  private final FlatMemory memory;
  private final Machine machine;
  private final TermReader reader;
  private final Layout layout;
  private final int comparison;

  /**
   * @param comparison the number of the module's function that compares values
   */
  Guest(Abi abi, FlatMemory memory, Machine machine, Budget budget, int comparison) {
    this.abi = abi;
    this.memory = memory;
    this.machine = machine;
    this.reader = new TermReader(budget);
    this.layout = new Layout(memory, budget);
    this.comparison = comparison;
  }

  /** Calls a function that returns an address, a number, or nothing. */
  int call(Function function, long... arguments) {
    long[] results = machine.call(abi.index(function), arguments);
    return results == null || results.length == 0 ? 0 : (int) results[0];
  }

  Layout layout() {
    return layout;
  }

  /** Compares two values in Rego's order. */
  int compare(int a, int b) {
    return (int) machine.call(comparison, new long[] {a, b})[0];
  }

  /** Copies a value out of the module's memory. */
  Value read(int address) {
    Value scalar = layout.scalar(address);
    return scalar == null ? readText(address) : scalar;
  }

  private Value readText(int address) {
    int text = call(Function.OPA_VALUE_DUMP, address);
    if (text == 0) {
      throw new RegoException(RegoException.Kind.INTERNAL, "the policy could not write its result");
    }
    Value value = reader.read(memory.array(), text);
    call(Function.OPA_FREE, text);
    return value;
  }

  /** Copies a value into the module's memory. */
  int write(Value value) {
    return parse(Function.OPA_VALUE_PARSE, TermWriter.bytes(value));
  }

  /**
   * A number as the module takes it for a position in an array: it does not take {@code 1.0}, which
   * OPA does.
   *
   * @param address of a number; the answer is the same if the module reads it well
   */
  int position(int address) {
    NumberValue number = layout.number(address);
    NumberValue plain = NumberValue.of(number.longValue());
    return number.isInteger() && !number.literal().equals(plain.literal()) ? write(plain) : address;
  }

  /**
   * Lets the module read a text.
   *
   * @param parser {@code opa_json_parse} or {@code opa_value_parse}
   */
  int parse(Function parser, byte[] bytes) {
    int text = call(Function.OPA_MALLOC, bytes.length);
    memory.write(text, bytes);
    int address = call(parser, text, bytes.length);
    call(Function.OPA_FREE, text);
    if (address == 0) {
      throw new RegoException(
          RegoException.Kind.INTERNAL, "the policy could not read a value it was given");
    }
    return address;
  }
}
