package io.exo4j;

import io.exo4j.check.ModuleScope;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.ScheduleScope;
import java.util.List;

/** The checked and proved contents of one source file. */
public interface Library {
  /**
   * Finds a procedure that is declared in the file or imported by it.
   *
   * @param name its name
   * @return the procedure, proved, and as it is written
   * @throws io.exo4j.diagnostics.ExoException if there is none; the hint names the nearest
   */
  Procedure procedure(String name);

  /** {@return the names of the procedures that the file declares, in order} */
  List<String> procedureNames();

  /** {@return everything that the file declares or imports} */
  ModuleScope module();

  /** {@return what names in schedules of these procedures stand for} */
  ScheduleScope scope();
}
