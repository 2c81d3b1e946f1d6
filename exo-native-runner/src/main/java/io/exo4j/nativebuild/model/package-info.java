/** What a native project is made of: kernel sets, their kernels, and the variants of each. */
package io.exo4j.nativebuild.model;
