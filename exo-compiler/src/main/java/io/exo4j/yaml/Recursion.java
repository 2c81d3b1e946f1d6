package io.exo4j.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds operations that call each other in a circle. */
final class Recursion {
  private final Map<String, Operation> operations;
  private final Set<String> fine = new HashSet<>();
  private final Deque<String> path = new ArrayDeque<>();

  Recursion(Map<String, Operation> operations) {
    this.operations = operations;
  }

  void check() {
    for (Operation o : operations.values()) {
      visit(o);
    }
  }

  private void visit(Operation op) {
    if (path.contains(op.name())) {
      List<String> circle = new ArrayList<>(path);
      Collections.reverse(circle);
      throw Errors.of(
          YamlCode.RECURSION,
          op.span(),
          "operations may not call themselves: "
              + String.join(" -> ", circle)
              + " -> "
              + op.name());
    }
    if (fine.contains(op.name())) {
      return;
    }
    path.push(op.name());
    visit(op.steps());
    path.pop();
    fine.add(op.name());
  }

  private void visit(List<Step> steps) {
    for (Step s : steps) {
      s.accept(new Visit());
    }
  }

  private final class Visit implements Step.Visitor<Void> {
    @Override
    public Void apply(Step.Apply step) {
      return null;
    }

    @Override
    public Void call(Step.Call step) {
      visit(operations.get(step.operation()));
      return null;
    }

    @Override
    public Void let(Step.Let step) {
      return null;
    }

    @Override
    public Void each(Step.For step) {
      visit(step.body());
      return null;
    }

    @Override
    public Void choose(Step.If step) {
      visit(step.then());
      visit(step.orElse());
      return null;
    }

    @Override
    public Void repeat(Step.Repeat step) {
      visit(step.body());
      return null;
    }

    @Override
    public Void attempt(Step.Try step) {
      visit(step.body());
      visit(step.orElse());
      return null;
    }

    @Override
    public Void print(Step.Print step) {
      return null;
    }

    @Override
    public Void expect(Step.Expect step) {
      return null;
    }

    @Override
    public Void fail(Step.Fail step) {
      return null;
    }
  }
}
