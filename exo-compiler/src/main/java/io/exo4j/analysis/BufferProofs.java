package io.exo4j.analysis;

import io.exo4j.analysis.Conflicts.Instance;
import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The named obligations about where values are kept: which elements a block touches inside and
 * outside of a box, and what one iteration leaves for the next. Like {@link Obligations}, which
 * this adds to, an empty value means <em>proved</em>.
 */
public final class BufferProofs {
  private final Obligations proofs;
  private final Summary summary;
  private final ProofSession session;

  /** The obligations about the buffers of a procedure. */
  public BufferProofs(Obligations proofs) {
    this.proofs = proofs;
    this.summary = proofs.summary();
    this.session = summary.session();
  }

  /**
   * A box of a buffer.
   *
   * @param buffer the buffer
   * @param dims its extent in every dimension of the buffer
   */
  public record Box(Buffer buffer, List<Obligations.Range> dims) {
    /** Copies the list. */
    public Box {
      dims = List.copyOf(dims);
    }
  }

  /** How a region lies to a box. */
  public enum Relation {
    /** It is in the box, whenever it is touched. */
    INSIDE,
    /** It has no element in common with the box, whenever it is touched. */
    OUTSIDE,
    /** Neither is proved. */
    UNKNOWN
  }

  /**
   * How a region lies to a box, and values for which it is not inside if neither is proved.
   *
   * @param relation how
   * @param inside the verdict about being inside
   */
  public record Answer(Relation relation, Verdict inside) {}

  /** The box that coordinates of a buffer mean before a statement. */
  public Box box(Sym buffer, List<Coord> coords, StmtId at) {
    return new Box(proofs.root(buffer), ranges(coords, at));
  }

  private List<Obligations.Range> ranges(List<Coord> coords, StmtId at) {
    List<Obligations.Range> out = new ArrayList<>();
    for (Coord c : coords) {
      out.add(
          c.accept(
              new Coord.Visitor<Obligations.Range>() {
                @Override
                public Obligations.Range point(Coord.Point p) {
                  return Obligations.Range.point(proofs.integer(p.at(), at));
                }

                @Override
                public Obligations.Range interval(Coord.Interval i) {
                  return new Obligations.Range(
                      proofs.integer(i.lo(), at), proofs.integer(i.hi(), at));
                }
              }));
    }
    return out;
  }

  /**
   * {@code within} / {@code outside} for a region of the box's buffer that a statement touches: all
   * its coordinates are in those of the box; or in some dimension it ends before the box begins, or
   * begins behind its end. What is never reached is outside.
   */
  public Answer relation(Box box, List<Coord> region, StmtId at) {
    return relation(box, ranges(region, at), info(at).path());
  }

  /** Like {@link #relation(Box, List, StmtId)} for one element of a window of the buffer. */
  public Answer elementRelation(Box box, Sym window, List<Expr> idx, StmtId at) {
    View view = summary.view(window).orElseThrow();
    List<Affine> coords = view.locate(idx.stream().map(e -> proofs.integer(e, at)).toList());
    return relation(box, coords.stream().map(Obligations.Range::point).toList(), info(at).path());
  }

  private Answer relation(Box box, List<Obligations.Range> region, Path path) {
    List<Formula> in = new ArrayList<>();
    List<Formula> apart = new ArrayList<>();
    for (int k = 0; k < region.size(); k++) {
      Obligations.Range r = region.get(k);
      Obligations.Range b = box.dims().get(k);
      in.add(Formula.geq(r.lo(), b.lo()));
      in.add(Formula.geq(b.hi(), r.hi()));
      apart.add(Formula.geq(b.lo(), r.hi()));
      apart.add(Formula.geq(r.lo(), b.hi()));
    }
    List<Formula> known = path.formulas();
    Verdict inside = session.prove("within", box.buffer().name(), known, Formula.and(in));
    if (inside.proved() && !session.holds("unreachable", known, Formula.FALSE)) {
      return new Answer(Relation.INSIDE, inside);
    }
    boolean outside = inside.proved() || session.holds("outside", known, Formula.or(apart));
    return new Answer(outside ? Relation.OUTSIDE : Relation.UNKNOWN, inside);
  }

  private StmtInfo info(StmtId id) {
    return summary
        .info(id)
        .orElseThrow(() -> new IllegalArgumentException("not a statement of this procedure"));
  }

  /** What the statements do to elements that are not proved to be outside of the box. */
  public List<Access> touching(List<Stmt> stmts, Box box) {
    List<Access> out = new ArrayList<>();
    for (Access a : proofs.effects(stmts)) {
      if (a.buffer() == box.buffer()
          && !proofs.outside(a, box.dims()).proved()
          && proofs.reachable(a)) {
        out.add(a);
      }
    }
    return out;
  }

