/**
 * What a native project is made of: kernel sets, their kernels, and the variants of each; and what
 * control expressions in them amount to.
 */
package io.exo4j.nativebuild.model;
