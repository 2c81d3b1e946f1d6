/**
 * From kernels to a native library in a jar: {@link io.exo4j.nativebuild.ProjectGenerator} writes
 * Java classes and a CMake project, {@link io.exo4j.nativebuild.NativeBuild} builds it and puts
 * libraries and index where exo-runtime finds them. Nothing here knows Maven.
 */
package io.exo4j.nativebuild;
