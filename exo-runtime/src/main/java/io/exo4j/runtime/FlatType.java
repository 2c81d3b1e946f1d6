package io.exo4j.runtime;

import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The type of a kernel's entry point, as generated code gives it: returns the status as {@code
 * int}; takes at most one {@link Context}, first; then scalars ({@code int long float double}) and
 * arrays of numbers, each array followed by the {@code long} index of its first element.
 *
 * <p>The C function has the same parameters in the same order: {@code void *} for the context,
 * {@code int32_t int64_t float double} for scalars, a pointer and an {@code int64_t} for an array.
 */
record FlatType(MethodType type) {
  private static final Set<Class<?>> SCALARS =
      Set.of(int.class, long.class, float.class, double.class);
  private static final Set<Class<?>> ARRAYS =
      Set.of(byte[].class, short[].class, int[].class, long[].class, float[].class, double[].class);

  FlatType {
    if (type.returnType() != int.class) {
      throw new IllegalArgumentException("a kernel's entry point returns int: " + type);
    }
    for (int i = 0; i < type.parameterCount(); i++) {
      Class<?> parameter = type.parameterType(i);
      boolean array = ARRAYS.contains(parameter);
      boolean known = array || SCALARS.contains(parameter) || i == 0 && parameter == Context.class;
      if (!known
          || array && (i + 1 == type.parameterCount() || type.parameterType(i + 1) != long.class)) {
        throw new IllegalArgumentException("parameter " + i + " is not of a flat type: " + type);
      }
    }
  }

  boolean hasContext() {
    return type.parameterCount() > 0 && type.parameterType(0) == Context.class;
  }

  /** The parameters that are arrays, by position. */
  List<Integer> arrays() {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < type.parameterCount(); i++) {
      if (type.parameterType(i).isArray()) {
        positions.add(i);
      }
    }
    return positions;
  }

  /** The same with {@link OffHeap} in the place of every array. */
  MethodType offHeap() {
    return map(parameter -> parameter.isArray() ? OffHeap.class : parameter);
  }

  /** The type of the JNI method that takes arrays: the context is a direct buffer. */
  MethodType jniArrays() {
    return map(parameter -> parameter == Context.class ? Buffer.class : parameter);
  }

  /** The type of the JNI method that takes direct buffers in the place of arrays. */
  MethodType jniBuffers() {
    return map(
        parameter -> parameter == Context.class || parameter.isArray() ? Buffer.class : parameter);
  }

  private MethodType map(Function<Class<?>, Class<?>> change) {
    MethodType changed = type;
    for (int i = 0; i < type.parameterCount(); i++) {
      changed = changed.changeParameterType(i, change.apply(type.parameterType(i)));
    }
    return changed;
  }
}
