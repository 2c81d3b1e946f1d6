package io.exo4j.nativebuild.bindings;

import java.util.ArrayList;
import java.util.List;

/** The ways to pass memory to a kernel; each is an overload of its method. */
enum Form {
  /** Arrays, dense tensors from their first element on. */
  ARRAYS,
  /** Arrays, each from a given element on. */
  ARRAYS_AT,
  /** Direct buffers, from their position on. */
  BUFFERS,
  /** Memory outside the heap, of whichever kind. */
  OFF_HEAP;

  boolean onHeap() {
    return this == ARRAYS || this == ARRAYS_AT;
  }

  /** Whether an argument comes with the index of its first element. */
  boolean takesOffset(Param param) {
    return param.isMemory() && (this == ARRAYS_AT || param.kind() == Param.Kind.WINDOW);
  }

  /** The Java type of an argument. */
  String type(Param param) {
    return switch (param.kind()) {
      case NUMBER -> "long";
      case FLAG -> "boolean";
      case VALUE -> param.element().primitive();
      case CELL, DENSE, WINDOW ->
          switch (this) {
            case ARRAYS, ARRAYS_AT -> param.element().primitive() + "[]";
            case BUFFERS -> param.element().buffer();
            case OFF_HEAP -> "OffHeap";
          };
    };
  }

  /** The declared parameters of a kernel's method. */
  List<String> declarations(KernelShape kernel) {
    List<String> list = new ArrayList<>();
    if (kernel.context()) {
      list.add("Context context");
    }
    for (Param param : kernel.params()) {
      list.add(type(param) + " " + param.java());
      if (takesOffset(param)) {
        list.add("long " + param.offset());
      }
      param.strides().forEach(stride -> list.add("long " + stride));
    }
    return list;
  }

  /** What the documentation says about this way. */
  List<String> note(KernelShape kernel) {
    if (kernel.memory().isEmpty()) {
      return List.of();
    }
    return switch (this) {
      case ARRAYS ->
          List.of(
              "",
              "<p>The garbage collector may have to wait while the kernel works on arrays; for"
                  + " calls",
              "that take long there are the methods over direct buffers.");
      case ARRAYS_AT -> List.of("", "<p>Works on parts of arrays.");
      case BUFFERS ->
          List.of(
              "",
              "<p>Works on the direct buffers from their positions on, which it does not change,"
                  + " and",
              "never holds up the garbage collector.");
      case OFF_HEAP ->
          List.of(
              "",
              "<p>Works on memory outside the heap (direct buffers, memory segments) and never"
                  + " holds",
              "up the garbage collector.");
    };
  }
}
