package dev.seaworthy.benchmarks.bytecode;

import java.lang.invoke.MethodType;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Instructions that are written often. */
class Emitter {
  final MethodVisitor code;

  Emitter(MethodVisitor code) {
    this.code = code;
  }

  /** Calls a static method. */
  final void call(Class<?> owner, String name, Class<?> returned, Class<?>... parameters) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Type.getInternalName(owner),
        name,
        MethodType.methodType(returned, parameters).toMethodDescriptorString(),
        false);
  }

  /** Calls a method of an object. */
  final void invoke(Class<?> owner, String name, Class<?> returned, Class<?>... parameters) {
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        Type.getInternalName(owner),
        name,
        MethodType.methodType(returned, parameters).toMethodDescriptorString(),
        false);
  }

  final void getField(Class<?> owner, String name, Class<?> type) {
    code.visitFieldInsn(
        Opcodes.GETFIELD, Type.getInternalName(owner), name, Type.getDescriptor(type));
  }

  /** Pushes a small number. */
  final void push(int number) {
    if (number >= -1 && number <= 5) {
      code.visitInsn(Opcodes.ICONST_0 + number);
    } else if (number == (byte) number) {
      code.visitIntInsn(Opcodes.BIPUSH, number);
    } else if (number == (short) number) {
      code.visitIntInsn(Opcodes.SIPUSH, number);
    } else {
      code.visitLdcInsn(number);
    }
  }

  final void jump(int opcode, Label to) {
    code.visitJumpInsn(opcode, to);
  }
}
