package io.exo4j.nativebuild.bindings;

import io.exo4j.backend.CContext;
import io.exo4j.backend.CParam;
import io.exo4j.backend.CSignature;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Precision;
import io.exo4j.nativebuild.model.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the entry points of one variant: the function of flat parameters, and the two JNI methods
 * that call it.
 */
final class CEntry {
  /** What the entry points call their own variables, and the types and functions that they use. */
  private static final Set<String> RESERVED =
      Set.of(
          "env",
          "type",
          "context",
          "status",
          "state",
          "exo_context",
          "exo_local",
          "exo_bad",
          "memcpy",
          "JNIEnv",
          "jclass",
          "jobject",
          "jint",
          "jlong",
          "jfloat",
          "jdouble",
          "jbyteArray",
          "jshortArray",
          "jintArray",
          "jlongArray",
          "jfloatArray",
          "jdoubleArray");

  private final Source out;
  private final CState state;
  private final KernelShape kernel;
  private final CSignature function;
  private final Optional<CContext> context;
  private final String symbol;
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>(RESERVED);

  CEntry(Source out, CState state, KernelShape kernel, Variant variant, CUnitInfo unit) {
    this.out = out;
    this.state = state;
    this.kernel = kernel;
    this.function = unit.find(variant.proc().name()).orElseThrow();
    this.context = function.needsContext() ? unit.module().context() : Optional.empty();
    this.symbol = CGlue.symbol(kernel.kernel(), variant);
    taken.add(function.name());
    for (int i = 0; i < kernel.params().size(); i++) {
      Param param = kernel.params().get(i);
      String base = take(param.java(), function.params().get(i).name());
      if (param.isMemory()) {
        take(param.offset(), base + "_offset");
      }
      for (int d = 0; d < param.strides().size(); d++) {
        take(param.strides().get(d), base + "_stride" + d);
      }
    }
  }

  private String take(String java, String wanted) {
    String name = unused(wanted);
    names.put(java, name);
    return name;
  }

  private String unused(String wanted) {
    String name = wanted;
    while (!taken.add(name)) {
      name += "_";
    }
    return name;
  }

  private String name(String java) {
    return names.get(java);
  }

  void write() {
    call();
    jni(CGlue.CALL, true);
    if (!kernel.memory().isEmpty()) {
      jni(CGlue.DIRECT, false);
    }
  }

  private void call() {
    List<String> parameters = new ArrayList<>();
    if (kernel.context()) {
      parameters.add("void *context");
    }
    for (int i = 0; i < kernel.params().size(); i++) {
      Param param = kernel.params().get(i);
      String name = name(param.java());
      parameters.add(
          switch (param.kind()) {
            case NUMBER -> "int64_t " + name;
            case FLAG -> "int32_t " + name;
            case VALUE -> flatType(param.element()) + " " + name;
            case CELL, DENSE, WINDOW -> pointer(function.params().get(i)) + name;
          });
      if (param.isMemory()) {
        parameters.add("int64_t " + name(param.offset()));
      }
      param.strides().forEach(stride -> parameters.add("int64_t " + name(stride)));
    }
    out.line("");
    out.list(
        "EXO_EXPORT int32_t " + CGlue.CALL + symbol + "(",
        parameters.isEmpty() ? List.of("void") : parameters,
        ") {");
    out.indent();
    contextStart();
    List<String> arguments = new ArrayList<>();
    if (kernel.parallel()) {
      out.line("EXO_APPLY_THREADS();");
    }
    if (function.needsContext()) {
      arguments.add(state.enter(out, context, "exo_context"));
    }
    for (int i = 0; i < kernel.params().size(); i++) {
      arguments.add(argument(kernel.params().get(i), function.params().get(i)));
    }
    out.list(
        (function.returnsStatus() ? "int32_t status = " : "") + function.name() + "(",
        arguments,
        ");");
    if (function.needsContext()) {
      state.leave(out, context, "exo_context");
    }
    out.line("return " + (function.returnsStatus() ? "status" : "EXO_OK") + ";");
    out.close("}");
  }

  private void contextStart() {
    if (!kernel.context()) {
      return;
    }
    if (!function.needsContext() && kernel.contextChecks().isEmpty()) {
      out.line("(void)context;");
      return;
    }
    out.line(state.type() + " *exo_context = context;");
    CExpr c =
        new CExpr(
            kernel,
            param ->
                param.kind() == Param.Kind.FLAG
                    ? "(" + name(param.java()) + " != 0)"
                    : name(param.java()),
            read -> state.lvalue(state.field(read.config().name(), read.field()), "exo_context"),
            this::name);
    if (!kernel.contextChecks().isEmpty()) {
      out.line("int exo_bad = 0;");
    }
    for (int i = 0; i < kernel.contextChecks().size(); i++) {
      Expr pred = kernel.contextChecks().get(i);
      out.line("if (!" + c.text(pred) + " || exo_bad) return " + (CGlue.FIRST_ASSERTION + i) + ";");
    }
  }

