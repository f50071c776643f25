// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.IOException;

/** A file of an archive, or the archive, is not what it should be; nothing of it was used. */
public final class ArchiveDamaged extends IOException {
  private static final long serialVersionUID = 1L;
  private final String place;
  private final String reason;
  private final boolean altered;

  /**
   * Says what is wrong where.
   *
   * @param place the file inside the archive, with line and column where they are known
   * @param reason what is wrong, without a final full stop
   */
  public ArchiveDamaged(String place, String reason) {
    this(place, reason, false);
  }

  private ArchiveDamaged(String place, String reason, boolean altered) {
    super(place + ": " + reason);
    this.place = place;
    this.reason = reason;
    this.altered = altered;
  }

  /** A file is not the one that was written: nothing of the archive can be relied upon. */
  public static ArchiveDamaged altered(String place, String reason) {
    return new ArchiveDamaged(place, reason, true);
  }

  /** Whether a file is not the one that was written, which puts the whole archive in doubt. */
  public boolean isAltered() {
    return altered;
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
