package dev.seaworthy.engine.rego.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.rego.builtin.Builtin;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Reads the statements of one function. */
final class FunctionReader {
  private final PlanReader.Names names;
  private final Slots slots = new Slots();

  /**
   * @param parameters the function's variables for them
   */
  FunctionReader(PlanReader.Names names, int[] parameters) {
    this.names = names;
    for (int parameter : parameters) {
      slots.of(parameter);
    }
  }

  /** Completes a function from its JSON. */
  void define(Function function, JsonNode json) {
    function.define(blocks(json), slots.initial());
  }

  private List<Block> blocks(JsonNode holder) {
    List<Block> blocks = new ArrayList<>();
    holder.path("blocks").forEach(block -> blocks.add(block(block)));
    return blocks;
  }

  private Block block(JsonNode block) {
    List<Statement> statements = new ArrayList<>();
    block
        .path("stmts")
        .forEach(each -> statements.add(statement(Fields.text(each, "type"), each.path("stmt"))));
    return new Block(statements);
  }

  private Statement statement(String type, JsonNode it) {
    return switch (type) {
      case "BlockStmt" -> new Branches.Blocks(blocks(it));
      case "BreakStmt" -> new Branches.Break(Fields.number(it, "index"));
      case "NotStmt" -> new Branches.Not(block(it.path("block")));
      case "ScanStmt" ->
          new Scan(local(it, "source"), local(it, "key"), local(it, "value"), inner(it));
      case "WithStmt" -> new With(local(it, "local"), path(it), operand(it, "value"), inner(it));
      case "ReturnLocalStmt" -> new Branches.Return(local(it, "source"));
      case "ResultSetAddStmt" -> new Branches.AddResult(local(it, "value"));
      case "NopStmt" -> new Branches.Nothing();
      case "CallStmt" -> call(it);
      case "CallDynamicStmt" ->
          new Calls.CallDynamic(
              names.byPath(), operands(it.path("path")), locals(it), local(it, "result"));
      default -> simple(type, it);
    };
  }

  private Statement simple(String type, JsonNode it) {
    return switch (type) {
      case "AssignVarStmt" -> new Assignments.Copy(operand(it, "source"), local(it, "target"));
      case "AssignVarOnceStmt" ->
          new Assignments.CopyOnce(operand(it, "source"), local(it, "target"), position(it));
      case "ResetLocalStmt" -> new Assignments.Reset(local(it, "target"));
      case "AssignIntStmt", "MakeNumberIntStmt" ->
          constant(it, NumberValue.of(it.path("value").asLong()));
      case "MakeNumberRefStmt" -> constant(it, numberRef(it));
      case "MakeNullStmt" -> constant(it, NullValue.NULL);
      case "DotStmt" -> dot(it);
      case "LenStmt" -> new Lookups.Length(operand(it, "source"), local(it, "target"));
      case "EqualStmt" -> new Conditions.Equal(operand(it, "a"), operand(it, "b"));
      case "NotEqualStmt" -> new Conditions.NotEqual(operand(it, "a"), operand(it, "b"));
      case "IsArrayStmt" -> new Conditions.IsOf(operand(it, "source"), ArrayValue.class);
      case "IsObjectStmt" -> new Conditions.IsOf(operand(it, "source"), ObjectValue.class);
      case "IsSetStmt" -> new Conditions.IsOf(operand(it, "source"), SetValue.class);
      case "IsDefinedStmt" -> new Conditions.IsDefined(local(it, "source"));
      case "IsUndefinedStmt" -> new Conditions.IsUndefined(local(it, "source"));
      default -> construction(type, it);
    };
  }

