package io.exo4j.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessTest {
  private final Terms t = new Terms();
  private final Affine n = t.of(t.variable("n", Atom.Role.NAMED));
  private final Affine i = t.of(t.variable("i", Atom.Role.NAMED));

  private final Formula positive = Formula.geq(n, t.constant(1));
  private final Formula inRange = Formula.and(List.of(Formula.geq(i, t.constant(0)), less(i, n)));

  private static Formula less(Affine a, Affine b) {
    return Formula.less(a, b);
  }

  @Test
  void takesTheLeastValues() {
    assertThat(Witness.of(List.of(positive, inRange))).isTrue();
    assertThat(Witness.of(List.of(positive, inRange, Formula.equal(i, t.constant(0))))).isTrue();
    assertThat(Witness.of(List.of(positive, less(n, t.constant(1))))).isFalse();
  }

  @Test
  void orTheGreatest() {
    Formula bounded = less(n, t.constant(9));
    assertThat(Witness.of(List.of(positive, bounded, inRange, less(t.constant(6), i)))).isTrue();
    assertThat(Witness.of(List.of(positive, bounded, inRange, less(t.constant(7), i)))).isFalse();
  }

  @Test
  void whatIsFreeDiffers() {
    Formula different = Formula.equal(n, i).negate();
    assertThat(Witness.of(List.of(different))).isTrue();
  }

  @Test
  void whatIsFreeChangesWhereItMust() {
    assertThat(Witness.of(List.of(positive, Formula.equal(i, t.constant(1)).negate()))).isTrue();
  }

  @Test
  void quotientsBoundTheirDividends() {
    Affine m = t.of(t.variable("m", Atom.Role.NAMED));
    List<Formula> blocks = List.of(positive, inRange, less(i, m.div(4)));
    assertThat(Witness.against(blocks, Formula.geq(n.div(4), t.constant(1))))
        .hasValueSatisfying(v -> assertThat(v).containsEntry("n", "1").containsEntry("m", "4"));
  }

  @Test
  void quotientsAreComputed() {
    Formula quarter = Formula.equal(n.div(4), t.constant(2));
    Formula eight = Formula.equal(n, t.constant(8));
    assertThat(Witness.of(List.of(eight, quarter))).isTrue();
    assertThat(Witness.of(List.of(eight, quarter.negate()))).isFalse();
  }

  @Test
  void quotientsGetRoom() {
    Affine tiles = n.div(64);
    Affine io = t.of(t.variable("io", Atom.Role.NAMED));
    List<Formula> known = List.of(positive, Formula.geq(io, t.constant(0)), less(io, tiles));
    assertThat(Witness.of(known)).isTrue();
    assertThat(Witness.against(List.of(positive, inRange), less(n, t.constant(2))))
        .hasValueSatisfying(v -> assertThat(v).containsEntry("n", "2").containsEntry("i", "0"));
    assertThat(Witness.against(List.of(positive, inRange), less(i, n))).isEmpty();
  }

  @Test
  void numbersThatLeave64BitsAreNoWitness() {
    Formula least = Formula.zero(n.plus(Long.MIN_VALUE)); // n = 2^63
    assertThat(Witness.of(List.of(least))).isFalse();
    assertThat(Witness.of(List.of(Formula.geq(n.times(Long.MAX_VALUE), i.times(3))))).isTrue();
    Formula beyond = Formula.geq(n, t.constant(Long.MAX_VALUE));
    assertThat(Witness.of(List.of(beyond, less(i.times(3), n.times(2))))).isFalse();
  }

  @Test
  void remaindersOfNegativeNumbersAreComputed() {
    Formula minusOne = Formula.equal(n, t.constant(-1));
    assertThat(Witness.of(List.of(minusOne, Formula.equal(n.mod(4), t.constant(3))))).isTrue();
    assertThat(Witness.of(List.of(minusOne, less(n.mod(4), t.constant(3))))).isFalse();
    assertThat(Witness.of(List.of(minusOne, Formula.equal(n.div(4), t.constant(-1))))).isTrue();
  }

  @Test
  void nothingIsInAnEmptyRange() {
    assertThat(Witness.of(List.of(Formula.geq(i, n), less(i, n)))).isFalse();
    assertThat(Witness.of(List.of(Formula.geq(i, t.constant(0)), less(i, n.div(4)), less(n, i))))
        .isFalse();
  }
}