  /**
   * {@code exposed}: some of the accesses reads, or reduces into, an element that the statements do
   * not definitely write before.
   *
   * @param accesses of the statements, from {@link #touching}
   */
  public boolean exposed(List<Access> accesses, List<Stmt> stmts) {
    Block b = proofs.block(stmts);
    return accesses.stream()
        .anyMatch(
            r ->
                r.kind() != Access.Kind.WRITE
                    && !proofs.covered(r, b.accesses(), b.first().path()));
  }

  /** {@code overwrites}: the statements definitely write every element of the box that exists. */
  public boolean overwrites(List<Stmt> stmts, Box box) {
    List<Formula> where = new ArrayList<>();
    List<Affine> point = anyElement(box, where);
    return proofs.definitelyWrites(stmts, box.buffer(), point, where);
  }

  /** An element of the box that exists; {@code where} takes what is known about it. */
  private List<Affine> anyElement(Box box, List<Formula> where) {
    List<Affine> point = new ArrayList<>();
    for (int k = 0; k < box.dims().size(); k++) {
      Obligations.Range r = box.dims().get(k);
      if (r.hi().minus(r.lo()).is(1)) {
        point.add(r.lo());
      } else {
        point.add(session.terms().of(session.terms().variable("x" + k, Atom.Role.AUXILIARY)));
      }
      Affine x = point.get(k);
      where.add(r.contains(x));
      where.add(Formula.nonNegative(x));
      where.add(Formula.less(x, box.buffer().extents().get(k)));
    }
    return point;
  }

  /**
   * {@code defined}: before the statements, every element of the box that exists has a value: it
   * was definitely written, or the statements definitely read it before they write it, so that they
   * need it to have one. Arguments always have values.
   */
  public boolean defined(List<Stmt> stmts, Box box) {
    if (box.buffer().born() < 0) {
      return true;
    }
    Block block = proofs.block(stmts);
    List<Formula> hypotheses = new ArrayList<>(block.first().path().formulas());
    List<Affine> point = anyElement(box, hypotheses);
    List<Formula> some = new ArrayList<>();
    for (Access w : summary.slice(box.buffer().born(), block.start())) {
      if (w.buffer() == box.buffer() && w.kind() == Access.Kind.WRITE) {
        some.add(touches(w, common(w.frames(), block.first().frames()), point, block));
      }
    }
    for (Access r : block.accesses()) {
      if (r.buffer() == box.buffer() && r.kind() != Access.Kind.WRITE && isFirst(r, block)) {
        some.add(touches(r, block.first().frames().size(), point, block));
      }
    }
    return !some.isEmpty() && session.holds("defined", hypotheses, Formula.or(some));
  }

  /** That the access, in some iteration of the loops from {@code depth} on, touches the element. */
  private static Formula touches(Access a, int depth, List<Affine> point, Block block) {
    Set<Atom> own = new LinkedHashSet<>();
    List<Formula> parts = new ArrayList<>();
    List<Formula> known = block.first().path().formulas();
    a.path().formulas().stream().filter(f -> !known.contains(f)).forEach(parts::add);
    for (int k = depth; k < a.frames().size(); k++) {
      own.add(a.frames().get(k).iter());
    }
    if (depth < a.frames().size()
        && Coverage.mentionsUnknown(parts, a.coords(), a.frames().get(depth), own)) {
      return Formula.FALSE;
    }
    for (int k = 0; k < point.size(); k++) {
      parts.add(Formula.equal(a.coords().get(k), point.get(k)));
    }
    return Elimination.exists(own, parts);
  }

