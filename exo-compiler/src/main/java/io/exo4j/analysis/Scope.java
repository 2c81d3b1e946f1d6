package io.exo4j.analysis;

import io.exo4j.ir.Sym;
import java.util.HashMap;
import java.util.Map;

/** What the names of one procedure (or of one call of a procedure) stand for. */
final class Scope {
  final Map<Sym, Affine> ints = new HashMap<>();
  final Map<Sym, Formula> bools = new HashMap<>();
  final Map<Sym, View> views = new HashMap<>();
}
