// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.util.List;

/**
 * What became of an export.
 *
 * @param items how many items are in the archive
 * @param folders how many folders hold them
 * @param minted how many items had no uid and got one
 * @param broken what could not be read and is not in the archive, in words
 * @param findings what was repaired or could not be carried
 */
public record Exported(
    long items, int folders, long minted, List<String> broken, Findings findings) {
  public Exported {
    broken = List.copyOf(broken);
  }
}
