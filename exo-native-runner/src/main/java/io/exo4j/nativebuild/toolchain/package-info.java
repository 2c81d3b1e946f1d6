/**
 * The programs that turn C into libraries: where they are, which versions they have, how they are
 * run, and what to tell a user who lacks one.
 */
package io.exo4j.nativebuild.toolchain;
