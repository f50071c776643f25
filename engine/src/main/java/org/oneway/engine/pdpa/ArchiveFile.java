// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * What is known of a file of an archive without reading it.
 *
 * @param size in bytes
 * @param time when it was last modified
 * @param checksum of its bytes (CRC-32), where the archive keeps one
 */
public record ArchiveFile(long size, Instant time, OptionalLong checksum) {}