  /** Whether nothing in the block may overwrite what it reads before it does. */
  private boolean isFirst(Access r, Block block) {
    Instance before =
        new Instance(
            session,
            block.first().intMark(),
            block.last().intEnd(),
            block.first().boolMark(),
            block.last().boolEnd(),
            "'");
    Instance same = Instance.identity(session);
    Conflicts conflicts = new Conflicts(session);
    int depth = block.first().frames().size();
    for (Access w : block.accesses()) {
      if (w.buffer() == r.buffer() && w.kind() == Access.Kind.WRITE) {
        for (List<Formula> order : Order.before(depth, w, before, r, same)) {
          if (conflicts.pair("defined", w, before, r, same, order).isPresent()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /**
   * {@code carriesNothing}: no iteration of the loop reads, or reduces into, an element of the
   * buffer that an earlier one modified and it has not definitely written before itself: for {@code
   * i < i'}, {@code (W ∪ D)(i) ∩ exposed(R ∪ D)(i') = ∅}.
   */
  public Optional<Refusal> carriesNothing(Stmt.For loop, Sym buffer) {
    Buffer b = proofs.root(buffer);
    Block body = proofs.block(loop.body());
    List<Access> mine = body.accesses().stream().filter(a -> a.buffer() == b).toList();
    StmtInfo info = info(loop.id());
    LoopFrame f = info.frame().orElseThrow();
    Instance later =
        new Instance(session, f.intMark(), info.intEnd(), f.boolMark(), info.boolEnd(), "'");
    Instance first = Instance.identity(session);
    Affine i = first.of(f.iter());
    Affine j = later.of(f.iter());
    List<Formula> relation =
        List.of(Formula.less(i, j), Formula.geq(i, f.lo()), Formula.less(j, f.hi()));
    Conflicts conflicts = new Conflicts(session);
    for (Access r : mine) {
      if (r.kind() != Access.Kind.WRITE
          && !proofs.covered(r, body.accesses(), body.first().path())) {
        for (Access m : mine) {
          Optional<Refusal> c =
              m.modifies()
                  ? conflicts.pair("carriesNothing", m, first, r, later, relation)
                  : Optional.empty();
          if (c.isPresent()) {
            return c;
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * {@code replaceable}: an allocation can share the place of another buffer from where it is made.
   * The other one is not modified any more; what is still read of it is read before the same
   * element of the new buffer is modified; and in the next iterations of the loops around the
   * allocation (inside of the other buffer's life) every read is of what the same iteration wrote.
   *
   * @param fresh the allocation that gives up its own place
   * @param old the allocation whose place it takes
   * @param rest the scope of {@code fresh}
   */
  public Optional<Refusal> replaceable(Stmt.Alloc fresh, Stmt.Alloc old, List<Stmt> rest) {
    Buffer b = proofs.root(old.buf());
    StmtInfo at = info(fresh.id());
    int shared = info(old.id()).frames().size();
    for (Access a : proofs.after(List.of(fresh), Optional.of(old.id()))) {
      if (a.buffer() != b || !proofs.reachable(a)) {
        continue;
      }
      if (a.order() >= at.end()) {
        Optional<Refusal> clash =
            a.modifies() ? Optional.of(used(b, a)) : clobbered(fresh, a, rest);
        if (clash.isPresent()) {
          return clash;
        }
      }
      int common = common(a.frames(), at.frames());
      if (a.kind() != Access.Kind.WRITE && common > shared) {
        Block body = proofs.block(at.frames().get(common - 1).loop().body());
        if (!proofs.covered(a, body.accesses(), body.first().path())) {
          return Optional.of(
              Refusal.at(
                  "'" + b.name() + "' is used again in the next iteration, in this statement",
                  a.stmt()));
        }
      }
    }
    return Optional.empty();
  }

  private static Refusal used(Buffer b, Access a) {
    return Refusal.at("'" + b.name() + "' is used after this, in this statement", a.stmt());
  }

  /** Whether a read of the old buffer may see what was meant for the new one. */
  private Optional<Refusal> clobbered(Stmt.Alloc fresh, Access read, List<Stmt> rest) {
    Block block = proofs.block(rest);
    StmtInfo at = info(fresh.id());
    if (read.order() >= block.end()) {
      return Optional.of(used(read.buffer(), read));
    }
    Instance first =
        new Instance(
            session,
            block.first().intMark(),
            block.last().intEnd(),
            block.first().boolMark(),
            block.last().boolEnd(),
            "'");
    Instance second = Instance.identity(session);
    Buffer b = proofs.root(fresh.buf());
    Conflicts conflicts = new Conflicts(session);
    for (Access m : block.accesses()) {
      if (m.buffer() == b && m.modifies()) {
        for (List<Formula> order : Order.before(at.frames().size(), m, first, read, second)) {
          Optional<Refusal> c = conflicts.pair("replaceable", m, first, read, second, order);
          if (c.isPresent()) {
            return Optional.of(
                new Refusal(
                    used(read.buffer(), read).reason(),
                    c.get().counterexample(),
                    c.get().detail(),
                    Optional.of(read.stmt())));
          }
        }
      }
    }
    return Optional.empty();
  }

  static int common(List<LoopFrame> a, List<LoopFrame> b) {
    int n = 0;
    while (n < a.size() && n < b.size() && a.get(n) == b.get(n)) {
      n++;
    }
    return n;
  }

  /** {@code foldable}: see {@link Folding}. */
  public Optional<Refusal> foldable(Stmt.Alloc alloc, List<Stmt> rest, int dim, long size) {
    return new Folding(proofs, session).check(info(alloc.id()), proofs.block(rest), dim, size);
  }

  /** The root dimension that a dimension of a name moves along, for example for its stride. */
  public int rootDimension(Sym name, int dim) {
    return summary.view(name).orElseThrow().dims().indexOf(dim);
  }
}
