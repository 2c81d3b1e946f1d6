/** Writes CMake projects, runs CMake on them, and reads what the C compiler says. */
package io.exo4j.nativebuild.cmake;
