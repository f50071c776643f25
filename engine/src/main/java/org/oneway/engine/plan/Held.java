// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.List;

/**
 * Deletions that the guard holds back until they are allowed by name.
 *
 * @param token allows exactly these deletions
 * @param folders the folders of which nothing is executed
 */
public record Held(String token, List<HeldFolder> folders) {
  public Held {
    folders = List.copyOf(folders);
  }

  /**
   * One folder that is held.
   *
   * @param folder number of its folder pairing
   * @param name its name at the target
   * @param deletions how many items it would lose in this run
   * @param recent how many it lost in the last 24 hours that count too
   * @param kept how many we kept in it when those 24 hours began
   * @param listed how many items the source named in it
   * @param why which limit is passed, in words
   */
  public record HeldFolder(
      int folder, String name, int deletions, int recent, int kept, int listed, String why) {}
}
