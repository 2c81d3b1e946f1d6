package io.exo4j.schedule;

/** A parameter that asks for a place in the procedure. */
public sealed interface PlaceRef
    permits AllocRef, BlockRef, CallRef, ExprRef, GapRef, LoopRef, StmtRef {
  /** The place, not yet looked up. */
  Target target();
}