  private Statement construction(String type, JsonNode it) {
    return switch (type) {
      case "MakeArrayStmt" ->
          new Constructions.MakeArray(Fields.number(it, "capacity"), local(it, "target"));
      case "MakeObjectStmt" -> new Constructions.MakeObject(local(it, "target"));
      case "MakeSetStmt" -> new Constructions.MakeSet(local(it, "target"));
      case "ArrayAppendStmt" -> new Constructions.Append(operand(it, "value"), local(it, "array"));
      case "SetAddStmt" -> new Constructions.Add(operand(it, "value"), local(it, "set"));
      case "ObjectInsertStmt" ->
          new Constructions.Insert(operand(it, "key"), operand(it, "value"), local(it, "object"));
      case "ObjectInsertOnceStmt" ->
          new Constructions.InsertOnce(
              operand(it, "key"), operand(it, "value"), local(it, "object"), position(it));
      case "ObjectMergeStmt" ->
          new Constructions.Merge(local(it, "a"), local(it, "b"), local(it, "target"));
      default -> throw PlanReader.damaged("the statement `" + type + "` is unknown");
    };
  }

  private Statement call(JsonNode it) {
    String name = Fields.text(it, "func");
    int[] arguments = operands(it.path("args"));
    Function function = names.functions().get(name);
    if (function != null) {
      if (arguments.length != function.parameters()) {
        throw PlanReader.damaged("`" + name + "` is called with too few or too many arguments");
      }
      return new Calls.Call(function, arguments, local(it, "result"));
    }
    Builtin builtin = names.builtins().get(name);
    if (builtin == null) {
      throw PlanReader.damaged("there is no function `" + name + "`");
    }
    int target = names.withoutResult().contains(name) ? -1 : local(it, "result");
    return BuiltinCalls.of(name, builtin, arguments, target);
  }

  private Statement dot(JsonNode it) {
    int source = operand(it, "source");
    int key = operand(it, "key");
    Value constant = slots.constant(key);
    return constant == null
        ? new Lookups.Dot(source, key, local(it, "target"))
        : new Lookups.DotConstant(source, key, constant, local(it, "target"));
  }

  private Statement constant(JsonNode it, Value value) {
    return new Assignments.Copy(slots.of(value), local(it, "target"));
  }

  private Value numberRef(JsonNode it) {
    // OPA writes this field's name both ways.
    int index = Fields.number(it, it.has("Index") ? "Index" : "index");
    NumberValue number = NumberValue.parse(string(index).text());
    if (number == null) {
      throw PlanReader.damaged("a number is none");
    }
    return number;
  }

  private Block inner(JsonNode it) {
    return block(it.path("block"));
  }

  private Value[] path(JsonNode it) {
    int[] indexes = Fields.numbers(it, "path");
    Value[] path = new Value[indexes.length];
    for (int i = 0; i < path.length; i++) {
      path[i] = string(indexes[i]);
    }
    return path;
  }

  private int local(JsonNode it, String field) {
    return slots.of(Fields.number(it, field));
  }

  private int[] locals(JsonNode it) {
    int[] locals = Fields.numbers(it, "args");
    for (int i = 0; i < locals.length; i++) {
      locals[i] = slots.of(locals[i]);
    }
    return locals;
  }

  private int[] operands(JsonNode operands) {
    int[] read = new int[operands.size()];
    for (int i = 0; i < read.length; i++) {
      read[i] = operand(operands.path(i));
    }
    return read;
  }

  private int operand(JsonNode it, String field) {
    return operand(it.path(field));
  }

  private int operand(JsonNode operand) {
    String type = Fields.text(operand, "type");
    return switch (type) {
      case "local" -> slots.of(Fields.number(operand, "value"));
      case "string_index" -> slots.of(string(Fields.number(operand, "value")));
      case "bool" -> slots.of(BooleanValue.of(operand.path("value").asBoolean()));
      default -> throw PlanReader.damaged("the operand `" + type + "` is unknown");
    };
  }

  private StringValue string(int index) {
    if (index < 0 || index >= names.strings().size()) {
      throw PlanReader.damaged("it refers to a text that is not there");
    }
    return names.strings().get(index);
  }

  private Position position(JsonNode it) {
    int file = it.path("file").asInt(-1);
    String name = file >= 0 && file < names.files().size() ? names.files().get(file) : "";
    return new Position(name, it.path("row").asInt(), it.path("col").asInt());
  }
}
