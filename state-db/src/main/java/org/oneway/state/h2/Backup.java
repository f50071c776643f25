// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A copy of the state as it once was.
 *
 * @param file the compressed copy
 * @param made when
 * @param bytes how large the copy is
 */
public record Backup(Path file, Instant made, long bytes) {}
