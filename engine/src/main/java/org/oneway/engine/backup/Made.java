// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.backup;

import java.time.Instant;
import java.util.Optional;
import org.oneway.engine.pdpa.Chain;

/**
 * An archive that was made.
 *
 * @param chain the id of its chain
 * @param sequence its place in it
 * @param archive its id
 * @param base the id of the last archive that held everything
 * @param place where it was written
 */
public record Made(
    String chain, long sequence, String archive, String base, Instant time, String place) {

  /** The place of an archive with what has changed since. */
  public Chain update() {
    return new Chain(chain, sequence + 1, Optional.of(archive), Optional.of(base));
  }
}
