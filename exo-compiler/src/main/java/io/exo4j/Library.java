package io.exo4j;

import io.exo4j.check.ModuleScope;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.ScheduleScope;
import java.util.List;

/** The checked and proved contents of one source file. */
public interface Library {
  /**
   * The procedure of that name: declared in the file or imported by it.
   *
   * @throws io.exo4j.diagnostics.ExoException if there is none; the hint names the nearest
   */
  Procedure procedure(String name);

  /** The names of the procedures that the file declares, in order. */
  List<String> procedureNames();

  /** Everything that the file declares or imports. */
  ModuleScope module();

  /** What names in schedules of these procedures stand for. */
  ScheduleScope scope();
}
