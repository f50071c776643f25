// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import org.oneway.engine.item.Folder;

/** A folder of a {@link FakeShelf}. */
final class FakeFolder {
  /** Its handle and properties now. */
  Folder folder;

  /** The shelf's revision when any bytes in it last changed. */
  long revision;

  /** The shelf's revision when anything about it last changed, its items' references too. */
  long changed;

  /** How often its items were numbered anew. */
  long numbering;

  private long lastNumber;

  FakeFolder(Folder folder) {
    this.folder = folder;
  }

  long nextNumber() {
    return ++lastNumber;
  }

  void startNumberingAgain() {
    numbering++;
    lastNumber = 0;
  }
}
