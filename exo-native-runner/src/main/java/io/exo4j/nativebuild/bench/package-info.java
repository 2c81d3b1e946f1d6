/** Benchmarks of a project's kernels: each variant against the kernel as it was written. */
package io.exo4j.nativebuild.bench;
