// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.archive;

/**
 * What a check found in one place of an archive.
 *
 * @param place the file inside the archive
 * @param words what is the matter, without a final full stop
 */
public record Remark(Level level, String place, String words) {
  /** How bad it is. */
  public enum Level {
    /** Something cannot be read, or is not there: it is lost. */
    DAMAGE,
    /** It can be read, but the draft or its schema wants it otherwise. */
    ERROR,
    /** The draft allows it, or says nothing; other programs may not understand it. */
    WARNING
  }
}
