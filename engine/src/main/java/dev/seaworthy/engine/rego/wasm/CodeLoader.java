package dev.seaworthy.engine.rego.wasm;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import dev.seaworthy.engine.rego.RegoException;
import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.function.Function;

/**
 * Defines a policy's classes when they are first needed: most of a module's functions are never
 * called, and verifying their code is what a cold start would wait for.
 */
final class CodeLoader extends ClassLoader {
  private final Map<String, byte[]> classes;

  private CodeLoader(Map<String, byte[]> classes) {
    super(Machine.class.getClassLoader());
    this.classes = classes;
  }

  /** What makes an instance's machine of an archive's classes. */
  static Function<Instance, Machine> machine(CodeArchive archive) {
    try {
      Constructor<? extends Machine> constructor =
          new CodeLoader(archive.classes())
              .loadClass(archive.mainClass())
              .asSubclass(Machine.class)
              .getConstructor(Instance.class);
      return instance -> make(constructor, instance);
    } catch (ReflectiveOperationException e) {
      throw new RegoException(RegoException.Kind.MODULE, "the compiled policy is damaged");
    }
  }

  private static Machine make(Constructor<? extends Machine> constructor, Instance instance) {
    try {
      return constructor.newInstance(instance);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a compiled machine has this constructor", e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
