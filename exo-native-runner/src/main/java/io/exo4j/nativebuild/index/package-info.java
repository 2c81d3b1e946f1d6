/** Looks into finished libraries and writes the index that the loader of a kernel jar reads. */
package io.exo4j.nativebuild.index;
