package dev.seaworthy.benchmarks.bytecode;

import dev.seaworthy.engine.rego.value.Value;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The objects that generated code refers to: static final fields, which the JIT compiler takes for
 * constants, filled from the hidden class's data.
 */
final class Constants {
  private final ClassVisitor target;
  private final String owner;
  private final List<Object> objects = new ArrayList<>();
  private final List<String> descriptors = new ArrayList<>();
  private final Map<String, Integer> shared = new HashMap<>();

  Constants(ClassVisitor target, String owner) {
    this.target = target;
    this.owner = owner;
  }

  /** Loads a value; one field for all of the same notation. */
  void load(MethodVisitor code, Value value) {
    load(code, value, Value.class, value.toString());
  }

  /** Loads an object; one field for all of the same key. */
  void load(MethodVisitor code, Object object, Class<?> type, String key) {
    load(code, shared.computeIfAbsent(key, ignored -> add(object, type)));
  }

  /** Loads an object that no other place uses. */
  void loadOwn(MethodVisitor code, Object object, Class<?> type) {
    load(code, add(object, type));
  }

  private void load(MethodVisitor code, int number) {
    code.visitFieldInsn(Opcodes.GETSTATIC, owner, "c" + number, descriptors.get(number));
  }

  private int add(Object object, Class<?> type) {
    int number = objects.size();
    String descriptor = Type.getDescriptor(type);
    objects.add(object);
    descriptors.add(descriptor);
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    target.visitField(access, "c" + number, descriptor, null, null).visitEnd();
    return number;
  }

  /** The class's data. */
  Object[] objects() {
    return objects.toArray();
  }

  /** Writes the static initializer; last of all, when every constant is known. */
  void writeInitializer() {
    MethodVisitor code = target.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    Emitter emitter = new Emitter(code);
    emitter.call(MethodHandles.class, "lookup", MethodHandles.Lookup.class);
    code.visitLdcInsn("_");
    code.visitLdcInsn(Type.getType(Object[].class));
    emitter.call(
        MethodHandles.class,
        "classData",
        Object.class,
        MethodHandles.Lookup.class,
        String.class,
        Class.class);
    code.visitTypeInsn(Opcodes.CHECKCAST, "[Ljava/lang/Object;");
    code.visitVarInsn(Opcodes.ASTORE, 0);
    for (int i = 0; i < objects.size(); i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      emitter.push(i);
      code.visitInsn(Opcodes.AALOAD);
      code.visitTypeInsn(Opcodes.CHECKCAST, Type.getType(descriptors.get(i)).getInternalName());
      code.visitFieldInsn(Opcodes.PUTSTATIC, owner, "c" + i, descriptors.get(i));
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
