/**
 * The report about a project's kernels: how each came to be, step by step, what was proved for it,
 * its C, and what its tests and benchmarks found. HTML without scripts.
 */
package io.exo4j.nativebuild.report;
