package dev.seaworthy.benchmarks.bytecode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.rego.builtin.Budget;
import dev.seaworthy.engine.rego.value.Value;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Writes one rule, function or entry point: its variables are locals of the method, its blocks end
 * at labels, and leaving them is a jump.
 */
final class FunctionCompiler {
  private final PlanJson.Unit unit;
  private final Frame frame;
  private final Exits exits;
  private final CallCompiler calls;
  private final StatementCompiler statements;

  FunctionCompiler(PlanJson.Unit unit, Frame frame) {
    this.unit = unit;
    this.frame = frame;
    this.exits = new Exits(frame);
    this.calls = new CallCompiler(frame, exits);
    this.statements = new StatementCompiler(frame, exits);
  }

  void compile() {
    Label body = new Label();
    Label start = new Label();
    Label undefined = new Label();
    if (unit.isRule()) {
      recall();
    }
    // Which variables there are is known at the end.
    frame.jump(Opcodes.GOTO, start);
    frame.code.visitLabel(body);
    if (!unit.isEntrypoint()) {
      frame.loadBudget();
      frame.invoke(Budget.class, "step", void.class);
    }
    exits.enter(undefined);
    blocks(unit.json());
    frame.code.visitLabel(undefined);
    frame.code.visitInsn(Opcodes.ACONST_NULL);
    returnTop();
    frame.code.visitLabel(start);
    frame.clearVariables();
    frame.jump(Opcodes.GOTO, body);
  }

  /** Gives what the rule gave before. */
  private void recall() {
    Label unknown = new Label();
    loadMemo();
    frame.push(unit.number());
    frame.invoke(Memo.class, "knows", boolean.class, int.class);
    frame.jump(Opcodes.IFEQ, unknown);
    loadMemo();
    frame.push(unit.number());
    frame.invoke(Memo.class, "get", Value.class, int.class);
    frame.code.visitInsn(Opcodes.ARETURN);
    frame.code.visitLabel(unknown);
  }

  private void loadMemo() {
    frame.loadExecution();
    frame.getField(Execution.class, "memo", Memo.class);
  }

  private void returnTop() {
    if (unit.isRule()) {
      frame.loadExecution();
      frame.push(unit.number());
      frame.call(Steps.class, "remember", Value.class, Value.class, Execution.class, int.class);
    }
    frame.code.visitInsn(Opcodes.ARETURN);
  }

  private void blocks(JsonNode holder) {
    for (JsonNode block : holder.path("blocks")) {
      Label behind = new Label();
      exits.enter(behind);
      block(block);
      exits.leave();
      frame.code.visitLabel(behind);
    }
  }

  private void block(JsonNode block) {
    for (JsonNode each : block.path("stmts")) {
      statement(each.path("type").asText(), each.path("stmt"));
    }
  }

  private void statement(String type, JsonNode it) {
    switch (type) {
      case "BlockStmt" -> blocks(it);
      case "BreakStmt" -> exits.jump(it.path("index").asInt());
      case "NotStmt" -> not(it);
      case "ScanStmt" -> scan(it);
      case "WithStmt" -> with(it);
      case "ReturnLocalStmt" -> {
        frame.load(it.path("source").asInt());
        exits.restoreAll();
        returnTop();
      }
      case "CallStmt" -> calls.call(it);
      case "CallDynamicStmt" -> calls.callDynamic(it);
      default -> statements.compile(type, it);
    }
  }

  private void not(JsonNode it) {
    Label behind = new Label();
    exits.enter(behind);
    block(it.path("block"));
    exits.leave();
    frame.jump(Opcodes.GOTO, exits.undefined());
    frame.code.visitLabel(behind);
  }

  private void scan(JsonNode it) {
    int over = frame.newSlot();
    int position = frame.newSlot();
    Label test = new Label();
    Label next = new Label();
    Label behind = new Label();
    frame.load(it.path("source").asInt());
    if (Order.matters(it.path("block"))) {
      frame.call(Steps.class, "sorted", Value.class, Value.class);
    }
    frame.code.visitVarInsn(Opcodes.ASTORE, over);
    frame.push(0);
    frame.code.visitVarInsn(Opcodes.ISTORE, position);
    frame.code.visitLabel(test);
    frame.code.visitVarInsn(Opcodes.ILOAD, position);
    frame.code.visitVarInsn(Opcodes.ALOAD, over);
    frame.call(Steps.class, "size", int.class, Value.class);
    frame.jump(Opcodes.IF_ICMPGE, behind);
    frame.loadBudget();
    frame.invoke(Budget.class, "step", void.class);
    element("keyAt", over, position, it.path("key").asInt());
    element("valueAt", over, position, it.path("value").asInt());
    exits.enter(behind);
    exits.enter(next);
    block(it.path("block"));
    exits.leave();
    exits.leave();
    frame.code.visitLabel(next);
    frame.code.visitIincInsn(position, 1);
    frame.jump(Opcodes.GOTO, test);
    frame.code.visitLabel(behind);
  }

  private void element(String part, int over, int position, int variable) {
    frame.code.visitVarInsn(Opcodes.ALOAD, over);
    frame.code.visitVarInsn(Opcodes.ILOAD, position);
    frame.call(Steps.class, part, Value.class, Value.class, int.class);
    frame.store(variable);
  }

  private void with(JsonNode it) {
    int document = it.path("local").asInt();
    int before = frame.newSlot();
    int memo = frame.newSlot();
    frame.load(document);
    frame.code.visitVarInsn(Opcodes.ASTORE, before);
    loadMemo();
    frame.code.visitVarInsn(Opcodes.ASTORE, memo);
    replaceDocument(it, document);
    frame.loadExecution();
    frame.code.visitVarInsn(Opcodes.ALOAD, memo);
    frame.invoke(Memo.class, "anew", Memo.class);
    putMemo();
    Runnable restore =
        () -> {
          frame.loadExecution();
          frame.code.visitVarInsn(Opcodes.ALOAD, memo);
          putMemo();
          frame.code.visitVarInsn(Opcodes.ALOAD, before);
          frame.store(document);
        };
    Label undefined = new Label();
    Label behind = new Label();
    exits.enterWith(restore);
    exits.enter(undefined);
    block(it.path("block"));
    exits.leave();
    exits.leaveWith();
    restore.run();
    frame.jump(Opcodes.GOTO, behind);
    frame.code.visitLabel(undefined);
    restore.run();
    exits.jump(0);
    frame.code.visitLabel(behind);
  }

  private void replaceDocument(JsonNode it, int document) {
    Value[] path =
        PlanJson.integers(it.path("path")).stream().map(frame::string).toArray(Value[]::new);
    frame.load(document);
    frame.loadOperand(it.path("value"));
    frame.constants.loadOwn(frame.code, path, Value[].class);
    frame.call(Steps.class, "changed", Value.class, Value.class, Value.class, Value[].class);
    frame.store(document);
  }

  private void putMemo() {
    frame.code.visitFieldInsn(
        Opcodes.PUTFIELD,
        "dev/seaworthy/benchmarks/bytecode/Execution",
        "memo",
        "Ldev/seaworthy/benchmarks/bytecode/Memo;");
  }
}
