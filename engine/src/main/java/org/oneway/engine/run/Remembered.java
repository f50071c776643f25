// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.util.List;
import org.oneway.engine.store.StoreException;

/**
 * What was found of a sync whose pairings are not known.
 *
 * @param before how many pairings were known all the same
 * @param ours how many target items were taken as made by this sync
 * @param adopted how many were taken as having been there before
 * @param differing how many are on both sides but not the same; the next run decides
 * @param onlySource how many only the source has; the next run makes them
 * @param onlyTarget how many only the target has
 * @param troubles what could not be read
 */
public record Remembered(
    long before,
    long ours,
    long adopted,
    long differing,
    long onlySource,
    long onlyTarget,
    List<StoreException> troubles) {
  public Remembered {
    troubles = List.copyOf(troubles);
  }
}
