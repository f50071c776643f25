// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;

/** A file of an archive, or the archive, is not what it should be; nothing of it was used. */
public final class ArchiveDamaged extends IOException {
  private static final long serialVersionUID = 1L;
  private final String place;
  private final String reason;

  /**
   * Says what is wrong where.
   *
   * @param place the file inside the archive, with line and column where they are known
   * @param reason what is wrong, without a final full stop
   */
  public ArchiveDamaged(String place, String reason) {
    super(place + ": " + reason);
    this.place = place;
    this.reason = reason;
  }

  /** The file inside the archive, with line and column where they are known. */
  public String place() {
    return place;
  }

  /** What is wrong, without a final full stop. */
  public String reason() {
    return reason;
  }
}
