/**
 * Native tests: which sizes a kernel is run with, the C programs that compare each of its variants
 * with the procedure before scheduling, and the reports about them.
 */
package io.exo4j.nativebuild.test;
