// SPDX-License-Identifier: Apache-2.0

/**
 * A file system that halts the JVM between two writes. It is put under a program from outside, by
 * {@code -Djava.nio.file.spi.DefaultFileSystemProvider}; the program knows nothing of it, and it
 * knows nothing of the program.
 */
@NullMarked
package org.oneway.cli.real.halting;

import org.jspecify.annotations.NullMarked;