  /** Declares what the function needs, if anything, and gives the argument to pass. */
  private String argument(Param param, CParam c) {
    String name = name(param.java());
    switch (param.kind()) {
      case NUMBER:
        return name;
      case FLAG:
        return name + " != 0";
      case VALUE:
        return value(name, c);
      case WINDOW:
        String window = unused(name + "_window");
        out.line(c.ctype() + " " + window + ";");
        out.line(window + ".data = " + name + " + " + name(param.offset()) + ";");
        for (int d = 0; d < param.strides().size(); d++) {
          out.line(window + ".strides[" + d + "] = " + name(param.strides().get(d)) + ";");
        }
        return window;
      default:
        return name + " + " + name(param.offset());
    }
  }

  /** A scalar is passed by pointer; Java's value may be wider than the C type. */
  private String value(String name, CParam c) {
    String type = stored(c.precision());
    if (c.precision() == Precision.F16) {
      String bits = unused(name + "_bits");
      String local = unused(name + "_value");
      out.line("uint16_t " + bits + " = (uint16_t)" + name + ";");
      out.line(type + " " + local + ";");
      out.line("memcpy(&" + local + ", &" + bits + ", sizeof(" + local + "));");
      return "&" + local;
    }
    if (c.precision().bits() < 32 || c.precision() == Precision.UI32) {
      String local = unused(name + "_value");
      out.line(type + " " + local + " = (" + type + ")" + name + ";");
      return "&" + local;
    }
    return "&" + name;
  }

  private void jni(String prefix, boolean arrays) {
    Map<Param, String> addresses = new LinkedHashMap<>();
    List<String> parameters = new ArrayList<>(List.of("JNIEnv *env", "jclass type"));
    List<String> arguments = new ArrayList<>();
    if (kernel.context()) {
      parameters.add("jobject context");
      arguments.add("(*env)->GetDirectBufferAddress(env, context)");
    }
    for (Param param : kernel.params()) {
      String name = name(param.java());
      parameters.add(
          switch (param.kind()) {
                case NUMBER -> "jlong ";
                case FLAG -> "jint ";
                case VALUE -> param.element().jniFlat() + " ";
                case CELL, DENSE, WINDOW -> arrays ? param.element().jniArray() + " " : "jobject ";
              }
              + name);
      if (param.isMemory()) {
        String address = unused(name + "_at");
        addresses.put(param, address);
        arguments.add(arrays ? address : "(*env)->GetDirectBufferAddress(env, " + name + ")");
        parameters.add("jlong " + name(param.offset()));
        arguments.add(name(param.offset()));
      } else {
        arguments.add(name);
      }
      for (String stride : param.strides()) {
        parameters.add("jlong " + name(stride));
        arguments.add(name(stride));
      }
    }
    out.line("");
    out.list(
        "JNIEXPORT jint JNICALL EXO_JNI(" + JavaNames.jni(prefix + symbol) + ")(",
        parameters,
        ") {");
    out.indent();
    if (arguments.stream().noneMatch(a -> a.contains("env")) && (addresses.isEmpty() || !arrays)) {
      out.line("(void)env;");
    }
    out.line("(void)type;");
    if (arrays && !addresses.isEmpty()) {
      critical(addresses, arguments);
    } else {
      out.list("return " + CGlue.CALL + symbol + "(", arguments, ");");
    }
    out.close("}");
  }

  /** Pins the arrays, one after the other; if one cannot be had, none is worked on. */
  private void critical(Map<Param, String> addresses, List<String> arguments) {
    if (kernel.context()) {
      // no JNI call is allowed between getting the first array and giving it back
      out.line("void *state = " + arguments.get(0) + ";");
      arguments.set(0, "state");
    }
    String previous = "";
    for (Map.Entry<Param, String> entry : addresses.entrySet()) {
      String get = "(*env)->GetPrimitiveArrayCritical(env, " + name(entry.getKey().java()) + ", 0)";
      out.line(
          "void *"
              + entry.getValue()
              + " = "
              + (previous.isEmpty() ? get : previous + " ? " + get + " : 0")
              + ";");
      previous = entry.getValue();
    }
    out.line("jint status = EXO_OUT_OF_MEMORY;");
    out.open("if (" + previous + ") {");
    out.list("status = " + CGlue.CALL + symbol + "(", arguments, ");");
    out.close("}");
    List<Param> params = new ArrayList<>(addresses.keySet());
    for (int i = params.size() - 1; i >= 0; i--) {
      String address = addresses.get(params.get(i));
      out.line(
          "if (%s) (*env)->ReleasePrimitiveArrayCritical(env, %s, %s, %s);"
              .formatted(
                  address,
                  name(params.get(i).java()),
                  address,
                  params.get(i).written() ? "0" : "JNI_ABORT"));
    }
    out.line("return status;");
  }

  private static String pointer(CParam c) {
    return (c.isConst() ? "const " : "") + stored(c.precision()) + " *";
  }

  /** The C type in which an entry point takes a single value. */
  static String flatType(Element element) {
    return switch (element.flat()) {
      case "int" -> "int32_t";
      case "long" -> "int64_t";
      default -> element.flat();
    };
  }

  /** The C type that a number of that precision is stored as. */
  private static String stored(Precision precision) {
    return switch (precision) {
      case R, F32 -> "float";
      case F64 -> "double";
      case F16 -> "exo_f16";
      case BF16, UI16 -> "uint16_t";
      case I8 -> "int8_t";
      case UI8 -> "uint8_t";
      case I16 -> "int16_t";
      case I32 -> "int32_t";
      case UI32 -> "uint32_t";
      case I64 -> "int64_t";
    };
  }
}
