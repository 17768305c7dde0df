package dev.seaworthy.benchmarks.bytecode;

import dev.seaworthy.engine.rego.value.Value;
import java.lang.invoke.MethodHandles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Compiles a plan to one hidden class, which goes when the last who uses it goes. */
final class PlanCompiler {
  /** The class's internal name: hidden classes share a package with who defines them. */
  static final String CLASS = "dev/seaworthy/benchmarks/bytecode/CompiledPlan";

  private static final String EXECUTION = Type.getDescriptor(Execution.class);
  private static final String VALUE = Type.getDescriptor(Value.class);

  /** Of the static method that calls a rule by its number. */
  static final String DISPATCH = "(I" + EXECUTION + VALUE + VALUE + ")" + VALUE;

  private final PlanJson plan;
  private final ClassWriter writer = new PlanClassWriter();
  private final Constants constants = new Constants(writer, CLASS);
  private final Map<String, Integer> codeBytes = new LinkedHashMap<>();

  /** All generated locals are values, numbers or null: nothing needs to be loaded to merge them. */
  private static final class PlanClassWriter extends ClassWriter {
    PlanClassWriter() {
      super(ClassWriter.COMPUTE_FRAMES);
    }

    @Override
    protected String getCommonSuperClass(String first, String second) {
      return "java/lang/Object";
    }
  }

  private PlanCompiler(PlanJson plan) {
    this.plan = plan;
  }

  static PlanCompiler of(byte[] json) {
    PlanCompiler compiler = new PlanCompiler(PlanJson.read(json));
    compiler.compile();
    return compiler;
  }

  static String descriptor(PlanJson.Unit unit) {
    return "(" + EXECUTION + VALUE.repeat(unit.parameters().size()) + ")" + VALUE;
  }

  PlanJson plan() {
    return plan;
  }

  /** How long each method is. */
  Map<String, Integer> codeBytes() {
    return codeBytes;
  }

  /** How many objects the code refers to. */
  int constants() {
    return constants.objects().length;
  }

  /** The class file. */
  byte[] bytes() {
    return writer.toByteArray();
  }

  /** Loads the class, and makes the one object of it. */
  Compiled define() {
    try {
      MethodHandles.Lookup hidden =
          MethodHandles.lookup().defineHiddenClassWithClassData(bytes(), constants.objects(), true);
      return (Compiled) hidden.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the generated class cannot be used", e);
    }
  }

  private void compile() {
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        CLASS,
        null,
        "java/lang/Object",
        new String[] {Type.getInternalName(Compiled.class)});
    writeConstructor();
    for (PlanJson.Unit unit : plan.units()) {
      method(
          unit.method(),
          Opcodes.ACC_STATIC,
          descriptor(unit),
          code ->
              new FunctionCompiler(unit, new Frame(plan, constants, code, unit.parameters()))
                  .compile());
    }
    writeDispatch();
    constants.writeInitializer();
    writer.visitEnd();
  }

  private void writeConstructor() {
    method(
        "<init>",
        0,
        "()V",
        code -> {
          code.visitVarInsn(Opcodes.ALOAD, 0);
          code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
          code.visitInsn(Opcodes.RETURN);
        });
  }

  /** The method of {@link Compiled}, and the static one behind it. */
  private void writeDispatch() {
    method(
        "run",
        Opcodes.ACC_PUBLIC,
        DISPATCH,
        code -> {
          code.visitVarInsn(Opcodes.ILOAD, 1);
          loadThree(code, 2);
          code.visitMethodInsn(Opcodes.INVOKESTATIC, CLASS, "dispatch", DISPATCH, false);
          code.visitInsn(Opcodes.ARETURN);
        });
    method("dispatch", Opcodes.ACC_STATIC, DISPATCH, this::dispatch);
  }

  private void dispatch(MethodVisitor code) {
    List<PlanJson.Unit> reachable = plan.reachableByNumber();
    Label unknown = new Label();
    int[] numbers = reachable.stream().mapToInt(PlanJson.Unit::number).toArray();
    Label[] labels = Stream.generate(Label::new).limit(numbers.length).toArray(Label[]::new);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitLookupSwitchInsn(unknown, numbers, labels);
    for (int i = 0; i < numbers.length; i++) {
      PlanJson.Unit unit = reachable.get(i);
      code.visitLabel(labels[i]);
      loadThree(code, 1);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, CLASS, unit.method(), descriptor(unit), false);
      code.visitInsn(Opcodes.ARETURN);
    }
    code.visitLabel(unknown);
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ARETURN);
  }

  /** The execution and both documents. */
  private static void loadThree(MethodVisitor code, int first) {
    for (int slot = first; slot < first + 3; slot++) {
      code.visitVarInsn(Opcodes.ALOAD, slot);
    }
  }

  private void method(String name, int access, String descriptor, Consumer<MethodVisitor> body) {
    MethodVisitor code = writer.visitMethod(access, name, descriptor, null, null);
    code.visitCode();
    body.accept(code);
    Label end = new Label();
    code.visitLabel(end);
    code.visitMaxs(0, 0);
    code.visitEnd();
    codeBytes.put(name, end.getOffset());
  }
}
