package io.exo4j.analysis;

import io.exo4j.ir.Proc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that one thread needs to prove obligations: terms, the fast path, a solver that is
 * started when it is first needed, and the record of all obligations. Close it to release the
 * solver.
 */
public final class ProofSession implements AutoCloseable {
  /** The name of a value that has no linear form of 64 bits; nothing is known about it. */
  static final String OVERFLOW = "overflow";

  private final Terms terms = new Terms();
  private final ProofCache cache;
  private final List<Obligation> obligations = new ArrayList<>();
  private final Map<List<Formula>, Facts> facts =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Formula>, Facts> eldest) {
          return size() > 256;
        }
      };
  private final Map<Query, Verdict> decided = new HashMap<>();
  private final Map<List<Formula>, Boolean> contradictions = new HashMap<>();
  private final Map<Proc, Obligations> summaries = new IdentityHashMap<>();
  private final Deque<Proc> recent = new ArrayDeque<>();
  private Writes writes = new Writes();
  private Z3Session solver;
  private int bools;

  private record Query(List<Formula> hypotheses, Formula goal) {
    @Override
    public boolean equals(Object o) {
      return o instanceof Query q && q.hypotheses.equals(hypotheses) && q.goal.equals(goal);
    }

    @Override
    public int hashCode() {
      return 31 * hypotheses.hashCode() + goal.hashCode();
    }
  }

  /** A session with that cache of earlier verdicts. */
  public ProofSession(ProofCache cache) {
    this.cache = cache;
  }

  /** A session that remembers nothing of others. */
  public ProofSession() {
    this(ProofCache.none());
  }

  /** The factory of this session's terms. */
  public Terms terms() {
    return terms;
  }

  /** A new boolean variable. */
  public Formula.BoolVar boolVariable(String name, Atom.Role role) {
    return new Formula.BoolVar(bools++, name, role);
  }

  /** How many boolean variables there are. */
  public int boolMark() {
    return bools;
  }

  /** What procedures may modify; each is looked at once. */
  public Writes writes() {
    return writes;
  }

  /** The obligations of a procedure; what it does is summarised once while it is in recent use. */
  public Obligations obligations(Proc proc) {
    Obligations known = summaries.get(proc);
    if (known == null) {
      known = new Obligations(new Summaries(proc, this));
      summaries.put(proc, known);
      recent.addLast(proc);
      if (recent.size() > 16) {
        summaries.remove(recent.removeFirst());
      }
    }
    return known;
  }

  /** How many obligations have been recorded. */
  public int obligationCount() {
    return obligations.size();
  }

  /** The obligations recorded since there were that many. */
  public List<Obligation> obligationsSince(int count) {
    return List.copyOf(obligations.subList(count, obligations.size()));
  }

  /** What has been proved or not since the session began, in order. */
  public List<Obligation> obligations() {
    return List.copyOf(obligations);
  }

  /**
   * Decides whether the hypotheses imply the goal.
   *
   * @param name the kind of obligation, for the record
   * @param subject what it is about, for the record
   */
  public Verdict prove(String name, String subject, List<Formula> hypotheses, Formula goal) {
    long start = System.nanoTime();
    Verdict verdict = decided(List.copyOf(hypotheses), goal);
    obligations.add(new Obligation(name, subject, verdict, System.nanoTime() - start));
    return verdict;
  }

  private Verdict decided(List<Formula> hypotheses, Formula goal) {
    Query query = new Query(hypotheses, goal);
    Verdict verdict = decided.get(query);
    if (verdict == null) {
      verdict = decide(query);
      if (verdict.outcome() == Verdict.Outcome.REFUTED && overflows(query)) {
        verdict = tooLarge(verdict.prover());
      }
      decided.put(query, verdict);
    }
    return verdict;
  }

  /** Whether a value that leaves 64 bits has a say: values of the others are no example then. */
  private static boolean overflows(Query query) {
    boolean[] found = {false};
    List<Formula> all = new ArrayList<>(query.hypotheses());
    all.add(query.goal());
    for (Formula f : all) {
      f.variables(v -> found[0] |= v.role() == Atom.Role.UNKNOWN && v.name().startsWith(OVERFLOW));
      f.boolVariables(
          v -> found[0] |= v.role() == Atom.Role.UNKNOWN && v.name().startsWith(OVERFLOW));
    }
    return found[0];
  }

  private static Verdict tooLarge(Verdict.By prover) {
    return new Verdict(Verdict.Outcome.UNKNOWN, prover, Map.of(), "a number leaves 64 bits");
  }

  /**
   * True if the hypotheses imply the goal. Nothing is said about why not, and where values against
   * it are easily found, it is not recorded as an obligation either.
   */
  public boolean holds(String name, List<Formula> hypotheses, Formula goal) {
    long start = System.nanoTime();
    Verdict verdict = decided(List.copyOf(hypotheses), goal);
    boolean easily =
        verdict.outcome() == Verdict.Outcome.REFUTED && verdict.prover() == Verdict.By.FAST_PATH;
    if (!easily) {
      obligations.add(new Obligation(name, "", verdict, System.nanoTime() - start));
    }
    return verdict.proved();
  }

  /**
   * True if the fast path alone shows that the facts contradict each other; that it does not is no
   * news, and not recorded.
   */
  boolean refutes(String name, String subject, List<Formula> facts) {
    long start = System.nanoTime();
    Boolean known = contradictions.get(facts);
    if (known == null) {
      known = new Facts(facts).contradiction();
      contradictions.put(List.copyOf(facts), known);
    }
    if (known) {
      Verdict verdict = Verdict.proved(Verdict.By.FAST_PATH);
      obligations.add(new Obligation(name, subject, verdict, System.nanoTime() - start));
    }
    return known;
  }

  /** True if the fast path alone shows it: a hint whose failure costs nothing. */
  public boolean obvious(List<Formula> hypotheses, Formula goal) {
    return goal == Formula.TRUE || factsOf(hypotheses).prove(goal);
  }

  private Facts factsOf(List<Formula> hypotheses) {
    return facts.computeIfAbsent(List.copyOf(hypotheses), Facts::new);
  }

  private Verdict decide(Query query) {
    if (query.goal() == Formula.TRUE) {
      return Verdict.proved(Verdict.By.FAST_PATH);
    }
    if (query.goal() == Formula.FALSE
        ? factsOf(query.hypotheses()).contradiction()
        : factsOf(query.hypotheses()).prove(query.goal())) {
      return Verdict.proved(Verdict.By.FAST_PATH);
    }
    try {
      return search(query);
    } catch (ArithmeticException overflow) {
      return tooLarge(Verdict.By.FAST_PATH);
    }
  }

  /** Looks for values against it, then for a proof. */
  private Verdict search(Query query) {
    Optional<Map<String, String>> against = Witness.against(query.hypotheses(), query.goal());
    if (against.isPresent()) {
      return new Verdict(Verdict.Outcome.REFUTED, Verdict.By.FAST_PATH, against.get(), "");
    }
    String key = CanonicalQuery.of(query.hypotheses(), query.goal());
    if (cache.isProved(key)) {
      return Verdict.proved(Verdict.By.CACHE);
    }
    if (solver == null) {
      solver = new Z3Session();
    }
    Verdict verdict = solver.prove(query.hypotheses(), query.goal());
    if (verdict.proved()) {
      cache.proved(key);
    }
    return verdict;
  }

  /**
   * Releases the solver and everything that is remembered about procedures and queries. The session
   * may be used again: it starts anew.
   */
  @Override
  public void close() {
    summaries.clear();
    writes = new Writes();
    recent.clear();
    facts.clear();
    decided.clear();
    contradictions.clear();
    obligations.clear();
    terms.forget();
    if (solver != null) {
      solver.close();
      solver = null;
    }
  }
}
