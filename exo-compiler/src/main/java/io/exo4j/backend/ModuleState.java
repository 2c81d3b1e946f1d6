package io.exo4j.backend;

import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the functions of one C file share: names, helpers, window structs, needed globals. */
final class ModuleState {
  private final String library;
  private final Program program;
  private final COptions options;
  private final DiagnosticSink sink;
  private final Helpers helpers = new Helpers();
  private final Map<String, String> functions = new HashMap<>();
  private final Map<String, CTypes.WindowType> windows = new TreeMap<>();
  private final Set<String> globals = new LinkedHashSet<>();
  private boolean usesF16;
  private boolean usesAssume;
  private boolean usesBuffers;
  private boolean usesComparisons;
  private boolean usesThreads;

  ModuleState(String library, Program program, COptions options, DiagnosticSink sink) {
    this.library = library;
    this.program = program;
    this.options = options;
    this.sink = sink;
  }

  Program program() {
    return program;
  }

  COptions options() {
    return options;
  }

  DiagnosticSink sink() {
    return sink;
  }

  Helpers helpers() {
    return helpers;
  }

  String contextType() {
    return CNames.identifier(library.replaceAll("[^A-Za-z0-9_]", "_")) + "_Context";
  }

  /** Fixes the C name of a procedure. */
  void name(String proc, String cname) {
    functions.put(proc, cname);
  }

  /** The C name of a procedure. */
  String function(String proc) {
    return functions.get(proc);
  }

  /** The C type of a stored number. */
  String stored(Precision p) {
    usesF16 |= CTypes.concrete(p) == Precision.F16;
    return CTypes.stored(p);
  }

  /** The C type that arithmetic is written in. */
  String computed(Precision p) {
    return p == Precision.BF16 ? "float" : stored(p);
  }

  /** A window struct type, which gets defined. */
  CTypes.WindowType window(int rank, Precision p, Memory m, boolean isConst) {
    stored(p);
    CTypes.WindowType t = CTypes.WindowType.of(rank, p, m, isConst);
    windows.put(t.name(), t);
    return t;
  }

  Map<String, CTypes.WindowType> windows() {
    return windows;
  }

  /** Text that the C file needs once. */
  void global(String text) {
    if (!text.isBlank()) {
      globals.add(text.strip());
    }
  }

  Set<String> globals() {
    return globals;
  }

  boolean usesF16() {
    return usesF16;
  }

  void useAssume() {
    usesComparisons = true;
    usesAssume = true;
  }

  /** There are arrays, whose initialisation C compilers cannot follow. */
  void useBuffers() {
    usesBuffers = true;
  }

  /** There are comparisons, which may turn out to be decided. */
  void useComparisons() {
    usesComparisons = true;
  }

  /** The number of threads is asked for. */
  void useThreads() {
    usesThreads = true;
  }

  boolean usesThreads() {
    return usesThreads;
  }

  boolean usesComparisons() {
    return usesComparisons;
  }

  boolean usesBuffers() {
    return usesBuffers;
  }

  boolean usesAssume() {
    return usesAssume;
  }
}
