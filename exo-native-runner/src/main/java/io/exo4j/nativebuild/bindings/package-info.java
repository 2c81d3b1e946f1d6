/**
 * Writes what stands between Java and the C of the kernels: the Java class that checks arguments,
 * and the C entry points that it calls. Both sides are generated from one description, {@link
 * io.exo4j.nativebuild.bindings.KernelShape}.
 */
package io.exo4j.nativebuild.bindings;
