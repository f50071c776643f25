// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.time.Instant;

/**
 * A file in a container.
 *
 * @param path inside the container, separated by "/"
 * @param size in bytes, unpacked
 * @param time when it was last modified, as far as the container knows
 * @param checksum CRC-32 of its bytes
 * @param place where the container keeps it
 */
public record PackedFile(String path, long size, Instant time, long checksum, Place place) {
  /**
   * Where the bytes are.
   *
   * @param offset of the first, or of the header before it
   * @param length packed
   * @param isDeflated whether they are packed at all
   */
  record Place(long offset, long length, boolean isDeflated) {}
}
