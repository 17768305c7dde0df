package dev.seaworthy.benchmarks.bytecode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.builtin.Builtin;
import dev.seaworthy.engine.rego.builtin.Builtins;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Arrays;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Writes calls of rules, functions and builtins. */
final class CallCompiler {
  /** From the rule that is undefined to behind the look-up in data that would follow. */
  private static final int RULE_UNDEFINED = 3;

  private final Frame frame;
  private final Exits exits;

  CallCompiler(Frame frame, Exits exits) {
    this.frame = frame;
    this.exits = exits;
  }

  void call(JsonNode it) {
    String name = it.path("func").asText();
    JsonNode arguments = it.path("args");
    PlanJson.Unit function = frame.plan.functions().get(name);
    if (function == null) {
      callBuiltin(name, arguments);
      if (frame.plan.withoutResult().contains(name)) {
        frame.code.visitInsn(Opcodes.POP);
        return;
      }
    } else {
      frame.loadExecution();
      arguments.forEach(frame::loadOperand);
      frame.code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          PlanCompiler.CLASS,
          function.method(),
          PlanCompiler.descriptor(function),
          false);
    }
    frame.code.visitInsn(Opcodes.DUP);
    frame.store(it.path("result").asInt());
    frame.jump(Opcodes.IFNULL, exits.undefined());
  }

  private void callBuiltin(String name, JsonNode arguments) {
    Builtin builtin =
        Builtins.find(name)
            .orElseThrow(
                () ->
                    new RegoException(
                        RegoException.Kind.MODULE, "there is no function `" + name + "`"));
    Class<?> type = type(builtin, arguments.size());
    frame.constants.load(frame.code, builtin, type, "builtin " + name);
    if (type == Builtin.class) {
      frame.loadArray(arguments);
      frame.loadExecution();
      frame.call(Calling.class, "call", Value.class, Builtin.class, Value[].class, Execution.class);
      return;
    }
    arguments.forEach(frame::loadOperand);
    frame.loadExecution();
    Class<?>[] parameters = new Class<?>[arguments.size() + 2];
    Arrays.fill(parameters, Value.class);
    parameters[0] = type;
    parameters[parameters.length - 1] = Execution.class;
    frame.call(Calling.class, "call", Value.class, parameters);
  }

  private static Class<?> type(Builtin builtin, int arguments) {
    if (builtin instanceof Builtin.One && arguments == 1) {
      return Builtin.One.class;
    }
    if (builtin instanceof Builtin.Two && arguments == 2) {
      return Builtin.Two.class;
    }
    return builtin instanceof Builtin.Three && arguments == 3 ? Builtin.Three.class : Builtin.class;
  }

  /** Calls the rule at a path that is known only then. */
  void callDynamic(JsonNode it) {
    int found = frame.newSlot();
    Label defined = new Label();
    frame.constants.load(frame.code, frame.plan.rulesByPath(), Map.class, "rules by path");
    frame.loadArray(it.path("path"));
    frame.call(Calling.class, "find", int.class, Map.class, Value[].class);
    frame.code.visitInsn(Opcodes.DUP);
    frame.code.visitVarInsn(Opcodes.ISTORE, found);
    frame.jump(Opcodes.IFLT, exits.undefined());
    frame.code.visitVarInsn(Opcodes.ILOAD, found);
    frame.loadExecution();
    it.path("args").forEach(each -> frame.load(each.asInt()));
    frame.code.visitMethodInsn(
        Opcodes.INVOKESTATIC, PlanCompiler.CLASS, "dispatch", PlanCompiler.DISPATCH, false);
    frame.code.visitInsn(Opcodes.DUP);
    frame.store(it.path("result").asInt());
    frame.jump(Opcodes.IFNONNULL, defined);
    exits.jump(RULE_UNDEFINED);
    frame.code.visitLabel(defined);
  }
}
