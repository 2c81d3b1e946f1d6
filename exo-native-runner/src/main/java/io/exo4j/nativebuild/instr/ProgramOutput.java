package io.exo4j.nativebuild.instr;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a {@link TestProgram} printed. */
final class ProgramOutput {
  private final Map<Integer, Map<Integer, long[]>> operands = new HashMap<>();
  private final Map<Integer, Set<Integer>> outside = new HashMap<>();
  private final Set<Integer> ended = new HashSet<>();
  private int last = -1;

  /** Reads what a run printed; lines that are not for us are left out. */
  void read(List<String> lines) {
    for (String line : lines) {
      int mark = line.indexOf(TestProgram.MARK);
      if (mark >= 0) {
        read(line.substring(mark + TestProgram.MARK.length()).trim().split(" "));
      }
    }
  }

  private void read(String[] words) {
    int number = Integer.parseInt(words[1]);
    switch (words[0]) {
      case "begin" -> last = number;
      case "outside" -> outside.computeIfAbsent(last, k -> new HashSet<>()).add(number);
      case "end" -> ended.add(number);
      default -> {
        long[] bits = new long[words.length - 2];
        for (int i = 0; i < bits.length; i++) {
          bits[i] = Long.parseUnsignedLong(words[i + 2], 16);
        }
        operands.computeIfAbsent(last, k -> new HashMap<>()).put(number, bits);
      }
    }
  }

  /** The execution that began last; -1 if none did. */
  int last() {
    return last;
  }

  /** Whether an execution came to its end. */
  boolean ended(int execution) {
    return ended.contains(execution);
  }

  /** What is wrong with the results of an execution; empty if nothing. */
  String compare(int execution, InstrCase test, boolean exact) {
    StringBuilder wrong = new StringBuilder();
    for (int i = 0; i < test.operands().data().size(); i++) {
      String name = test.operands().data().get(i).arg().name();
      if (outside.getOrDefault(execution, Set.of()).contains(i)) {
        wrong.append(wrong.isEmpty() ? "" : "; ");
        wrong.append("memory outside of the array of ").append(name).append(" was written");
      }
      String found = test.compare(i, operands.get(execution).get(i), exact);
      wrong.append(wrong.isEmpty() || found.isEmpty() ? "" : "; ").append(found);
    }
    return wrong.toString();
  }
}
