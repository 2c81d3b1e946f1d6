package io.exo4j.schedule;

/**
 * A rewrite of a procedure. An implementation is a {@code record}, annotated with {@link
 * DirectiveInfo}, whose components are its parameters ({@link Param}); see {@link ParamKind} for
 * the types they may have. It is found through a {@link DirectiveLibrary}.
 *
 * <pre>{@code
 * @DirectiveInfo(name = "delete_pass", group = Group.STATEMENTS, doc = "Deletes every pass.")
 * public record DeletePass() implements Directive {
 *   public Outcome apply(Context context) {
 *     ...
 *     return Outcome.of(context.edit().delete(...));
 *   }
 * }
 * }</pre>
 */
public interface Directive {
  /**
   * Rewrites the procedure of the context: locate, prove, edit.
   *
   * @throws io.exo4j.diagnostics.SchedulingException if a place does not exist or an obligation is
   *     not proved; made by {@link Context#refuse} and its relatives
   */
  Outcome apply(Context context);
}
