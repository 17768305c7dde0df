package dev.seaworthy.benchmarks.bytecode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.KeyLookup;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes statements that hold no blocks and call nothing of the policy. */
final class StatementCompiler {
  private final Frame frame;
  private final Exits exits;

  StatementCompiler(Frame frame, Exits exits) {
    this.frame = frame;
    this.exits = exits;
  }

  void compile(String type, JsonNode it) {
    switch (type) {
      case "NopStmt" -> {}
      case "AssignVarStmt" -> {
        frame.loadOperand(it.path("source"));
        target(it);
      }
      case "AssignVarOnceStmt" -> assignOnce(it);
      case "ResetLocalStmt" -> {
        frame.code.visitInsn(Opcodes.ACONST_NULL);
        target(it);
      }
      case "AssignIntStmt", "MakeNumberIntStmt" ->
          constant(it, NumberValue.of(it.path("value").asLong()));
      case "MakeNumberRefStmt" -> constant(it, number(it));
      case "MakeNullStmt" -> constant(it, NullValue.NULL);
      case "DotStmt" -> dot(it);
      case "LenStmt" -> {
        frame.loadOperand(it.path("source"));
        frame.call(Steps.class, "length", Value.class, Value.class);
        target(it);
      }
      default -> condition(type, it);
    }
  }

  private void condition(String type, JsonNode it) {
    switch (type) {
      case "EqualStmt" -> equal(it, Opcodes.IFEQ);
      case "NotEqualStmt" -> equal(it, Opcodes.IFNE);
      case "IsArrayStmt" -> isOf(it, ArrayValue.class);
      case "IsObjectStmt" -> isOf(it, ObjectValue.class);
      case "IsSetStmt" -> isOf(it, SetValue.class);
      case "IsDefinedStmt" -> {
        frame.load(it.path("source").asInt());
        frame.jump(Opcodes.IFNULL, exits.undefined());
      }
      case "IsUndefinedStmt" -> {
        frame.load(it.path("source").asInt());
        frame.jump(Opcodes.IFNONNULL, exits.undefined());
      }
      default -> construction(type, it);
    }
  }

  private void construction(String type, JsonNode it) {
    switch (type) {
      case "MakeArrayStmt" -> {
        frame.loadExecution();
        frame.push(it.path("capacity").asInt());
        frame.call(Making.class, "array", Value.class, Execution.class, int.class);
        target(it);
      }
      case "MakeObjectStmt" -> make("object", it);
      case "MakeSetStmt" -> make("set", it);
      case "ArrayAppendStmt" -> extend("append", it, "array");
      case "SetAddStmt" -> extend("add", it, "set");
      case "ObjectInsertStmt", "ObjectInsertOnceStmt" -> insert(type, it);
      case "ObjectMergeStmt" -> {
        frame.load(it.path("a").asInt());
        frame.load(it.path("b").asInt());
        frame.loadExecution();
        frame.call(Making.class, "merge", Value.class, Value.class, Value.class, Execution.class);
        target(it);
      }
      case "ResultSetAddStmt" -> {
        frame.load(it.path("value").asInt());
        frame.loadExecution();
        frame.call(Steps.class, "result", void.class, Value.class, Execution.class);
      }
      default ->
          throw new RegoException(
              RegoException.Kind.MODULE, "the statement `" + type + "` is unknown");
    }
  }

  private void target(JsonNode it) {
    frame.store(it.path("target").asInt());
  }

  private void constant(JsonNode it, Value value) {
    frame.constants.load(frame.code, value);
    target(it);
  }

  private Value number(JsonNode it) {
    // OPA writes this field's name both ways.
    JsonNode index = it.has("Index") ? it.path("Index") : it.path("index");
    return Objects.requireNonNull(NumberValue.parse(frame.string(index.asInt()).text()));
  }

  private void assignOnce(JsonNode it) {
    frame.load(it.path("target").asInt());
    frame.loadOperand(it.path("source"));
    frame.code.visitLdcInsn(frame.plan.position(it));
    frame.call(Steps.class, "once", Value.class, Value.class, Value.class, String.class);
    target(it);
  }

  private void dot(JsonNode it) {
    Value key = frame.constant(it.path("key"));
    frame.loadOperand(it.path("source"));
    if (key == null) {
      frame.loadOperand(it.path("key"));
      frame.call(Steps.class, "dot", Value.class, Value.class, Value.class);
    } else {
      frame.constants.loadOwn(frame.code, new KeyLookup(key), KeyLookup.class);
      frame.call(Steps.class, "dot", Value.class, Value.class, KeyLookup.class);
    }
    frame.code.visitInsn(Opcodes.DUP);
    target(it);
    frame.jump(Opcodes.IFNULL, exits.undefined());
  }

  private void equal(JsonNode it, int undefined) {
    // A constant first: the JIT compiler then knows whose `equals` it is.
    boolean swap = frame.constant(it.path("b")) != null;
    frame.loadOperand(it.path(swap ? "b" : "a"));
    frame.loadOperand(it.path(swap ? "a" : "b"));
    frame.call(Steps.class, "same", boolean.class, Value.class, Value.class);
    frame.jump(undefined, exits.undefined());
  }

  private void isOf(JsonNode it, Class<? extends Value> type) {
    frame.loadOperand(it.path("source"));
    frame.code.visitTypeInsn(Opcodes.INSTANCEOF, Type.getInternalName(type));
    frame.jump(Opcodes.IFEQ, exits.undefined());
  }

  private void make(String what, JsonNode it) {
    frame.loadExecution();
    frame.call(Making.class, what, Value.class, Execution.class);
    target(it);
  }

  private void extend(String how, JsonNode it, String collection) {
    frame.load(it.path(collection).asInt());
    frame.loadOperand(it.path("value"));
    frame.loadExecution();
    frame.call(Making.class, how, void.class, Value.class, Value.class, Execution.class);
  }

  private void insert(String type, JsonNode it) {
    frame.load(it.path("object").asInt());
    frame.loadOperand(it.path("key"));
    frame.loadOperand(it.path("value"));
    frame.loadExecution();
    if (type.equals("ObjectInsertStmt")) {
      frame.call(
          Making.class,
          "insert",
          void.class,
          Value.class,
          Value.class,
          Value.class,
          Execution.class);
      return;
    }
    frame.code.visitLdcInsn(frame.plan.position(it));
    frame.call(
        Making.class,
        "insertOnce",
        void.class,
        Value.class,
        Value.class,
        Value.class,
        Execution.class,
        String.class);
  }
}
