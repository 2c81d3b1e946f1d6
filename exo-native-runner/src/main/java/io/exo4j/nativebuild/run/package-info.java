/**
 * How native programs are run: on this processor, under an emulator, on a functional model of the
 * instructions, or not at all, with the reason.
 */
package io.exo4j.nativebuild.run;
