package dev.seaworthy.benchmarks.bytecode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.rego.builtin.Budget;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A method being written: where its variables and constants are. */
final class Frame extends Emitter {
  private static final int EXECUTION = 0;

  final PlanJson plan;
  final Constants constants;
  private final Map<Integer, Integer> slots = new LinkedHashMap<>();
  private final int parameters;
  private int nextSlot = EXECUTION + 1;

  Frame(PlanJson plan, Constants constants, MethodVisitor code, List<Integer> parameters) {
    super(code);
    this.plan = plan;
    this.constants = constants;
    this.parameters = parameters.size();
    for (int parameter : parameters) {
      slots.put(parameter, nextSlot++);
    }
  }

  /** A slot for something that is no variable of the plan. */
  int newSlot() {
    return nextSlot++;
  }

  void loadExecution() {
    code.visitVarInsn(Opcodes.ALOAD, EXECUTION);
  }

  void loadBudget() {
    loadExecution();
    getField(Execution.class, "budget", Budget.class);
  }

  void load(int variable) {
    code.visitVarInsn(Opcodes.ALOAD, slot(variable));
  }

  void store(int variable) {
    code.visitVarInsn(Opcodes.ASTORE, slot(variable));
  }

  private int slot(int variable) {
    return slots.computeIfAbsent(variable, ignored -> nextSlot++);
  }

  /** Variables are undefined at first. */
  void clearVariables() {
    slots.values().stream()
        .skip(parameters)
        .forEach(
            slot -> {
              code.visitInsn(Opcodes.ACONST_NULL);
              code.visitVarInsn(Opcodes.ASTORE, slot);
            });
  }

  void loadOperand(JsonNode operand) {
    Value constant = constant(operand);
    if (constant == null) {
      load(operand.path("value").asInt());
    } else {
      constants.load(code, constant);
    }
  }

  /** The constant that an operand is; null if it is a variable. */
  @Nullable Value constant(JsonNode operand) {
    JsonNode value = operand.path("value");
    return switch (operand.path("type").asText()) {
      case "string_index" -> string(value.asInt());
      case "bool" -> BooleanValue.of(value.asBoolean());
      default -> null;
    };
  }

  StringValue string(int index) {
    return plan.strings().get(index);
  }

  /** An array of operands. */
  void loadArray(JsonNode operands) {
    push(operands.size());
    code.visitTypeInsn(Opcodes.ANEWARRAY, "dev/seaworthy/engine/rego/value/Value");
    for (int i = 0; i < operands.size(); i++) {
      code.visitInsn(Opcodes.DUP);
      push(i);
      loadOperand(operands.path(i));
      code.visitInsn(Opcodes.AASTORE);
    }
  }
}
